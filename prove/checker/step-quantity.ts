import type { DirectionName } from './frames.ts';
import type { Quantity } from './metric.ts';
import type { QuestionRecord, StepRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { patchOf } from './arrangement.ts';
import { constants } from './constants.ts';
import { axesOf, vectorOf } from './frames.ts';
import { planar } from './inside.ts';
import { gapInBand, obbVolume, quantity } from './metric.ts';
import { treeDistance } from './tree.ts';
import { cross, dot, horizontal, negate, sub, Z } from './vec.ts';
import { planeHeight } from './world.ts';

// SPEC §8: what a step of a derivation states, by the quantities of §7 and those that only steps have.

const KEPT = 0.5e-4 + 2e-6;
const one = (value: number): Quantity => ({ values: [value], tolerance: KEPT });

/** Null when the operation is none of SPEC; a text when it is not defined here. */
export function stepQuantity(world: World, view: View, q: QuestionRecord, step: StepRecord): Quantity | string | null {
  const { op, args, frame } = step;
  const { params, rejected = {}, witness } = q.evidence;
  if (op === 'poses_tried') return one(Number(params.tried));
  if (op === 'robot_width') return one(Number(params.width));
  if (op.startsWith('rejected_')) return one(rejected[op.slice('rejected_'.length)] ?? 0);
  if (args.length === 0 || !args.every((id) => world.has(id))) return null;
  const [A, B] = args.map((id) => world.body(id));
  const offset = /^(placed_)?offset_(left|right|front|behind)$/.exec(op);
  if (offset) {
    const direction = offset[2] as DirectionName;
    if (!frame || !B) return 'no frame or no reference';
    const axes = axesOf(world, view, frame, direction);
    if (typeof axes === 'string') return axes;
    if (offset[1] && !witness) return 'no witness';
    const from = offset[1] && witness ? A.at(witness.worldFromObject).center : A.center;
    return one(dot(sub(from, B.center), vectorOf(axes, direction)));
  }
  switch (op) {
    case 'top': {
      const floor = world.bodies.find((b) => b.record.category === 'floor');
      return one(A.hi[2] - (floor ? floor.hi[2] : 0));
    }
    case 'box_volume':
      return one(obbVolume(A));
    case 'clock_angle': {
      const axes = axesOf(world, view, frame ?? { kind: 'ego' }, 'front');
      if (typeof axes === 'string') return axes;
      const heading: Vec3 = (frame ?? { kind: 'ego' }).kind === 'ego' ? negate(axes.front) : axes.front;
      const away = horizontal(sub(A.center, B.center));
      const theta = (Math.atan2(-dot(away, cross(Z, heading)), dot(away, heading)) * 180) / Math.PI;
      return one((theta + 360) % 360);
    }
    case 'gap': {
      const patch = patchOf(world, A.id);
      const ground = patch ? planeHeight(patch, planar(A.center)) : Math.min(A.lo[2], B.lo[2]);
      const height = Number(params.height ?? constants(q.profile).robotHeight);
      return one(gapInBand(A, B, ground + 0.02, ground + height));
    }
    case 'placed_dist_closest':
      return witness ? one(treeDistance(A.at(witness.worldFromObject).tree(), B.tree()).distance) : 'no witness';
    default:
      return quantity(world, view, op, frame, args[0], args[1]);
  }
}
