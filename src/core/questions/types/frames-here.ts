import type { Direction, FrameRef } from '../../relations/frames.js';
import type { QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';

export const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];

export const isDirection = (type: string): type is Direction => (DIRECTIONS as readonly string[]).includes(type);

/** Frames in which something may be asked about a reference in this view. */
export function framesAround(context: ViewContext, reference: number): FrameRef[] {
  const frames: FrameRef[] = [{ kind: 'ego' }];
  if (context.worldReadable) frames.push({ kind: 'world' });
  if (context.graph.geometry.object(reference).front !== null) frames.push({ kind: 'object', object: reference });
  return frames;
}

/** "ego", "world", "object"; "object-facing" where left and right are said as seen when facing the object. */
export function frameForm(context: ViewContext, frame: FrameRef, direction: Direction): string {
  if (frame.kind !== 'object' || direction === 'front' || direction === 'behind') return frame.kind;
  const { leftRight } = context.graph.geometry.object(frame.object).record;
  return leftRight === 'facing' ? 'object-facing' : 'object';
}

/** The frame of a spec that has one. */
export function frameOf({ type, frame }: QuestionSpec): FrameRef {
  if (frame === null) throw new RangeError(`A question of type "${type}" needs a frame.`);
  return frame;
}

export function directionOf({ type, direction }: QuestionSpec): Direction {
  if (direction === null) throw new RangeError(`A question of type "${type}" needs a direction.`);
  return direction;
}

/** The objects of a spec about A and B. */
export function pairOf({ type, objects: { subject, reference } }: QuestionSpec): readonly [number, number] {
  if (subject === undefined || reference === undefined)
    throw new RangeError(`A question of type "${type}" needs a subject and a reference.`);
  return [subject, reference];
}
