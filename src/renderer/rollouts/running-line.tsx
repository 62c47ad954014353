import { Button, Checkbox, Group, Progress, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { JobState } from '../../contract/studio/jobs.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { durationWords, jobTitle, percentOf } from '../jobs/job-words.js';

/** The run that goes on now: how far it is, and whether each new episode is shown as it comes. */
export function RunningLine(props: {
  readonly job: JobState;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
}) {
  const { job, follow, onFollow } = props;
  const studio = useStudio();
  const act = useMutation({
    mutationFn: (action: 'pause' | 'cancel') => studio.jobs[action]({ id: job.id }),
  });
  const { progress } = job;
  const words = progress
    ? `${progress.done} of ${progress.total} episodes${progress.secondsLeft === null ? '' : `, ${durationWords(progress.secondsLeft)} left`}`
    : 'Opening the model and the browser that draws.';
  return (
    <section className="rollouts-running" aria-label="The run that goes on">
      <Text size="sm">{jobTitle(job.spec)}</Text>
      <Progress size="sm" value={percentOf(job) ?? 0} aria-label="Episodes done" />
      <Text size="xs" c="dimmed" role="status">
        {words}
      </Text>
      <Checkbox
        size="xs"
        label="Show each episode as it comes"
        checked={follow}
        onChange={(event) => onFollow(event.currentTarget.checked)}
      />
      <Group gap={6}>
        {job.status === 'running' && (
          <Button variant="default" size="compact-xs" onClick={() => act.mutate('pause')}>
            Pause
          </Button>
        )}
        <Button variant="default" size="compact-xs" onClick={() => act.mutate('cancel')}>
          Cancel
        </Button>
        <Button variant="subtle" size="compact-xs" onClick={() => goTo('jobs', { job: job.id })}>
          In the list of jobs
        </Button>
      </Group>
    </section>
  );
}
