import { add, dot, normalize, sub, type Vec3 } from '../../geometry/vec3.js';
import { areaVector, type Cell, type Cells, type Face } from './cell.js';

/** An axis-aligned box by its middle in x and y, its underside and its size: how furniture is thought of. */
export interface BoxSize {
  readonly x?: number;
  readonly y?: number;
  /** Height of the underside. */
  readonly z?: number;
  readonly size: Vec3;
  /** Width of the chamfer along every edge; shading makes it look round. 0: sharp. */
  readonly bevel?: number;
  readonly material?: number;
}

/** A box, sharp (8 vertices) or with every edge chamfered (24). */
export function box({ x = 0, y = 0, z = 0, size, bevel = 0, material = 0 }: BoxSize): Cells {
  const center: Vec3 = [x, y, z + size[2] / 2];
  const half: Vec3 = [size[0] / 2, size[1] / 2, size[2] / 2];
  const faces = bevel > 0 ? chamferedFaces(half, bevel) : sharpFaces(half);
  return [{ faces: faces.map((points) => ({ points: points.map((p) => add(p, center)), material })) }];
}

/** A box by its two corners. */
export function boxBetween(min: Vec3, max: Vec3, options: { bevel?: number; material?: number } = {}): Cells {
  return box({
    x: (min[0] + max[0]) / 2,
    y: (min[1] + max[1]) / 2,
    z: min[2],
    size: sub(max, min),
    ...options,
  });
}

/** One board of a carcass: corners and material. */
export interface Block {
  readonly min: Vec3;
  readonly max: Vec3;
  readonly material?: number;
}

/**
 * The union of boxes that touch or overlap, as one closed surface without inner walls: cartons, shelves, cabinets.
 * All faces are cut along the planes of all boxes, so no edge meets the middle of another.
 *
 * @returns the boxes as cells; where they overlap or meet, their inner faces are gone. Later blocks paint over earlier
 * ones. Hulls of the cells may overlap each other: together they still fill exactly the union.
 */
export function blocks(list: readonly Block[]): Cells {
  const cuts = [0, 1, 2].map((axis) => {
    const values = list.flatMap((b) => [b.min[axis], b.max[axis]]).sort((a, b) => a - b);
    return values.filter((v, i) => i === 0 || v - values[i - 1] > SAME);
  });
  const index = (axis: number, value: number) => cuts[axis].findIndex((cut) => Math.abs(cut - value) <= 2 * SAME);
  const [nx, ny, nz] = cuts.map((c) => c.length - 1);
  const owner = new Int32Array(nx * ny * nz).fill(-1);
  const at = (i: number, j: number, k: number) =>
    i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz ? -1 : owner[(k * ny + j) * nx + i];
  list.forEach((b, n) => {
    for (let k = index(2, b.min[2]); k < index(2, b.max[2]); k++) {
      for (let j = index(1, b.min[1]); j < index(1, b.max[1]); j++) {
        for (let i = index(0, b.min[0]); i < index(0, b.max[0]); i++) owner[(k * ny + j) * nx + i] = n;
      }
    }
  });
  const faces: Face[][] = list.map(() => []);
  for (let k = 0; k < nz; k++) {
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const n = at(i, j, k);
        if (n < 0) continue;
        const lo: Vec3 = [cuts[0][i], cuts[1][j], cuts[2][k]];
        const hi: Vec3 = [cuts[0][i + 1], cuts[1][j + 1], cuts[2][k + 1]];
        for (const side of SIDES) {
          if (at(i + side.step[0], j + side.step[1], k + side.step[2]) >= 0) continue;
          const points = side.corners.map((c): Vec3 => [
            c[0] > 0 ? hi[0] : lo[0],
            c[1] > 0 ? hi[1] : lo[1],
            c[2] > 0 ? hi[2] : lo[2],
          ]);
          faces[n].push({ points, material: list[n].material ?? 0 });
        }
      }
    }
  }
  return list.map((b, n): Cell => ({
    faces: faces[n],
    hull: sharpFaces([1, 1, 1])
      .flatMap((points, face) => (face < 2 ? points : []))
      .map((c): Vec3 => [
        c[0] > 0 ? b.max[0] : b.min[0],
        c[1] > 0 ? b.max[1] : b.min[1],
        c[2] > 0 ? b.max[2] : b.min[2],
      ]),
  }));
}

const SAME = 1e-7;

const SIDES = [0, 1, 2].flatMap((axis) =>
  [-1, 1].map((sign) => {
    const step: Vec3 = [axis === 0 ? sign : 0, axis === 1 ? sign : 0, axis === 2 ? sign : 0];
    const corners = sharpFaces([1, 1, 1]).find((points) => points.every((p) => dot(p, step) > 0)) ?? [];
    return { step, corners };
  }),
);

/** Faces of a box about the origin: bottom, top, then the sides. */
function sharpFaces([a, b, c]: Vec3): Vec3[][] {
  return [
    [
      [-a, -b, -c],
      [-a, b, -c],
      [a, b, -c],
      [a, -b, -c],
    ],
    [
      [-a, -b, c],
      [a, -b, c],
      [a, b, c],
      [-a, b, c],
    ],
    [
      [-a, -b, -c],
      [a, -b, -c],
      [a, -b, c],
      [-a, -b, c],
    ],
    [
      [a, b, -c],
      [-a, b, -c],
      [-a, b, c],
      [a, b, c],
    ],
    [
      [a, -b, -c],
      [a, b, -c],
      [a, b, c],
      [a, -b, c],
    ],
    [
      [-a, b, -c],
      [-a, -b, -c],
      [-a, -b, c],
      [-a, b, c],
    ],
  ];
}

function chamferedFaces(half: Vec3, bevel: number): Vec3[][] {
  const inner: Vec3 = [half[0] - bevel, half[1] - bevel, half[2] - bevel];
  /** The corner (signs) as it stands on the face of `axis`. */
  const corner = (signs: Vec3, axis: number): Vec3 => [
    signs[0] * (axis === 0 ? half[0] : inner[0]),
    signs[1] * (axis === 1 ? half[1] : inner[1]),
    signs[2] * (axis === 2 ? half[2] : inner[2]),
  ];
  const signs = [-1, 1];
  const faces: Vec3[][] = [];
  for (let axis = 0; axis < 3; axis++) {
    const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
    const at = (a: number, su: number, sv: number): Vec3 => {
      const s: [number, number, number] = [0, 0, 0];
      s[axis] = a;
      s[u] = su;
      s[v] = sv;
      return s;
    };
    for (const a of signs) {
      faces.push([at(a, -1, -1), at(a, 1, -1), at(a, 1, 1), at(a, -1, 1)].map((s) => corner(s, axis)));
    }
    // The four edges along `axis` lie between faces u and v.
    for (const su of signs) {
      for (const sv of signs) {
        const [low, high] = [at(-1, su, sv), at(1, su, sv)];
        faces.push([corner(low, u), corner(high, u), corner(high, v), corner(low, v)]);
      }
    }
  }
  for (const x of signs) {
    for (const y of signs) {
      for (const z of signs) faces.push([0, 1, 2].map((axis) => corner([x, y, z], axis)));
    }
  }
  return faces.map(facingOut);
}

/** The loop turned so that its normal points away from the origin. */
function facingOut(points: Vec3[]): Vec3[] {
  const middle = points.reduce((sum, p) => add(sum, p));
  return dot(normalize(areaVector(points)), middle) < 0 ? points.reverse() : points;
}
