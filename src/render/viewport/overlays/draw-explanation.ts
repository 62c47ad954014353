import {
  add,
  cross,
  distance,
  length,
  lerp,
  normalize,
  scale,
  sub,
  UP,
  type Vec3,
} from '../../../core/geometry/vec3.js';
import type { Pose } from '../../../core/geometry/pose.js';
import type { Explanation } from './explanation.js';
import type { Shape, Sketch } from './sketch.js';
import { TONE_COLOURS } from './tones.js';

/** Where the drawn objects are now. */
export interface Things {
  shape(id: number): Shape | null;
  pose(id: number): Pose | null;
  /** A place over the object for its label, world. */
  top(id: number): Vec3 | null;
}

/** Length of the ticks at a bracket's ends, of its own length and in metres at most. */
const TICK_SHARE = 0.18;
const MAX_TICK = 0.03;
/** Of a bracket, metres. */
const SHORTEST = 1e-6;

/** Draws all of an explanation but its mask and its surface's image, which belong to pixels. */
export function drawExplanation(
  sketch: Sketch,
  { outlines, ghosts, blockers, lines, axes, brackets, points, steps }: Explanation,
  things: Things,
  outline: (shape: Shape, pose: Pose, stroke: Parameters<Sketch['outline']>[2]) => void,
): void {
  for (const id of blockers ?? []) {
    const [shape, pose] = [things.shape(id), things.pose(id)];
    if (shape && pose) outline(shape, pose, { colour: TONE_COLOURS.blocker, fill: 'rgba(224, 49, 49, 0.35)' });
  }
  for (const { object, worldFromObject, tone } of ghosts ?? []) {
    const shape = things.shape(object);
    if (shape)
      outline(shape, worldFromObject, { colour: TONE_COLOURS[tone], dashed: true, fill: `${TONE_COLOURS[tone]}38` });
  }
  for (const { id, tone } of outlines ?? []) {
    const [shape, pose] = [things.shape(id), things.pose(id)];
    if (shape && pose) outline(shape, pose, { colour: TONE_COLOURS[tone], width: 2.5 });
  }
  for (const { points: through, tone, dashed = false, closed = false } of lines ?? []) {
    const fill = closed ? `${TONE_COLOURS[tone]}30` : undefined;
    sketch.line(through, { colour: TONE_COLOURS[tone], dashed, closed, ...(fill && { fill }) });
  }
  for (const { origin, arrows } of axes ?? []) {
    for (const { to, tone } of arrows) sketch.arrow(origin, add(origin, to), TONE_COLOURS[tone]);
    sketch.dot(origin, TONE_COLOURS.neutral, 3);
  }
  for (const { from, to, tone } of brackets ?? []) drawBracket(sketch, from, to, TONE_COLOURS[tone]);
  for (const { at, tone } of points ?? []) sketch.dot(at, TONE_COLOURS[tone]);
  // Words lie over all lines.
  for (const { origin, arrows } of axes ?? [])
    for (const { to, word, tone } of arrows)
      sketch.label(add(origin, scale(to, 1.08)), word, TONE_COLOURS[tone], [0, 0]);
  for (const { from, to, label, tone } of brackets ?? [])
    if (distance(from, to) >= SHORTEST) sketch.label(lerp(from, to, 0.5), label, TONE_COLOURS[tone]);
  for (const { at, label, tone } of points ?? []) if (label) sketch.label(at, label, TONE_COLOURS[tone]);
  for (const { id, tone, label } of outlines ?? []) {
    const top = things.top(id);
    if (label && top) sketch.label(top, label, TONE_COLOURS[tone]);
  }
  steps?.forEach(({ at, tone = 'neutral' }, k) => {
    if (at) sketch.label(at, String(k + 1), TONE_COLOURS[tone], [0, 0]);
  });
}

function drawBracket(sketch: Sketch, from: Vec3, to: Vec3, colour: string): void {
  const along = sub(to, from);
  if (length(along) < SHORTEST) return;
  const side = Math.abs(normalize(along)[2]) > 0.9 ? cross(along, [1, 0, 0]) : cross(along, UP);
  const tick = scale(normalize(side), Math.min(MAX_TICK, TICK_SHARE * distance(from, to)));
  sketch.line([from, to], { colour, width: 2.5 });
  for (const end of [from, to]) sketch.line([sub(end, tick), add(end, tick)], { colour, width: 2.5 });
}
