import type { SurfaceMesh } from '../geometry/mesh.js';
import { cross, length, sub, type Vec3 } from '../geometry/vec3.js';
import type { Material } from '../scene/material.js';
import { labFromRgb, nameColour, type ColourName, type Lab } from './palette.js';

/** What colour a thing is said to have, and how surely everyone would say so (0 … 1). */
export interface ObjectColour {
  readonly colour: ColourName;
  readonly lab: Lab;
  readonly confidence: number;
}

/** Less opaque than this a thing shows the colour of what is behind it. */
const COLOURED_FROM = 0.7;

/**
 * A thing is called by the colour of its first material. Nobody is sure of it where that is glass, and where another
 * colour covers more of the surface (a red hammer with a large steel head) people may name that one: the confidence
 * falls with the ratio of the two areas.
 *
 * @param materials as painted, in the order of the mesh groups' indices
 */
export function nameObjectColour(mesh: SurfaceMesh, materials: readonly Material[]): ObjectColour {
  const [main] = materials;
  const lab = labFromRgb(main.colour);
  const { name, confidence } = nameColour(lab);
  const opaque = (main.opacity ?? 1) >= COLOURED_FROM;
  return { colour: name, lab, confidence: opaque ? confidence * dominance(mesh, materials, name) : 0 };
}

/** Area of the named colour over that of the largest other one, at most 1. */
function dominance(mesh: SurfaceMesh, materials: readonly Material[], named: ColourName): number {
  const areas = new Map<ColourName, number>();
  for (const { start, count, material } of mesh.groups) {
    const { name } = nameColour(labFromRgb(materials[material].colour));
    areas.set(name, (areas.get(name) ?? 0) + areaOf(mesh, start, count));
  }
  const own = areas.get(named) ?? 0;
  areas.delete(named);
  return Math.min(1, own / Math.max(own, ...areas.values()));
}

function areaOf({ positions, indices }: SurfaceMesh, start: number, count: number): number {
  const point = (i: number): Vec3 => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
  let area = 0;
  for (let t = start; t < start + count; t += 3) {
    const a = point(indices[t]);
    area += length(cross(sub(point(indices[t + 1]), a), sub(point(indices[t + 2]), a))) / 2;
  }
  return area;
}
