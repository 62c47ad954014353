import { add, cross, dot, length, lerp, negate, normalize, scale, sub, type Vec3 } from '../../geometry/vec3.js';

/** A flat polygon of a cell, counter-clockwise seen from outside. `material` indexes the model's list. */
export interface Face {
  readonly points: readonly Vec3[];
  readonly material: number;
}

/**
 * A convex solid given by all its faces, metres, in the frame of the model being built. Models are unions of cells
 * that touch face to face and never overlap: what is drawn is the boundary of the union, what collides are the cells,
 * so the two agree by construction.
 */
export interface Cell {
  readonly faces: readonly Face[];
  /** Corners of the solid where the faces do not show all of them (boards of a carcass); else the faces' own. */
  readonly hull?: readonly Vec3[];
}

export type Cells = readonly Cell[];

/** Every point moved by `f`, which keeps convexity and orientation (any affine map with positive determinant). */
export function mapCells(cells: Cells, f: (p: Vec3) => Vec3): Cells {
  return cells.map((cell) => ({
    ...cell,
    faces: cell.faces.map((face) => ({ points: face.points.map(f), material: face.material })),
    ...(cell.hull && { hull: cell.hull.map(f) }),
  }));
}

export const translate = (cells: Cells, by: Vec3): Cells => mapCells(cells, (p) => add(p, by));

/** Turned counter-clockwise about an axis through the origin, seen from the axis' positive end. */
export function rotateAbout(cells: Cells, axis: 'x' | 'y' | 'z', angleDeg: number): Cells {
  const c = Math.cos((angleDeg * Math.PI) / 180);
  const s = Math.sin((angleDeg * Math.PI) / 180);
  switch (axis) {
    case 'x':
      return mapCells(cells, ([x, y, z]) => [x, c * y - s * z, s * y + c * z]);
    case 'y':
      return mapCells(cells, ([x, y, z]) => [c * x + s * z, y, c * z - s * x]);
    case 'z':
      return mapCells(cells, ([x, y, z]) => [c * x - s * y, s * x + c * y, z]);
  }
}

/** The mirror image in the plane y = 0. */
export function mirrorY(cells: Cells): Cells {
  return cells.map((cell) => ({
    ...cell,
    faces: cell.faces.map((face) => ({
      points: face.points.map(([x, y, z]): Vec3 => [x, -y, z]).reverse(),
      material: face.material,
    })),
    ...(cell.hull && { hull: cell.hull.map(([x, y, z]): Vec3 => [x, -y, z]) }),
  }));
}

/** Faces for which `pick` holds get another material. @param pick of the face's outward normal and its middle */
export function paint(cells: Cells, material: number, pick: (normal: Vec3, middle: Vec3) => boolean): Cells {
  return cells.map((cell) => ({
    ...cell,
    faces: cell.faces.map((face) =>
      pick(faceNormal(face.points), middleOf(face.points)) ? { points: face.points, material } : face,
    ),
  }));
}

/**
 * The part of the cells on the inner side of a plane, closed by a flat cap; cells wholly outside disappear.
 *
 * @param normal points to the side that is cut away
 * @param material of the cap
 */
export function clipCells(cells: Cells, point: Vec3, normal: Vec3, material = 0): Cells {
  const n = normalize(normal);
  const height = (p: Vec3) => dot(sub(p, point), n);
  const result: Cell[] = [];
  for (const cell of cells) {
    if (cell.faces.every((face) => face.points.every((p) => height(p) <= CLIP_TOLERANCE))) {
      result.push(cell);
      continue;
    }
    const faces: Face[] = [];
    const rim: Vec3[] = [];
    for (const face of cell.faces) {
      const points = clipLoop(face.points, height, rim);
      if (points.length >= 3) faces.push({ points, material: face.material });
    }
    const cap = orderAround(distinct(rim), n);
    if (faces.length < 3 || cap.length < 3) continue;
    faces.push({ points: cap, material });
    result.push({ faces });
  }
  return result;
}

