import { add, cross, dot, normalize, scale, sub, type Vec3 } from '../../geometry/vec3.js';
import { areaVector, type Cell, type Cells, type Face } from './cell.js';

/** A flat convex loop, counter-clockwise seen from where the loft is going. One point: a tip. */
export type Ring = readonly Vec3[];

export interface LoftOptions {
  /** The whole body is convex: one cell instead of one per pair of rings. */
  readonly convex?: boolean;
  readonly material?: number;
  /** Of the first and the last cap. */
  readonly caps?: readonly [number, number];
}

/** A skin over rings of equally many points (the first or last may be a tip). Quads that are not flat fold outward. */
export function loft(rings: readonly Ring[], { convex = false, material = 0, caps }: LoftOptions = {}): Cells {
  const cap = (ring: Ring, material: number): Face[] => (ring.length > 1 ? [{ points: ring, material }] : []);
  const back = (ring: Ring) => [...ring].reverse();
  const [first, last] = caps ?? [material, material];
  const sides = rings.slice(1).map((ring, i) => skin(rings[i], ring, material));
  if (convex) {
    const faces = [...cap(back(rings[0]), first), ...sides.flat(), ...cap(rings[rings.length - 1], last)];
    return [{ faces }];
  }
  return sides.map((faces, i): Cell => ({
    faces: [
      ...cap(back(rings[i]), i === 0 ? first : material),
      ...faces,
      ...cap(rings[i + 1], i === sides.length - 1 ? last : material),
    ],
  }));
}

function skin(from: Ring, to: Ring, material: number): Face[] {
  const n = Math.max(from.length, to.length);
  const faces: Face[] = [];
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const [a, b] = from.length > 1 ? [from[i], from[j]] : [from[0], from[0]];
    const [d, c] = to.length > 1 ? [to[i], to[j]] : [to[0], to[0]];
    if (from.length === 1) faces.push({ points: [a, c, d], material });
    else if (to.length === 1) faces.push({ points: [a, b, c], material });
    else {
      const normal = areaVector([a, b, d]);
      const rise = dot(sub(c, a), normalize(normal));
      if (Math.abs(rise) < 1e-8) faces.push({ points: [a, b, c, d], material });
      else if (rise < 0) faces.push({ points: [a, b, d], material }, { points: [b, c, d], material });
      else faces.push({ points: [a, b, c], material }, { points: [a, c, d], material });
    }
  }
  return faces;
}

/** A regular ring about a point. @param across, up half axes; across × up points along the loft */
export function ellipse(center: Vec3, across: Vec3, up: Vec3, sides: number): Ring {
  return Array.from({ length: sides }, (_, i) => {
    const angle = ((2 * Math.PI) / sides) * (i + 0.5);
    return add(center, add(scale(across, Math.cos(angle)), scale(up, Math.sin(angle))));
  });
}

/**
 * A horizontal rectangle with round corners, seen from above counter-clockwise.
 *
 * @param size full lengths along x and y
 * @param steps flats per corner; 1 cuts it
 */
export function roundedRectangle(size: readonly [number, number], radius: number, steps: number, z = 0): Ring {
  const points: Vec3[] = [];
  const r = Math.min(radius, size[0] / 2 - 1e-6, size[1] / 2 - 1e-6);
  const centers = [
    [1, 1],
    [-1, 1],
    [-1, -1],
    [1, -1],
  ];
  centers.forEach(([sx, sy], quarter) => {
    for (let i = 0; i <= steps; i++) {
      const angle = (Math.PI / 2) * (quarter + i / steps);
      const cx = sx * (size[0] / 2 - r);
      const cy = sy * (size[1] / 2 - r);
      points.push([cx + r * Math.cos(angle), cy + r * Math.sin(angle), z]);
    }
  });
  return points;
}

export interface SlabSize {
  readonly size: Vec3;
  readonly x?: number;
  readonly y?: number;
  /** Height of the underside. */
  readonly z?: number;
  /** Radius of the upright edges. */
  readonly corner: number;
  readonly cornerSteps?: number;
  /** Rounding of the top and bottom edges. */
  readonly edge?: number;
  readonly edgeSteps?: number;
  /** Rounding of the bottom edge where it differs. */
  readonly bottomEdge?: number;
  readonly material?: number;
  readonly caps?: readonly [number, number];
}

