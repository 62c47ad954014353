import type { CameraView } from '../camera/pinhole.js';
import { compose } from '../geometry/pose.js';
import { fromAxisAngle } from '../geometry/quat.js';
import { normalize, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { Noise } from './rollout-record.js';

// What stands between a model's point and the robot's idea of it. Everything is drawn from the episode's own stream.

const drawn = (rng: Rng): Vec3 => [rng.normal(), rng.normal(), rng.normal()];

/** The camera as it is believed to stand: the same error for a whole episode. */
export function believedCamera(view: CameraView, noise: Noise, rng: Rng): CameraView {
  const { cameraPosition, cameraAngleDeg } = noise;
  if (cameraPosition === 0 && cameraAngleDeg === 0) return view;
  const [x, y, z] = drawn(rng);
  const axis = normalize(drawn(rng));
  const angle = (rng.normal() * cameraAngleDeg * Math.PI) / 180;
  const error = {
    position: [cameraPosition * x, cameraPosition * y, cameraPosition * z] as const,
    orientation: fromAxisAngle(axis, angle),
  };
  return { ...view, cameraFromWorld: compose(error, view.cameraFromWorld) };
}

/** Depth as a sensor would give it: each pixel off by a share of its depth. */
export function measuredDepth(depth: Float64Array, { depth: share }: Noise, rng: Rng): Float64Array {
  if (share === 0) return depth;
  return depth.map((d) => (Number.isFinite(d) ? d * (1 + share * rng.normal()) : d));
}

/** A point of the image as it is taken up, kept within the image. */
export function jittered(
  [u, v]: readonly [number, number],
  [width, height]: readonly [number, number],
  { pointing }: Noise,
  rng: Rng,
): readonly [number, number] {
  if (pointing === 0) return [u, v];
  const within = (x: number, side: number) => Math.min(side - 1e-6, Math.max(0, x));
  return [within(u + pointing * rng.normal(), width), within(v + pointing * rng.normal(), height)];
}

/** How far off a point `depth` metres away is taken to be, for what the robot knows of its own noise: metres, one sigma. */
export const pointError = ({ depth: share, cameraPosition, cameraAngleDeg }: Noise, depth: number): number =>
  Math.hypot(share * depth, cameraPosition, ((cameraAngleDeg * Math.PI) / 180) * depth);
