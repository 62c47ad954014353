import { unproject, type CameraView } from '../camera/pinhole.js';
import { distance, type Vec3 } from '../geometry/vec3.js';
import type { ParsedPoint } from '../models/parse-reply/parsed-answer.js';
import type { Answer } from '../questions/question-record.js';
import type { Measures } from './score-report.js';

interface Worth {
  readonly right: boolean;
  readonly score: number;
  readonly measures: Measures;
}

/** A path may begin, end, and stay below the true one's highest point by this. */
const PATH_TOLERANCE = 0.05;
/** A grasp is one of the listed within these: pixels between the middles, degrees between the lines (docs/spec.md §13.4). */
const GRASP_OFFSET = 15;
const GRASP_ANGLE_DEG = 20;

/** The first point against the nearest of the true ones (SPEC §8). */
export function scorePoints3d(
  { points, tolerance }: Extract<Answer, { kind: 'points3d' }>,
  [first]: readonly Vec3[],
): Worth {
  const distance3d = Math.min(...points.map((p) => distance(p, first)));
  return worth(distance3d <= tolerance, { distance3d });
}

/**
 * A path from the record alone: it begins where the object is, ends where the record's does, and rises as high (within
 * 5 cm each). Whether it touches anything on the way takes the scene (core/plans/trace.ts): the record's path is the
 * lowest that is free, so one that stays well below it is taken to hit something.
 *
 * @param camera null: nothing can be said, and the path is wrong
 */
export function scoreTrace(
  answer: Extract<Answer, { kind: 'trace' }>,
  given: readonly ParsedPoint[],
  camera: CameraView | null,
): Worth {
  if (camera === null) return worth(false, {});
  const path = given.map(({ u, v, depth }) => unproject(camera, u, v, depth ?? NaN));
  const highest = (points: readonly Vec3[]) => Math.max(...points.map((p) => p[2]));
  const measures = {
    startError: distance(path[0], answer.world[0]),
    endError: distance(path[path.length - 1], answer.world[answer.world.length - 1]),
    shortOfHeight: Math.max(0, highest(answer.world) - highest(path)),
  };
  return worth(
    Object.values(measures).every((error) => error <= PATH_TOLERANCE),
    measures,
  );
}

/** Two contacts against the grasps of the record, any of which is right; which finger is which is no matter. */
export function scoreGrasp({ grasps }: Extract<Answer, { kind: 'grasp' }>, [a, b]: readonly ParsedPoint[]): Worth {
  const middle = [(a.u + b.u) / 2, (a.v + b.v) / 2];
  const angle = Math.atan2(b.v - a.v, b.u - a.u);
  const matches = grasps.map(({ pixels: [p, q] }) => {
    const turn = (((((angle - Math.atan2(q[1] - p[1], q[0] - p[0])) * 180) / Math.PI) % 180) + 180) % 180;
    return {
      graspOffset: Math.hypot((p[0] + q[0]) / 2 - middle[0], (p[1] + q[1]) / 2 - middle[1]),
      graspAngleDeg: Math.min(turn, 180 - turn),
    };
  });
  const right = matches.find((m) => m.graspOffset <= GRASP_OFFSET && m.graspAngleDeg <= GRASP_ANGLE_DEG);
  const nearest = matches.reduce((best, m) => (m.graspOffset < best.graspOffset ? m : best));
  return worth(right !== undefined, right ?? nearest);
}

const worth = (right: boolean, measures: Measures): Worth => ({ right, score: Number(right), measures });
