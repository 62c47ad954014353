import { Button, Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Estimate, RecipeRun } from '../../contract/studio/jobs.js';
import { useStudio } from '../connection/studio-context.js';
import { bytesWords, durationWords, numberWords } from './job-words.js';

interface Props {
  readonly run: RecipeRun | null;
  readonly scenes: number;
  readonly busy: boolean;
}

/** What the run will come to, from scenes made on this machine with these very options; offers to make them. */
export function EstimateLine({ run, scenes, busy }: Props) {
  const studio = useStudio();
  const queries = useQueryClient();
  const [asked] = useDebouncedValue(run, 300);
  // The seed changes nothing that can be measured with three scenes.
  const key = ['estimate', asked?.recipe, asked?.views, asked?.size];
  const known = useQuery({
    queryKey: key,
    queryFn: () => (asked ? studio.jobs.knownEstimate(asked) : null),
    enabled: asked !== null,
  });
  const measure = useMutation({
    mutationFn: (given: RecipeRun) => studio.jobs.estimate(given),
    onSuccess: (estimate) => queries.setQueryData(key, estimate),
  });
  if (!run) return null;
  if (measure.isPending)
    return (
      <p className="jobs-estimate" role="status">
        <Loader size={12} /> Making three scenes with each worker to see how long they take…
      </p>
    );
  if (known.data) return <p className="jobs-estimate">{estimateWords(known.data, scenes)}</p>;
  return (
    <div className="jobs-estimate">
      {measure.error ? measure.error.message : 'How long it takes is not known for this machine and these options.'}
      <Button
        variant="default"
        size="compact-xs"
        display="block"
        mt={6}
        disabled={busy}
        onClick={() => measure.mutate(run)}
      >
        Measure with three scenes
      </Button>
    </div>
  );
}

function estimateWords(estimate: Estimate, scenes: number): string {
  const seconds = estimate.secondsBefore + estimate.secondsPerScene * scenes;
  const day = new Date(estimate.measured).toLocaleDateString('en', { day: 'numeric', month: 'short' });
  return `About ${durationWords(seconds)}, ${bytesWords(estimate.bytesPerScene * scenes)} and ${numberWords(
    Math.round(estimate.questionsPerScene * scenes),
  )} questions, as ${estimate.scenes} scenes took on this machine (${day}, ${estimate.workers} at a time).`;
}