/** Two solids that overlap, cut along a plane between them so that they only touch. @param normal from a to b */
export function joinAt(a: Cells, b: Cells, point: Vec3, normal: Vec3): [Cells, Cells] {
  const material = (cells: Cells) => cells[0].faces[0].material;
  return [clipCells(a, point, normal, material(a)), clipCells(b, point, negate(normal), material(b))];
}

/**
 * Corners of the convex hull of a cell: its vertices without those in the middle of a flat face or a straight edge.
 */
export function extremeVertices(cell: Cell): readonly Vec3[] {
  if (cell.hull) return cell.hull;
  const corners = new Map<string, { point: Vec3; normals: Vec3[] }>();
  for (const face of cell.faces) {
    const normal = faceNormal(face.points);
    for (const point of face.points) {
      const key = pointKey(point);
      let corner = corners.get(key);
      if (corner === undefined) corners.set(key, (corner = { point, normals: [] }));
      if (!corner.normals.some((other) => length(cross(other, normal)) < FLAT && dot(other, normal) > 0)) {
        corner.normals.push(normal);
      }
    }
  }
  return [...corners.values()].filter((corner) => corner.normals.length >= 3).map((corner) => corner.point);
}

/** Unit normal of a flat polygon (Newell's method). */
export function faceNormal(points: readonly Vec3[]): Vec3 {
  return normalize(areaVector(points));
}

/** Normal of a flat polygon, as long as its area. */
export function areaVector(points: readonly Vec3[]): Vec3 {
  let sum: Vec3 = [0, 0, 0];
  for (let i = 2; i < points.length; i++) {
    sum = add(sum, cross(sub(points[i - 1], points[0]), sub(points[i], points[0])));
  }
  return scale(sum, 0.5);
}

export function middleOf(points: readonly Vec3[]): Vec3 {
  return scale(
    points.reduce((sum, p) => add(sum, p), [0, 0, 0] as Vec3),
    1 / points.length,
  );
}

/** Coordinates on a 1 nm grid as float32: points reached by different sums come out as the same vertex. */
export function snap([x, y, z]: Vec3): Vec3 {
  return [snapNumber(x), snapNumber(y), snapNumber(z)];
}

export function pointKey([x, y, z]: Vec3): string {
  return `${snapNumber(x)},${snapNumber(y)},${snapNumber(z)}`;
}

/** Sine of the angle under which two faces count as one plane: float32 rounding over a 1 mm face is 1e-5 and more. */
const FLAT = 5e-4;
const CLIP_TOLERANCE = 1e-8;

const snapNumber = (value: number) => Math.fround(Math.round(value * 1e9) / 1e9) + 0;

function clipLoop(points: readonly Vec3[], height: (p: Vec3) => number, rim: Vec3[]): Vec3[] {
  const kept: Vec3[] = [];
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length];
    const ha = height(a);
    const hb = height(b);
    if (ha <= CLIP_TOLERANCE) {
      kept.push(a);
      if (ha >= -CLIP_TOLERANCE) rim.push(a);
    }
    if ((ha > CLIP_TOLERANCE && hb < -CLIP_TOLERANCE) || (ha < -CLIP_TOLERANCE && hb > CLIP_TOLERANCE)) {
      // Always from the inner end, so that both faces of an edge get the same point.
      const cut = ha < hb ? lerp(a, b, ha / (ha - hb)) : lerp(b, a, hb / (hb - ha));
      kept.push(cut);
      rim.push(cut);
    }
  });
  return kept;
}

function distinct(points: readonly Vec3[]): Vec3[] {
  return [...new Map(points.map((p) => [pointKey(p), p])).values()];
}

/** Points of a convex polygon in counter-clockwise order about `normal`. */
function orderAround(points: readonly Vec3[], normal: Vec3): Vec3[] {
  if (points.length < 3) return [];
  const middle = middleOf(points);
  const u = normalize(sub(points[0], middle));
  const v = cross(normal, u);
  const angle = (p: Vec3) => Math.atan2(dot(sub(p, middle), v), dot(sub(p, middle), u));
  return [...points].sort((a, b) => angle(a) - angle(b));
}
