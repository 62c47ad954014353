import type { SeenView } from '../relations/scene-graph.js';
import type { Rng } from '../random.js';
import { liftPoint, type LiftedPoint } from './lift-point.js';
import { believedCamera, jittered, measuredDepth } from './noise.js';
import type { Noise } from './rollout-record.js';

/** The chance that noise is drawn from. */
interface NoiseSource {
  /** Of the episode. */
  readonly episode: Rng;
  /** Of the question that was asked. */
  readonly asked: Rng;
  /** How many views it showed: each has a camera of its own. */
  readonly shown: number;
}

/** The stream of an episode's question: attempt and stage. */
export const askedRng = (episode: Rng, attempt: number, stage: 'object' | 'place'): Rng =>
  episode.fork(attempt).fork(stage);

/**
 * A point of a reply lifted to 3D by the robot, which knows the picture's depth and its own camera no better than the
 * noise lets it.
 *
 * @param point border coordinates of the view's image
 */
export function liftThroughNoise(
  view: SeenView,
  point: readonly [number, number],
  noise: Noise,
  { episode, asked, shown }: NoiseSource,
): LiftedPoint | null {
  const { width, height } = view.record.intrinsics;
  const [u, v] = jittered(point, [width, height], noise, asked.fork('pointing'));
  const camera = believedCamera(view.record, noise, episode.fork('camera').fork(shown));
  return liftPoint(view, u, v, camera, measuredDepth(view.depth, noise, asked.fork('depth')));
}
