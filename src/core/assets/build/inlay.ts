import { add, cross, dot, scale, sub, type Vec3 } from '../../geometry/vec3.js';
import { faceNormal, middleOf, type Cells, type Face } from './cell.js';

export interface Inlay {
  /** The face is the largest one whose normal is within a few degrees of this. */
  readonly normal: Vec3;
  /** Direction of `us`; `vs` run along normal × u. */
  readonly u: Vec3;
  /** Cut lines, ascending, measured from the middle of the face's bounding rectangle, metres. */
  readonly us: readonly number[];
  readonly vs: readonly number[];
  /** Material of the field between lines i, i+1 and j, j+1. */
  paint(i: number, j: number): number;
}

/** A flat face divided into painted fields (keys, a screen, a label): colour only, the solid is unchanged. */
export function inlay(cells: Cells, { normal, u, us, vs, paint }: Inlay): Cells {
  const v = cross(normal, u);
  let best: Face | null = null;
  let bestArea = 0;
  for (const face of cells.flatMap((cell) => cell.faces)) {
    if (dot(faceNormal(face.points), normal) < 0.999) continue;
    const area = span(face.points, u) * span(face.points, v);
    if (area > bestArea) [best, bestArea] = [face, area];
  }
  if (best === null) throw new RangeError(`No face looks along [${normal.join(', ')}]; an inlay needs one.`);
  const chosen = best;
  const replaced = divide(chosen, v, { normal, u, us, vs, paint });
  return cells.map((cell) => ({
    ...cell,
    faces: cell.faces.flatMap((face) => (face === chosen ? replaced : [face])),
  }));
}

/** One rectangle in the middle of a face, e.g. a screen. @param shift of its middle along u and v */
export function panel(
  cells: Cells,
  normal: Vec3,
  u: Vec3,
  size: readonly [number, number],
  material: number,
  shift: readonly [number, number] = [0, 0],
): Cells {
  return inlay(cells, {
    normal,
    u,
    us: [shift[0] - size[0] / 2, shift[0] + size[0] / 2],
    vs: [shift[1] - size[1] / 2, shift[1] + size[1] / 2],
    paint: () => material,
  });
}

/**
 * Cut lines of a row of equal fields with gaps between: field i lies between lines 2i and 2i+1.
 *
 * @param length from the first field's start to the last one's end, centred on `middle`
 */
export function rowOfFields(count: number, length: number, gap: number, middle = 0): number[] {
  const width = (length - gap * (count - 1)) / count;
  return Array.from({ length: count }, (_, i) => {
    const start = middle - length / 2 + i * (width + gap);
    return [start, start + width];
  }).flat();
}

function divide(face: Face, v: Vec3, { u, us, vs, paint }: Inlay): Face[] {
  const origin = middleOfBounds(face.points, u, v);
  const at = (i: number, j: number): Vec3 => add(origin, add(scale(u, us[i]), scale(v, vs[j])));
  const fields: Face[] = [];
  for (let i = 0; i + 1 < us.length; i++) {
    for (let j = 0; j + 1 < vs.length; j++) {
      fields.push({ points: [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)], material: paint(i, j) });
    }
  }
  const [nu, nv] = [us.length - 1, vs.length - 1];
  const inner: Vec3[] = [];
  for (let i = 0; i < nu; i++) inner.push(at(i, 0));
  for (let j = 0; j < nv; j++) inner.push(at(nu, j));
  for (let i = nu; i > 0; i--) inner.push(at(i, nv));
  for (let j = nv; j > 0; j--) inner.push(at(0, j));
  const normal = faceNormal(face.points);
  face.points.forEach((a, k) => {
    const b = face.points[(k + 1) % face.points.length];
    if (inner.some((p) => dot(cross(sub(b, a), sub(p, a)), normal) <= 0)) {
      throw new RangeError('An inlay must lie strictly inside its face; make its fields smaller.');
    }
  });
  const margin = frame(face.points, inner, normal);
  return [...fields, ...margin.map((points) => ({ points, material: face.material }))];
}

/**
 * Triangles between a convex outline and a convex loop strictly inside it, both counter-clockwise. From each outline
 * point the inner edges it sees are taken, then the outline advances: no triangle can then cross the inner loop.
 */
function frame(outline: readonly Vec3[], inner: readonly Vec3[], normal: Vec3): Vec3[][] {
  const sees = (o: Vec3, j: number) => {
    const a = inner[j % inner.length];
    const b = inner[(j + 1) % inner.length];
    return dot(cross(sub(b, a), sub(o, a)), normal) < -1e-12;
  };
  const triangles: Vec3[][] = [];
  const first = outline[0];
  let start = 0;
  while (!(sees(first, start) && !sees(first, start + inner.length - 1))) {
    if (start++ > inner.length) throw new RangeError("The inlay has no edge that its face's outline can see.");
  }
  let j = start;
  const end = start + inner.length;
  for (let i = 0; i <= outline.length; i++) {
    const o = outline[i % outline.length];
    if (i > 0) triangles.push([outline[i - 1], o, inner[j % inner.length]]);
    while (j < end && sees(o, j)) {
      triangles.push([o, inner[(j + 1) % inner.length], inner[j % inner.length]]);
      j++;
    }
  }
  return triangles;
}

function span(points: readonly Vec3[], axis: Vec3): number {
  const values = points.map((p) => dot(p, axis));
  return Math.max(...values) - Math.min(...values);
}

function middleOfBounds(points: readonly Vec3[], u: Vec3, v: Vec3): Vec3 {
  const middle = middleOf(points);
  const offset = (axis: Vec3) => {
    const values = points.map((p) => dot(sub(p, middle), axis));
    return (Math.max(...values) + Math.min(...values)) / 2;
  };
  return add(middle, add(scale(u, offset(u)), scale(v, offset(v))));
}
