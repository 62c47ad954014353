import { Alert, Button, Code, Loader, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDatasetFacts } from '../../contract/studio/datasets.js';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { FolderInput } from '../app/folder-input.js';
import { isBelow } from '../app/use-shown-path.js';
import { useStudio } from '../connection/studio-context.js';
import { lastPart } from '../jobs/job-words.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly start: (spec: JobSpec) => void;
  readonly problem: string | null;
  /** Only these images; null: all. */
  readonly views: readonly string[] | null;
}

/** Export, from the model one wants to train to the rows it will read. */
export function ExportSheet({ dataset, start, problem, views }: Props) {
  const studio = useStudio();
  const formats = useQuery({ queryKey: ['formats'], queryFn: () => studio.datasets.formats() });
  const models = (formats.data ?? []).flatMap(({ id, models: readers }) =>
    readers.map((model) => ({ value: `${id} ${model}`, label: model })),
  );
  const [model, setModel] = useState<string | null>(null);
  const chosen = model ?? models[0]?.value ?? null;
  const format = formats.data?.find(({ id }) => chosen?.startsWith(`${id} `)) ?? null;
  const sets = Object.keys(dataset.sets);
  const [set, setSet] = useState<string | null>(sets.includes('main') ? 'main' : (sets[0] ?? null));
  const [folder, setFolder] = useState<string | null>(null);
  const facts = useQuery({ queryKey: ['machine-facts'], queryFn: () => studio.machine.facts() });
  // Beside the data where one may write there; what was opened from elsewhere is exported into the working folder.
  const isOurs = facts.data !== undefined && isBelow(dataset.path, facts.data.workingFolder);
  const place = isOurs ? dataset.path : `exports/${lastPart(dataset.path)}`;
  const out = folder ?? (format && facts.data ? `${place}-${format.id}${views === null ? '' : '-chosen'}` : '');
  const needsSet = format?.needsQuestions ?? false;
  const only = views === null ? {} : { views: [...views] };
  const preview = useQuery({
    queryKey: ['preview', dataset.id, format?.id, needsSet ? set : null, views],
    queryFn: () =>
      studio.datasets.preview({
        dataset: dataset.id,
        format: format?.id ?? '',
        ...only,
        ...(needsSet && set ? { set } : {}),
      }),
    enabled: format !== null && (!needsSet || set !== null),
    gcTime: 0,
  });
  const fault = formats.error ?? preview.error;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (format)
          start({
            kind: 'export',
            dir: dataset.path,
            format: format.id,
            out,
            ...only,
            ...(needsSet && set ? { set } : {}),
          });
      }}
    >
      <Stack gap={12}>
        <Select
          label="Who will read it?"
          data={models}
          value={chosen}
          onChange={setModel}
          allowDeselect={false}
          searchable
          description={format?.title}
        />
        {needsSet && <Select label="Question set" data={sets} value={set} onChange={setSet} allowDeselect={false} />}
        <FolderInput label="Folder" description="New, or empty." dialog="new-folder" value={out} onValue={setFolder} />
        <section aria-label="Preview">
          <h3 className="datasets-subtitle">The first rows, as they will be written</h3>
          {preview.isFetching && <Loader size={14} aria-label="Reading rows" />}
          {preview.data?.length === 0 && <p className="datasets-quiet">No question of this set fits the format.</p>}
          <div className="datasets-preview" tabIndex={0} role="region" aria-label="Rows">
            {preview.data?.map((row, k) => (
              <Code key={k} block>
                {row}
              </Code>
            ))}
          </div>
        </section>
        {(fault || problem) && (
          <Alert color="red" role="alert">
            {fault?.message ?? problem}
          </Alert>
        )}
        <p className="datasets-quiet">
          Excluded images are left out with the questions that show them. What was written is read back before the job
          ends.
        </p>
        <Button type="submit" size="sm" disabled={format === null || out.trim() === '' || preview.data?.length === 0}>
          Export
        </Button>
      </Stack>
    </form>
  );
}
