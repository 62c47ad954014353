import { Badge, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { LiveStep } from '../../contract/studio/jobs.js';
import { useStudio } from '../connection/studio-context.js';
import { PointedPicture } from './pointed-picture.js';

/** The episode that is being played: what the model is shown and asked, where its reply lands, what came of it. */
export function LiveView({ job, step }: { readonly job: string; readonly step: LiveStep }) {
  const studio = useStudio();
  const { data: picture } = useQuery({
    queryKey: ['job-picture', job, step.picture],
    queryFn: () => studio.jobs.picture({ id: job, scene: step.picture }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const marks = step.asked.flatMap(({ stage, point }) =>
    point ? [{ at: point, shape: 'dot' as const, label: stage === 'object' ? 'take' : 'put' }] : [],
  );
  return (
    <section className="rollouts-live" aria-label="The episode being played">
      <Text size="sm">
        <Badge variant="light" radius="sm" mr={6}>
          Live
        </Badge>
        Episode {step.episode}, attempt {step.attempt + 1}: {step.text}
      </Text>
      <PointedPicture
        picture={picture}
        alt={step.ended ? 'What came of it' : 'What the model is shown'}
        size={step.size}
        marks={step.ended ? [] : marks}
      />
      <Text size="xs" c="dimmed" role="status">
        {statusOf(step)}
      </Text>
      {step.asked.map(
        ({ stage, reply }, k) =>
          reply !== null && (
            // oxlint-disable-next-line react/no-array-index-key
            <div className="rollouts-reply" key={k}>
              {stage === 'object' ? 'take' : 'put'}: {reply}
            </div>
          ),
      )}
    </section>
  );
}

function statusOf({ asked, ended }: LiveStep): string {
  if (ended) return ended.failure ? `${ended.failure.class}: ${ended.failure.detail}` : 'Done.';
  const last = asked.at(-1);
  if (!last) return 'Looking.';
  const place = last.stage === 'place';
  if (last.reply === null) return place ? 'Asked where to put it …' : 'Asked what to take …';
  return place ? 'Replied where to put it; the robot acts …' : 'Replied what to take.';
}
