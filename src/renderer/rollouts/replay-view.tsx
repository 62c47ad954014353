import { useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import type { Explanation } from '../../render/viewport/overlays/explanation.js';
import { Viewport } from '../../render/viewport/viewport.js';
import type { Vec3 } from '../../core/geometry/vec3.js';
import { lookOf } from '../../core/rollout/looks.js';
import { theViewport } from '../scene/viewport-host.js';
import { BORDERS } from '../scene/borders.js';
import { useViewport } from '../scene/use-viewport.js';
import { replayMeshes, type Replay } from './rollouts-store.js';
import type { Moment } from './timeline.js';

let second: Promise<Viewport> | null = null;
/** The page's one viewport for the first replay; another one only where two are compared. */
const OPENERS = [theViewport, () => (second ??= Viewport.create())] as const;

/** A touch that carries less than this is not worth a mark, newtons. */
const SLIGHT = 0.05;
/** Places of the goal region that are drawn. */
const MOST_PLACES = 120;

/** The 3D picture of a replay at a moment; `through`: by the eyes of the model. */
export function ReplayView(props: {
  readonly place: 0 | 1;
  /** Whether another stands beside it. */
  readonly beside: boolean;
  readonly replay: Replay;
  readonly moment: Moment;
  readonly through: boolean;
}) {
  const { place, beside, replay, moment, through } = props;
  const { frame, viewport, problem } = useViewport('Replay', OPENERS[place]);
  const scheme = useComputedColorScheme('light');

  useEffect(() => {
    const attempt = replay.record.attempts[moment.attempt];
    const look = attempt && replay.looks[lookOf(attempt)];
    if (!viewport || !look) return;
    const shown = attempt?.asked.at(-1)?.views.at(-1);
    const camera = Math.max(
      0,
      look.views.findIndex(({ id }) => id === shown),
    );
    const frames = replay.motions[moment.attempt] ?? [];
    const now = moment.frame === null ? undefined : frames[moment.frame];
    viewport.update(
      {
        scene: look.scene,
        poses: now ? new Map(now.poses.map(({ id, worldFromObject }) => [id, worldFromObject])) : null,
        views: look.views,
        through: through ? camera : null,
        inset: null,
        overlays: new Set(),
        explanation: explain(replay, moment),
        selected: null,
        editable: false,
        border: BORDERS[scheme],
      },
      replayMeshes,
    );
  }, [viewport, replay, moment, through, scheme]);

  // Another width wants another distance; side by side both are seen from the same place.
  const scene = replay.looks[0]?.scene;
  useEffect(() => viewport?.frame(null, true), [viewport, beside, scene]);

  return (
    <div className="rollouts-canvas" ref={frame}>
      {problem !== null && <div className="rollouts-title">{problem}</div>}
    </div>
  );
}

/** Where the goal would be true, where the reply's points landed, the way of the object, and what touches now. */
function explain({ record, motions }: Replay, { attempt: k, frame: at }: Moment): Explanation {
  const attempt = record.attempts[k];
  if (!attempt) return {};
  const frames = motions[k] ?? [];
  const object = attempt.action?.object ?? record.task?.steps[attempt.step]?.object;
  const way = frames.flatMap(({ poses }) =>
    poses.filter(({ id }) => id === object).map(({ worldFromObject }) => worldFromObject.position),
  );
  const every = Math.max(1, Math.ceil(attempt.region.length / MOST_PLACES));
  const touches = at === null ? [] : (frames[at]?.touches ?? []);
  return {
    outlines: object === undefined ? [] : [{ id: object, tone: 'subject' }],
    points: [
      ...attempt.region.filter((_, i) => i % every === 0).map((place: Vec3) => ({ at: place, tone: 'T' as const })),
      ...attempt.asked.flatMap(({ stage, lifted }) =>
        lifted ? [{ at: lifted.world, label: stage === 'object' ? 'take' : 'put', tone: 'subject' as const }] : [],
      ),
      ...touches
        .filter(({ a, b, force }) => (a === object || b === object) && Math.hypot(...force) > SLIGHT)
        .map(({ point }) => ({ at: point, tone: 'blocker' as const })),
    ],
    lines: way.length > 1 ? [{ points: way, tone: 'neutral' }] : [],
  };
}
