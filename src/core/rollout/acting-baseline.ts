import { writePoints } from '../models/baselines/write-answer.js';
import type { ModelProfile } from '../models/profile.js';
import type { Rng } from '../random.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { pixelsOf, truthOf } from '../relations/seen-pixels.js';
import { assertNever } from '../result.js';
import { furthestFrom, type GoalRegion } from '../tasks/goal-region.js';
import { looseThings } from '../tasks/movable.js';
import { roomiest } from '../tasks/roomiest.js';

// Baselines that act: what a model's success must be held against. Each writes a reply as text, in the notation of the
// profile, and so goes through the same reading and the same physics as any model.

export const ACTING_BASELINES = ['oracle', 'random', 'centre'] as const;
export type ActingBaseline = (typeof ACTING_BASELINES)[number];

/** What a baseline is told: more than a model, who sees the picture and reads the text. */
export interface ActingQuestion {
  readonly stage: 'object' | 'place';
  readonly geometry: SceneGeometry;
  /** The view that is pointed in. */
  readonly view: SeenView;
  /** What is to be moved next. */
  readonly object: number;
  readonly refuse: boolean;
  /** Of a thing that is only to be out of the way: what that is of; else null. */
  readonly awayFrom: number | null;
  /** Where its goal would hold; worked out when asked for. */
  readonly region: () => GoalRegion;
}

const REFUSAL = 'It does not fit.';

/**
 * oracle: the object itself, and of the places where the goal would hold the one with most room around it. random: any
 * loose thing that shows, any place of the surface. centre: the middle of the image, twice.
 */
export function actAs(
  baseline: ActingBaseline,
  question: ActingQuestion,
  profile: ModelProfile,
  sizes: readonly (readonly [number, number])[],
  rng: Rng,
): string {
  if (baseline === 'oracle' && question.stage === 'place' && question.refuse) return REFUSAL;
  return writePoints([pointOf(baseline, question, rng)], profile, sizes);
}

type Pixel = readonly [number, number];

function pointOf(baseline: ActingBaseline, question: ActingQuestion, rng: Rng): Pixel {
  const { stage, geometry, view, object } = question;
  switch (baseline) {
    case 'centre':
      return middleOf(view);
    case 'oracle':
      if (stage === 'object') return pixelOn(view, object) ?? middleOf(view);
      return (
        (question.awayFrom === null
          ? roomiest(question.region())
          : furthestFrom(geometry, question.awayFrom, question.region())
        )?.pixel ?? middleOf(view)
      );
    case 'random': {
      if (stage === 'object') {
        const things = looseThings(geometry, view);
        const pixels = things.length === 0 ? [] : pixelsOf(view, rng.pick(things));
        return pixels.length === 0 ? middleOf(view) : centreOf(view, pixels[rng.int(pixels.length)]);
      }
      const { samples } = question.region();
      return samples.length === 0 ? middleOf(view) : samples[rng.weighted(samples.map(({ area }) => area))].pixel;
    }
    default:
      return assertNever(baseline);
  }
}

const middleOf = ({ record: { intrinsics } }: SeenView): Pixel => [intrinsics.width / 2, intrinsics.height / 2];

const centreOf = ({ record: { intrinsics } }: SeenView, at: number): Pixel => [
  (at % intrinsics.width) + 0.5,
  Math.floor(at / intrinsics.width) + 0.5,
];

/** A pixel well within what is seen of an object: nearest to its middle among those whose neighbours show it too. */
export function pixelOn(view: SeenView, id: number): Pixel | null {
  const truth = truthOf(view, id);
  if (!truth?.centroid) return null;
  const { width, height } = view.record.intrinsics;
  const [cu, cv] = truth.centroid;
  let best: Pixel | null = null;
  let bestOff = Infinity;
  for (const at of pixelsOf(view, id)) {
    const [i, j] = [at % width, Math.floor(at / width)];
    const isWithin =
      i > 0 &&
      j > 0 &&
      i < width - 1 &&
      j < height - 1 &&
      [-1, 1, -width, width].every((step) => view.ids[at + step] === id);
    const off = Math.hypot(i + 0.5 - cu, j + 0.5 - cv) + (isWithin ? 0 : width);
    if (off >= bestOff) continue;
    [best, bestOff] = [[i + 0.5, j + 0.5], off];
  }
  return best;
}
