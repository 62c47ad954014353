import type { Vec3 } from '../../geometry/vec3.js';
import { mapCells, type Cell, type Cells, type Face } from './cell.js';

/** A point of a profile: distance from the axis, height, and the material of the edge that starts here. */
export type ProfilePoint = readonly [r: number, z: number, material?: number];

/** A convex polygon in the (r, z) half plane, counter-clockwise with r to the right. */
export type Profile = readonly ProfilePoint[];

/**
 * Turns convex profiles about the z axis. A profile with an edge on the axis becomes one convex cell; any other
 * becomes a ring of wedges. Profiles that share an edge share its faces.
 *
 * @param segments number of flats; a multiple of 4 keeps the body symmetric. The middle of a flat faces +X
 */
export function lathe(profiles: readonly Profile[], segments: number): Cells {
  const angle = (i: number) => ((2 * Math.PI) / segments) * ((i % segments) + 0.5);
  const at = (p: ProfilePoint, i: number): Vec3 => [p[0] * Math.cos(angle(i)), p[0] * Math.sin(angle(i)), p[1]];
  const cells: Cell[] = [];
  for (const profile of profiles) {
    const onAxis = profile.some((p, i) => p[0] === 0 && profile[(i + 1) % profile.length][0] === 0);
    const wedges: Face[][] = [];
    for (let i = 0; i < segments; i++) {
      const faces: Face[] = [];
      profile.forEach((a, n) => {
        const b = profile[(n + 1) % profile.length];
        const material = a[2] ?? 0;
        if (a[0] === 0 && b[0] === 0) return;
        if (a[0] === 0) faces.push({ points: [at(a, i), at(b, i + 1), at(b, i)], material });
        else if (b[0] === 0) faces.push({ points: [at(a, i), at(a, i + 1), at(b, i)], material });
        else faces.push({ points: [at(a, i), at(a, i + 1), at(b, i + 1), at(b, i)], material });
      });
      if (!onAxis) {
        faces.push({ points: profile.map((p) => at(p, i)), material: 0 });
        faces.push({ points: profile.map((p) => at(p, i + 1)).reverse(), material: 0 });
      }
      wedges.push(faces);
    }
    if (onAxis) cells.push({ faces: wedges.flat() });
    else cells.push(...wedges.map((faces) => ({ faces })));
  }
  return cells;
}

/** An upright cylinder or cone frustum with chamfered rims. */
export function cylinder(options: {
  readonly radius: number;
  /** Radius at the top; the same if left out. */
  readonly top?: number;
  readonly height: number;
  readonly z?: number;
  readonly bevel?: number;
  readonly segments?: number;
  readonly material?: number;
}): Cells {
  const { radius, top = radius, height, z = 0, bevel = 0, segments = 24, material = 0 } = options;
  const slope = (top - radius) / height;
  const profile: Profile =
    bevel > 0
      ? [
          [0, z, material],
          [radius - bevel, z, material],
          [radius + slope * bevel, z + bevel, material],
          [top - slope * bevel, z + height - bevel, material],
          [top - bevel, z + height, material],
          [0, z + height],
        ]
      : [
          [0, z, material],
          [radius, z, material],
          [top, z + height, material],
          [0, z + height],
        ];
  return lathe([profile], segments);
}

/** An ellipsoid with small flat poles: one convex cell. @param rings of vertices between the poles */
export function ellipsoid(center: Vec3, radii: Vec3, segments: number, rings: number, material = 0): Cells {
  const profile = Array.from({ length: rings }, (_, i): ProfilePoint => {
    const angle = Math.PI * ((i + 0.5) / rings - 0.5);
    return [Math.cos(angle), Math.sin(angle), material];
  });
  const [low, high] = [profile[0][1], profile[rings - 1][1]];
  const unit = lathe([[[0, low, material], ...profile, [0, high]]], segments);
  return mapCells(unit, ([x, y, z]) => [center[0] + x * radii[0], center[1] + y * radii[1], center[2] + z * radii[2]]);
}

/**
 * The flat of a turned wall that faces +X, between two profile points: what handles and spouts are fixed to.
 *
 * @returns a point in the flat's lower edge and the outward normal (not unit)
 */
export function flatOf(a: readonly [number, number], b: readonly [number, number], segments: number) {
  // The middle of a chord lies inside the circle of its ends.
  const chord = Math.cos(Math.PI / segments);
  const point: Vec3 = [a[0] * chord, 0, a[1]];
  const normal: Vec3 = [b[1] - a[1], 0, -(b[0] - a[0]) * chord];
  return { point, normal };
}

/** What a hollow turned body is made of, and the space it holds. */
export interface Vessel {
  readonly solid: Cells;
  /** Closed at the opening by a flat cap. */
  readonly cavity: Cells;
  /** Inner floor, counter-clockwise seen from above. */
  readonly floor: readonly Vec3[];
}

/**
 * A hollow body: floor and wall between two profiles that rise together, `outer[i]` opposite `inner[i]`.
 *
 * @param outer from the foot (at z = 0) to the rim
 * @param inner from the edge of the inner floor to the rim; each wall piece between neighbours must be convex
 * @param materials of outside, inside
 */
export function vessel(
  outer: readonly (readonly [number, number])[],
  inner: readonly (readonly [number, number])[],
  segments: number,
  materials: readonly [number, number] = [0, 0],
): Vessel {
  const [outside, inside] = materials;
  const profiles: Profile[] = [
    [
      [0, outer[0][1], outside],
      [outer[0][0], outer[0][1], outside],
      [inner[0][0], inner[0][1], inside],
      [0, inner[0][1]],
    ],
  ];
  const last = outer.length - 1;
  const innerLoop: (readonly [number, number])[] = inner.slice(0, last);
  for (let i = 0; i < last; i++) {
    const [a, b, c, d] = [outer[i], outer[i + 1], inner[i + 1], inner[i]];
    if (i < last - 1) {
      profiles.push([
        [...a, outside],
        [...b, outside],
        [...c, inside],
        [...d, inside],
      ]);
      continue;
    }
    // The rim is rounded by cutting its two corners.
    const cut = 0.3 * Math.hypot(b[0] - c[0], b[1] - c[1]);
    const innerRim = towards(c, d, cut);
    profiles.push([
      [...a, outside],
      [...towards(b, a, cut), outside],
      [...towards(b, c, cut), outside],
      [...towards(c, b, cut), inside],
      [...innerRim, inside],
      [...d, inside],
    ]);
    innerLoop.push(innerRim);
  }
  const top = innerLoop[innerLoop.length - 1][1];
  const cavity = lathe([[[0, inner[0][1]], ...innerLoop, [0, top]]], segments);
  const floor: Vec3[] = [];
  for (let i = 0; i < segments; i++) {
    const angle = ((2 * Math.PI) / segments) * (i + 0.5);
    floor.push([inner[0][0] * Math.cos(angle), inner[0][0] * Math.sin(angle), inner[0][1]]);
  }
  return { solid: lathe(profiles, segments), cavity, floor };
}

function towards(a: readonly [number, number], b: readonly [number, number], by: number): [number, number] {
  const l = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [a[0] + ((b[0] - a[0]) * by) / l, a[1] + ((b[1] - a[1]) * by) / l];
}
