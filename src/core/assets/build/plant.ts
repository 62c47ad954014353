import { add, cross, normalize, scale, type Vec3 } from '../../geometry/vec3.js';
import type { Rng } from '../../random.js';
import type { Cells } from './cell.js';
import { lathe, type Profile } from './lathe.js';
import { loft, type Ring } from './loft.js';

export interface LeafShape {
  readonly length: number;
  /** Greatest width. */
  readonly width: number;
  readonly thickness: number;
  /** Angle above the horizon at the root and how far it bends down to the tip, radians. */
  readonly rise: number;
  readonly bend: number;
}

/** One leaf growing out of `root` in direction `yaw`: a flat spindle, bent downward in its own upright plane. */
export function leaf(root: Vec3, yaw: number, { length, width, thickness, rise, bend }: LeafShape): Cells {
  const across: Vec3 = [-Math.sin(yaw), Math.cos(yaw), 0];
  const widths = [0.24, 0.7, 1, 0.92, 0.55, 0.12];
  const step = length / (widths.length - 1);
  let at = root;
  const rings = widths.map((share, i): Ring => {
    const angle = rise - (bend * i) / (widths.length - 1);
    const along: Vec3 = [Math.cos(angle) * Math.cos(yaw), Math.cos(angle) * Math.sin(yaw), Math.sin(angle)];
    const up = normalize(cross(along, across));
    const here = at;
    at = add(at, scale(along, step));
    const [a, b] = [scale(across, (share * width) / 2), scale(up, thickness / 2)];
    // across × up points along the leaf.
    return [add(here, a), add(here, b), add(here, scale(a, -1)), add(here, scale(b, -1))];
  });
  return loft(rings, { material: 0 });
}

/** Leaves all round on a disc of soil, outer ones lower: they keep to their own sectors, so that they do not cross. */
export function rosette(rng: Rng, height: number, count: number, soil: number, shape: LeafShape): Cells {
  const cells: Cells[] = [];
  for (let tier = 0; tier < 2; tier++) {
    const n = tier === 0 ? count : Math.max(3, Math.round(count * 0.5));
    for (let i = 0; i < n; i++) {
      const yaw = ((2 * Math.PI) / n) * (i + 0.5 * tier + rng.range(-0.1, 0.1));
      const reach = soil * (tier === 0 ? 0.72 : 0.36);
      const root: Vec3 = [reach * Math.cos(yaw), reach * Math.sin(yaw), height + shape.thickness];
      const grow = rng.range(0.88, 1.1);
      cells.push(
        leaf(root, yaw, {
          ...shape,
          length: shape.length * grow * (tier === 0 ? 1 : 1.12),
          width: shape.width * (tier === 0 ? 1 : 0.85),
          rise: Math.min(1.52, shape.rise + 0.3 * tier),
          bend: shape.bend * (tier === 0 ? 1 : 0.45),
        }),
      );
    }
  }
  return cells.flat();
}

/** A flower pot full of soil: a tapered wall with a collar. Materials: 1 pot, 2 soil. */
export function pot(radius: number, height: number, segments: number): { cells: Cells; soil: number; top: number } {
  const foot = radius * 0.74;
  const collar = height * 0.78;
  const waist = foot + (radius * 0.93 - foot) * 0.95;
  const soil = height - radius * 0.12;
  const inner = radius * 0.84;
  const body: Profile = [
    [0, 0, 1],
    [foot, 0, 1],
    [waist, collar, 1],
    [inner, collar, 1],
    [0, collar, 1],
  ];
  const earth: Profile = [
    [0, collar, 1],
    [inner, collar, 2],
    [inner, soil, 2],
    [0, soil],
  ];
  const ring: Profile = [
    [inner, collar, 1],
    [waist, collar, 1],
    [radius, collar, 1],
    [radius, height - 0.003, 1],
    [radius - 0.003, height, 1],
    [inner, height, 1],
    [inner, soil, 1],
  ];
  return { cells: lathe([body, earth, ring], segments), soil: inner, top: soil };
}