/** A lying slab with round corners and edges: one convex cell. Phones, cushions, seats, trays. */
export function slab(options: SlabSize): Cells {
  const { size, x = 0, y = 0, z = 0, corner, cornerSteps = 4, edge = 0, edgeSteps = 1, material = 0, caps } = options;
  const bottomEdge = options.bottomEdge ?? edge;
  const ring = (inset: number, height: number): Ring =>
    roundedRectangle(
      [size[0] - 2 * inset, size[1] - 2 * inset],
      Math.max(corner - inset, corner * 0.25),
      cornerSteps,
      z + height,
    ).map((p) => add(p, [x, y, 0]));
  /** Inset and height of a quarter round, from its start on the flat side to its end on the upright one. */
  const quarter = (radius: number): [number, number][] =>
    radius === 0
      ? [[0, 0]]
      : Array.from({ length: edgeSteps + 1 }, (_, i) => {
          const angle = ((Math.PI / 2) * i) / edgeSteps;
          return [radius * (1 - Math.sin(angle)), radius * (1 - Math.cos(angle))];
        });
  const rings = [
    ...quarter(bottomEdge).map(([inset, height]) => ring(inset, height)),
    ...quarter(edge)
      .reverse()
      .map(([inset, height]) => ring(inset, size[2] - height)),
  ];
  return loft(rings, { convex: true, material, ...(caps && { caps }) });
}

export interface DrumOptions {
  readonly axis: 'x' | 'y' | 'z';
  /** Middle of the axis. */
  readonly center: Vec3;
  readonly radius: number;
  /** Radius at the far end, where it differs. */
  readonly farRadius?: number;
  readonly length: number;
  readonly bevel?: number;
  readonly segments?: number;
  readonly material?: number;
  /** Of the near and the far cap. */
  readonly caps?: readonly [number, number];
}

/** A round bar along an axis, its caps single faces (that can take an inlay): wheels, knobs, clock faces. */
export function drum(options: DrumOptions): Cells {
  const { axis, center, radius, farRadius = radius, length, bevel = 0, segments = 24, material = 0, caps } = options;
  const [along, across, up] = AXES[axis];
  const ring = (t: number, r: number) =>
    ellipse(add(center, scale(along, t)), scale(across, r), scale(up, r), segments);
  const half = length / 2;
  const rings =
    bevel === 0
      ? [ring(-half, radius), ring(half, farRadius)]
      : [
          ring(-half, radius - bevel),
          ring(bevel - half, radius),
          ring(half - bevel, farRadius),
          ring(half, farRadius - bevel),
        ];
  return loft(rings, { convex: true, material, ...(caps && { caps }) });
}

const AXES: Readonly<Record<'x' | 'y' | 'z', readonly [Vec3, Vec3, Vec3]>> = {
  x: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  y: [
    [0, 1, 0],
    [0, 0, 1],
    [1, 0, 0],
  ],
  z: [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
};

export interface TubeOptions {
  /** Half thickness along `side` and across it; a function of the position 0 … 1 along the path (by points). */
  readonly radius: number | readonly [number, number] | ((t: number) => readonly [number, number]);
  /** Unit vector perpendicular to the whole (flat) path. */
  readonly side: Vec3;
  readonly sides?: number;
  readonly material?: number;
  /** Planes the ends are cut along, so that they lie flat on what they are fixed to; default: square ends. */
  readonly start?: { readonly point: Vec3; readonly normal: Vec3 };
  readonly end?: { readonly point: Vec3; readonly normal: Vec3 };
}

/** A tube along a flat path, mitred at its corners: handles, lamp arms, chair legs. One cell per straight piece. */
export function tube(path: readonly Vec3[], options: TubeOptions): Cells {
  const { side, sides = 8, material = 0 } = options;
  const radiusAt = (t: number): readonly [number, number] => {
    if (typeof options.radius === 'function') return options.radius(t);
    return typeof options.radius === 'number' ? [options.radius, options.radius] : options.radius;
  };
  const last = path.length - 1;
  const rings = path.map((p, i): Ring => {
    const before = i > 0 ? normalize(sub(p, path[i - 1])) : null;
    const after = i < last ? normalize(sub(path[i + 1], p)) : null;
    const tangent = normalize(before && after ? add(before, after) : (before ?? after ?? [0, 0, 1]));
    const mitre = before ? 1 / dot(tangent, before) : 1;
    const [a, b] = radiusAt(i / last);
    const ring = ellipse(p, scale(side, a), scale(cross(tangent, side), b * mitre), sides);
    const plane = i === 0 ? options.start : i === last ? options.end : undefined;
    if (!plane) return ring;
    const slope = dot(tangent, plane.normal);
    return ring.map((q) => add(q, scale(tangent, dot(sub(plane.point, q), plane.normal) / slope)));
  });
  return loft(rings, { material });
}
