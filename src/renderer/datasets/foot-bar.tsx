import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { OpenDatasetFacts } from '../../contract/studio/datasets.js';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { bytesWords, count, numberWords } from '../jobs/job-words.js';
import { jobsStore } from '../jobs/jobs-store.js';
import { useStore } from '../store.js';
import { ComparePanel } from './compare-panel.js';
import { ExportSheet } from './export-sheet.js';
import { FairnessFigures } from './fairness-figures.js';

interface Props {
  readonly dataset: OpenDatasetFacts;
  readonly reopen: () => void;
}

/** What a dataset is as a whole, and what can be done with all of it. */
export function FootBar({ dataset, reopen }: Props) {
  const studio = useStudio();
  const [sheet, setSheet] = useState<'export' | 'compare' | 'ask' | null>(null);
  const [set, setSet] = useState('');
  const start = useMutation({
    mutationFn: (spec: JobSpec) => studio.jobs.add({ spec }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  const close = () => setSheet(null);
  const setIsFree = /^[a-z0-9][a-z0-9_-]{0,63}$/.test(set) && !(set in dataset.sets);
  return (
    <footer className="datasets-foot">
      <span>{verifiedWords(useLastVerify(dataset.path))}</span>
      <FairnessFigures dataset={dataset} start={(spec) => start.mutate(spec)} />
      <span>
        {numberWords(dataset.scenes - dataset.twins)} of {numberWords(dataset.planned)} scenes
        {dataset.twins > 0 && `, ${count(dataset.twins, 'twin')}`}
      </span>
      <span>{dataset.licences.length === 1 ? dataset.licences[0] : `${dataset.licences.length} licences`}</span>
      <span>{bytesWords(dataset.bytes)}</span>
      {start.error && <span className="datasets-fault">{start.error.message}</span>}
      <span className="datasets-grow" />
      <Button variant="default" size="compact-xs" onClick={reopen}>
        Read again
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => start.mutate({ kind: 'verify', dir: dataset.path })}>
        Verify
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => setSheet('ask')}>
        Ask again…
      </Button>
      <Button variant="default" size="compact-xs" onClick={() => setSheet('compare')}>
        Compare…
      </Button>
      <Button size="compact-xs" onClick={() => setSheet('export')}>
        Export…
      </Button>
      <Modal opened={sheet === 'export'} onClose={close} title="Export" size="xl">
        <ExportSheet
          dataset={dataset}
          start={(spec) => start.mutate(spec)}
          problem={start.error?.message ?? null}
          views={null}
        />
      </Modal>
      <Modal opened={sheet === 'compare'} onClose={close} title="Compare with another dataset" size="80%">
        <ComparePanel dataset={dataset} />
      </Modal>
      <Modal opened={sheet === 'ask'} onClose={close} title="Ask the stored scenes again">
        <form
          className="datasets-open-form"
          onSubmit={(event) => {
            event.preventDefault();
            if (setIsFree) start.mutate({ kind: 'ask', dir: dataset.path, set });
          }}
        >
          <TextInput
            label="Name of the new set"
            description="Small letters, digits, - and _. Nothing is rendered again; the sets that are there stay."
            data-autofocus
            value={set}
            onChange={(event) => setSet(event.currentTarget.value)}
            error={set in dataset.sets ? 'There is a set of that name.' : null}
          />
          <Button type="submit" size="sm" disabled={!setIsFree}>
            Ask
          </Button>
        </form>
      </Modal>
    </footer>
  );
}

function useLastVerify(path: string) {
  const queue = useStore(jobsStore, (state) => state.queue);
  return queue?.jobs.findLast(({ spec, status }) => spec.kind === 'verify' && spec.dir === path && status === 'done');
}

function verifiedWords(job: ReturnType<typeof useLastVerify>): string {
  if (!job) return 'Not verified yet';
  const minutes = Math.round((Date.now() - (job.ended ?? 0)) / 60_000);
  const when = minutes < 1 ? 'just now' : minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
  const problems = Number(job.summary?.['problems'] ?? 0);
  return problems === 0 ? `Verified ${when}: no problems` : `Verified ${when}: ${numberWords(problems)} problems`;
}
