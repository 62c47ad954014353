import type { Placement } from '../arrange/placement.js';
import { transformDirection, transformPoint } from '../geometry/pose.js';
import { add, cross, length, normalize, scale, sub, type Vec3 } from '../geometry/vec3.js';
import type { Lighting } from '../scene/settled-scene.js';

type Lamp = NonNullable<Lighting['lamps']>[number];

interface LampKind {
  /** Luminous strength against the key light's 1. */
  readonly power: number;
  /** Of what shines, metres: a cloth shade shines as a whole, under a metal one the bulb does. */
  readonly radius: number;
  /** Round the bulb: what is nearer throws no shadow. A cloth shade lets light through, a metal one shades by its shape. */
  readonly clear: number;
}

const LAMPS: Readonly<Record<string, LampKind>> = {
  'floor-lamp': { power: 0.6, radius: 0.2, clear: 0.3 },
  'desk-lamp': { power: 0.09, radius: 0.065, clear: 0.08 },
  'ceiling-lamp': { power: 0.7, radius: 0.05, clear: 0.06 },
};

/** Materials of the faces that shine when a lamp is on. */
const SHINING: ReadonlySet<string> = new Set(['light', 'bulb']);

/** A bulb sits so far behind the disc that closes a shade below, metres. */
const BEHIND_DISC = 0.03;

export const isLamp = (category: string): boolean => category in LAMPS;

/**
 * Where a lamp's bulb is and which way its shade lets light out, from the faces that shine. White.
 *
 * @returns null for what is no lamp, or has no such faces
 */
export function lampLight({ category, asset, worldFromObject }: Placement): Lamp | null {
  if (!isLamp(category.id)) return null;
  const { power, radius, clear } = LAMPS[category.id];
  const { positions, indices, groups } = asset.model.mesh;
  const corner = (i: number): Vec3 => [positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]];
  let area = 0;
  let centre: Vec3 = [0, 0, 0];
  let outward: Vec3 = [0, 0, 0];
  for (const { start, count, material } of groups) {
    if (!SHINING.has(asset.model.materials[material].name)) continue;
    for (let t = start; t < start + count; t += 3) {
      const [a, b, c] = [corner(indices[t]), corner(indices[t + 1]), corner(indices[t + 2])];
      const normal = scale(cross(sub(b, a), sub(c, a)), 0.5);
      const own = length(normal);
      area += own;
      centre = add(centre, scale(add(add(a, b), c), own / 3));
      outward = add(outward, normal);
    }
  }
  if (area === 0) return null;
  centre = scale(centre, 1 / area);
  // Faces all round cancel out: such a lamp shines everywhere.
  const oneWay = length(outward) > 0.7 * area;
  const axis = oneWay ? normalize(outward) : null;
  const bulb = axis ? add(centre, scale(axis, -BEHIND_DISC)) : centre;
  return {
    position: transformPoint(worldFromObject, bulb),
    colour: [power, power, power],
    ...(axis && { axis: transformDirection(worldFromObject, axis) }),
    radius,
    clear,
  };
}
