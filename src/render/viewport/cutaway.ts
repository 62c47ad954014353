import { transformPoint, type Pose } from '../../core/geometry/pose.js';
import type { Vec3 } from '../../core/geometry/vec3.js';
import type { ConvexPart } from '../../core/assets/asset.js';

/** How deep a wall with what hangs on it reaches into the room, metres. */
const WALL_DEPTH = 0.3;
/** A building lower than this has no ceiling to look under. */
const CEILING_DEPTH = 0.6;

interface Standing {
  readonly id: number;
  readonly structure: boolean;
  readonly fixed: boolean;
  readonly parts: readonly ConvexPart[];
  readonly worldFromObject: Pose;
}

interface Box {
  readonly id: number;
  readonly min: Vec3;
  readonly max: Vec3;
}

/** Which parts of a building stand between a free camera and the room, seen from outside of it: they are left out. */
export function createCutaway(objects: readonly Standing[]): (eye: Vec3) => ReadonlySet<number> {
  const structure = objects.filter((object) => object.structure);
  // A floor alone hides nothing.
  if (structure.length < 2) return () => new Set();
  const boxes = objects.filter((object) => object.fixed).map(boxOf);
  const inside = new Set(structure.map(({ id }) => id));
  const building = boxes.filter(({ id }) => inside.has(id));
  const least = [0, 1, 2].map((k) => Math.min(...building.map(({ min }) => min[k])));
  const most = [0, 1, 2].map((k) => Math.max(...building.map(({ max }) => max[k])));
  return (eye) => {
    const hidden = new Set<number>();
    for (const { id, min, max } of boxes) {
      for (let k = 0; k < 3; k++) {
        const depth = k === 2 ? CEILING_DEPTH : WALL_DEPTH;
        if (eye[k] > most[k] && min[k] > most[k] - depth) hidden.add(id);
        if (k < 2 && eye[k] < least[k] && max[k] < least[k] + depth) hidden.add(id);
      }
    }
    return hidden;
  };
}

function boxOf({ id, parts, worldFromObject }: Standing): Box {
  const points = parts.flatMap(({ vertices }) => vertices.map((vertex) => transformPoint(worldFromObject, vertex)));
  const over = (pick: (...values: number[]) => number, k: number) => pick(...points.map((p) => p[k]));
  return {
    id,
    min: [over(Math.min, 0), over(Math.min, 1), over(Math.min, 2)],
    max: [over(Math.max, 0), over(Math.max, 1), over(Math.max, 2)],
  };
}
