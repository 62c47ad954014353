import { meshDistance } from '../../geometry/mesh-distance.js';
import { compose, invert, transformPoint } from '../../geometry/pose.js';
import { distance, dot, sub, type Vec3 } from '../../geometry/vec3.js';
import { clockHour } from '../../relations/clock.js';
import { dimensionsOf } from '../../relations/dimensions.js';
import { posedTree } from '../../relations/fits-witness.js';
import { frameDirection, type Direction, type FrameRef } from '../../relations/frames.js';
import { gapBetween } from '../../relations/passes.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { SceneGraph, SeenView } from '../../relations/scene-graph.js';
import { medianDepth, nearestVisible } from '../../relations/seen-pixels.js';
import type { Profile } from '../../scene/settled-scene.js';
import type { Evidence } from '../question-record.js';

/** Where a step is evaluated: the scene, the view that is asked about, and a pose that an object is thought in. */
export interface StepScene {
  readonly graph: SceneGraph;
  readonly view: SeenView | null;
  readonly profile: Profile;
  readonly witness: Evidence['witness'];
}

/** Values are kept to this, as those of answers are (SPEC §7). */
const STEP = 1e-4;

export const keptValue = (value: number): number => Math.round(value / STEP) / (1 / STEP);

/**
 * A quantity that a step of a derivation states (SPEC §7 and §8.1): metres, m³, or degrees of `clock_angle`.
 *
 * @param args object ids, in SPEC's order
 * @returns null where it is not defined
 */
export function stepQuantity(
  { graph, view, profile, witness }: StepScene,
  op: string,
  frame: FrameRef | null,
  args: readonly number[],
): number | null {
  const { geometry } = graph;
  const [a, b] = args.map((id) => geometry.object(id));
  const offset = /^(placed_)?offset_(left|right|front|behind)$/.exec(op);
  if (offset !== null) {
    const along = frame && frameDirection(graph, view, frame, offset[2] as Direction);
    if (along === null || 'reason' in along) return null;
    const center = offset[1] === undefined ? a.center : placedCenter(geometry, args[0], witness);
    return center && dot(sub(center, b.center), along.d);
  }
  switch (op) {
    case 'height':
      return a.height;
    case 'width':
      return dimensionsOf(a).width;
    case 'box_volume':
      return a.obbVolume;
    case 'elevation':
    case 'top': {
      const floor = floorHeight(geometry);
      return floor === null ? null : a.vertical[op === 'top' ? 'max' : 'min'] - floor;
    }
    case 'dist_cam':
      return view && nearestVisible(view, args[0]);
    case 'depth_cam':
      return view && medianDepth(view, args[0]);
    case 'dist_closest':
      return geometry.surfaceDistance(args[0], args[1]).distance;
    case 'dist_center':
      return distance(a.center, b.center);
    case 'dist_h_center':
      return Math.hypot(a.center[0] - b.center[0], a.center[1] - b.center[1]);
    case 'dist_v_center':
      return Math.abs(a.center[2] - b.center[2]);
    case 'dist_v_gap':
      return Math.max(0, a.vertical.min - b.vertical.max, b.vertical.min - a.vertical.max);
    case 'clock_angle': {
      const read = view && frame && clockHour(graph, view, frame, args[1], args[0]);
      return read === null || 'reason' in read ? null : read.thetaDeg;
    }
    case 'gap': {
      const gap = gapBetween(geometry, args[0], args[1], profile, 0);
      return 'reason' in gap ? null : gap.width;
    }
    case 'placed_dist_closest':
      return placedDistance(geometry, args[0], args[1], witness);
    default:
      return null;
  }
}

function floorHeight(geometry: SceneGeometry): number | null {
  const floor = geometry.objects.find(({ record }) => record.category === 'floor');
  return floor ? floor.vertical.max : null;
}

/** Centre of an object's box, were it in the pose of the witness. */
function placedCenter(geometry: SceneGeometry, id: number, witness: Evidence['witness']): Vec3 | null {
  if (witness === null) return null;
  const { record, center } = geometry.object(id);
  return transformPoint(compose(witness.worldFromObject, invert(record.worldFromObject)), center);
}

function placedDistance(geometry: SceneGeometry, id: number, to: number, witness: Evidence['witness']): number | null {
  if (witness === null) return null;
  const motion = compose(witness.worldFromObject, invert(geometry.object(id).record.worldFromObject));
  return meshDistance(posedTree({ object: geometry.object(id) }, motion), geometry.object(to).tree).distance;
}
