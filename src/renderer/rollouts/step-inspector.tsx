import { Badge, Button, Code, Collapse, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { withMinus } from '../../core/minus-sign.js';
import { lookOf } from '../../core/rollout/looks.js';
import type { Attempt, Asked, Check } from '../../core/rollout/rollout-record.js';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { AskStepAgain } from './ask-step-again.js';
import { FAILURE_WORDS } from './failure-words.js';
import { MoreLikeThis } from './more-like-this.js';
import { PointedPicture } from './pointed-picture.js';
import type { EpisodePlace, Replay } from './rollouts-store.js';

const STAGES: readonly (readonly [keyof Attempt['stages'], string])[] = [
  ['parsed', 'reply read'],
  ['rightObject', 'right object'],
  ['onSurface', 'on a surface'],
  ['reachable', 'within reach'],
  ['grasped', 'grasped'],
  ['transported', 'carried'],
  ['released', 'released'],
  ['stable', 'at rest'],
  ['goalTrue', 'goal true'],
  ['noCollateral', 'nothing else moved'],
];

/** One attempt, step by step: what the model saw and said, what the robot did, what the score measured. */
export function StepInspector(props: { readonly replay: Replay; readonly attempt: number }) {
  const { replay, attempt: k } = props;
  const { place } = replay;
  const attempt = replay.record.attempts[k];
  if (!attempt) return null;
  const { failure } = attempt;
  const look = lookOf(attempt);
  return (
    <Stack gap="md">
      <div>
        <Title order={2} size="h5">
          Attempt {k + 1} of {replay.record.attempts.length}
        </Title>
        {failure ? (
          <Text size="sm">
            <Tooltip label={FAILURE_WORDS[failure.class]}>
              <Badge variant="default" radius="sm" mr={6}>
                {failure.class}
              </Badge>
            </Tooltip>
            {failure.detail}
          </Text>
        ) : (
          <Text size="sm">Done.</Text>
        )}
      </div>
      {attempt.asked.map((asked, i) => (
        <AskedStep key={`${k} ${i}`} place={place} look={look} asked={asked} replay={replay} />
      ))}
      <div>
        <Title order={3} size="h6">
          Stages
        </Title>
        {STAGES.map(([name, title]) => (
          <Stage key={name} title={title} value={attempt.stages[name]} />
        ))}
      </div>
      {attempt.checks.length > 0 && (
        <div>
          <Title order={3} size="h6">
            Score
          </Title>
          {attempt.checks.map((check, i) => (
            <CheckLine key={`${check.check} ${i}`} check={check} />
          ))}
        </div>
      )}
      <Button
        variant="default"
        onClick={() =>
          goTo('scene', {
            rollouts: place.dir,
            run: place.run,
            episode: String(place.episode),
            look: String(look),
          })
        }
      >
        Open this scene in Scene
      </Button>
      <MoreLikeThis key={`${place.run} ${place.episode}`} place={place} />
      {attempt.distance && (
        <Text size="sm">
          Way to the goal: {attempt.distance.before.toFixed(3)} m before, {attempt.distance.after.toFixed(3)} m after.
        </Text>
      )}
    </Stack>
  );
}

function Stage({ title, value }: { readonly title: string; readonly value: boolean | null }) {
  return (
    <div className="rollouts-run-line">
      <Text size="sm" c={value === null ? 'dimmed' : ''}>
        {title}
      </Text>
      <Text size="sm" c={value === null ? 'dimmed' : ''}>
        {value === null ? '–' : value ? 'yes' : 'no'}
      </Text>
    </div>
  );
}

function CheckLine({ check }: { readonly check: Check }) {
  const measured = Object.entries(check.measured)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? Number(value.toPrecision(3)) : String(value)}`)
    .join(', ');
  return (
    <Text size="sm">
      {check.check}
      {check.type ? ` ${check.type}` : ''}: {check.passed ? 'yes' : 'no'}
      <Text span size="xs" c="dimmed">
        {' '}
        {measured}
        {check.limit === null ? '' : `; limit ${check.limit}`}
      </Text>
    </Text>
  );
}

function AskedStep(props: {
  readonly place: EpisodePlace;
  readonly look: number;
  readonly asked: Asked;
  readonly replay: Replay;
}) {
  const { place, look, asked, replay } = props;
  const studio = useStudio();
  const [open, setOpen] = useState(false);
  const [again, setAgain] = useState<readonly [number, number] | null>(null);
  const views = replay.looks[look]?.views ?? [];
  const camera = Math.max(
    0,
    views.findIndex(({ id }) => id === asked.views.at(-1)),
  );
  const intrinsics = views[camera]?.intrinsics;
  const picture = useQuery({
    queryKey: ['rollouts', 'picture', place, look, camera],
    queryFn: () => studio.rollouts.picture({ ...place, look, camera }),
    enabled: intrinsics !== undefined,
    gcTime: 60_000,
  });
  const name = asked.lifted && replay.looks[look]?.scene.objects.find(({ id }) => id === asked.lifted?.id)?.name;
  const title = asked.stage === 'object' ? 'What to take' : 'Where to put it';
  const toggle = open ? 'Hide the prompt' : 'Show the prompt';
  return (
    <div>
      <Title order={3} size="h6">
        {title}
      </Title>
      {intrinsics && (
        <PointedPicture
          picture={picture.data}
          alt={`What the model saw, view ${camera}`}
          size={[intrinsics.width, intrinsics.height]}
          marks={[
            ...(asked.point ? [{ at: asked.point, shape: 'dot' as const }] : []),
            ...(again ? [{ at: again, shape: 'ring' as const }] : []),
          ]}
        />
      )}
      <div className="rollouts-reply">{asked.reply ?? 'No reply came.'}</div>
      <Text size="sm" mt={4}>
        {asked.fault
          ? `Cannot be used: ${asked.fault.detail}`
          : asked.refuses
            ? 'Read as a refusal.'
            : asked.point
              ? `Read as the point (${asked.point.map((x) => withMinus(x.toFixed(0))).join(', ')})${name ? `: the ${name}` : ''}`
              : ''}
        {asked.lifted ? `, ${asked.lifted.depth.toFixed(2)} m away.` : ''}
      </Text>
      {intrinsics && (
        <AskStepAgain
          asked={asked}
          picture={picture.data}
          size={[intrinsics.width, intrinsics.height]}
          onPoint={setAgain}
        />
      )}
      <Button
        variant="subtle"
        size="compact-xs"
        px={0}
        onClick={() => setOpen(!open)}
        aria-expanded={open}
        aria-label={`${toggle}: ${title}`}
      >
        {toggle}
      </Button>
      <Collapse expanded={open}>
        <Code block fz={11} style={{ whiteSpace: 'pre-wrap' }}>
          {asked.system === null ? '' : `${asked.system}\n\n`}
          {asked.prompt}
        </Code>
      </Collapse>
    </div>
  );
}
