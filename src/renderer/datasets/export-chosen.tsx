import { Button, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { MOST_CHOSEN, type OpenDatasetFacts } from '../../contract/studio/datasets.js';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { numberWords } from '../jobs/job-words.js';
import { ExportSheet } from './export-sheet.js';
import type { Chosen } from './more-like-these.js';

/** Export of the chosen images alone. */
export function ExportChosen({ dataset, chosen }: { readonly dataset: OpenDatasetFacts; readonly chosen: Chosen }) {
  const studio = useStudio();
  const names = useMutation({ mutationFn: () => chosen.names() });
  const start = useMutation({
    mutationFn: (spec: JobSpec) => studio.jobs.add({ spec }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  const isTooMany = chosen.count > MOST_CHOSEN;
  return (
    <>
      <Button
        variant="default"
        size="compact-xs"
        disabled={isTooMany}
        title={
          isTooMany ? `At most ${numberWords(MOST_CHOSEN)} images: exclude the others, and export all.` : undefined
        }
        onClick={() => names.mutate()}
      >
        Export these…
      </Button>
      <Modal opened={names.data !== undefined} onClose={() => names.reset()} title="Export the chosen images" size="xl">
        {names.data && (
          <ExportSheet
            dataset={dataset}
            start={(spec) => start.mutate(spec)}
            problem={start.error?.message ?? null}
            views={names.data}
          />
        )}
      </Modal>
    </>
  );
}
