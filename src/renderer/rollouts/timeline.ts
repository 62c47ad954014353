import type { EpisodeRecord } from '../../core/rollout/rollout-record.js';
import type { Replay } from './rollouts-store.js';

/** A moment of a replay: which attempt, and where in its motion. */
export interface Moment {
  readonly attempt: number;
  /** Of the attempt's motion; null: at its beginning, before anything moved. */
  readonly frame: number | null;
}

/** Something to see on the scrubber. */
export interface Mark {
  /** Seconds from the start of the replay. */
  readonly time: number;
  readonly kind: 'look' | 'touch' | 'release' | 'end';
  readonly text: string;
}

/** Attempts one after another on one scale of seconds. */
export interface Timeline {
  readonly duration: number;
  readonly marks: readonly Mark[];
  at(time: number): Moment;
}

/** How long a look stands on the scrubber, seconds: there is something to read. */
const LOOK_SECONDS = 0.6;

export function timelineOf({ record, motions }: Replay): Timeline {
  const starts: number[] = [];
  const marks: Mark[] = [];
  let time = 0;
  for (const [attempt, frames] of motions.entries()) {
    starts.push(time);
    marks.push({ time, kind: 'look', text: `attempt ${attempt + 1}: look and point` });
    const begin = time + LOOK_SECONDS;
    const first = frames[0]?.time ?? 0;
    const touched = firstNewTouch(frames, record.attempts[attempt]);
    if (touched !== null) marks.push({ time: begin + touched - first, kind: 'touch', text: 'first touch' });
    time = begin + ((frames.at(-1)?.time ?? first) - first);
  }
  marks.push({
    time,
    kind: 'end',
    text: record.outcome.success ? 'success' : `failed: ${record.outcome.failure?.class ?? ''}`,
  });
  return {
    duration: time,
    marks,
    at(now) {
      let attempt = starts.findLastIndex((start) => start <= now);
      if (attempt < 0) attempt = 0;
      const frames = motions[attempt] ?? [];
      const into = now - (starts[attempt] ?? 0) - LOOK_SECONDS;
      if (frames.length === 0 || into < 0) return { attempt, frame: null };
      const first = frames[0].time;
      const next = frames.findIndex((frame) => frame.time - first > into);
      return { attempt, frame: next < 0 ? frames.length - 1 : Math.max(0, next - 1) };
    },
  };
}

/** Share of the scrubber that a mark's words take up. */
const WORDS = 0.22;

/** The marks whose words have room below the scrubber: the end's first, then from there to the start. */
export function markWords(marks: readonly Mark[], duration: number): readonly (string | null)[] {
  let free = Infinity;
  return marks
    .toReversed()
    .map(({ time, kind, text }) => {
      if (time === 0 || kind === 'touch' || time > free) return null;
      free = time - WORDS * duration;
      return text;
    })
    .toReversed();
}

/** When the moved object first touches something that it did not touch at the start; null: never. */
function firstNewTouch(
  frames: Replay['motions'][number],
  attempt: EpisodeRecord['attempts'][number] | undefined,
): number | null {
  const object = attempt?.action?.object;
  if (object === undefined || frames.length === 0) return null;
  const partners = (frame: Replay['motions'][number][number]) =>
    frame.touches.flatMap(({ a, b }) => (a === object ? [b] : b === object ? [a] : []));
  const before = new Set(partners(frames[0]));
  const found = frames.find((frame) => partners(frame).some((other) => !before.has(other)));
  return found?.time ?? null;
}
