import { bounds, volumeAndCentroid, type SurfaceMesh } from '../core/geometry/mesh.js';
import { cross, dot, type Vec3 } from '../core/geometry/vec3.js';
import { UserError } from '../core/result.js';
import { shade, toSurfaceMesh } from '../core/assets/build/assemble.js';
import { snap } from '../core/assets/build/cell.js';
import { isClosed } from '../core/assets/derive/is-closed.js';
import { AXES, type ImportOptions } from './import-options.js';
import type { RawModel } from './read-glb.js';

/** Larger or smaller than this it is not what somebody meant, metres: the unit is wrong. */
const LARGEST = 6;
const SMALLEST = 0.008;
/** Faces that meet at less than this are shaded as one curve. */
const CREASE_DEG = 40;
/** Triangles thinner than this vanish when coordinates are rounded, m². */
const NO_AREA = 1e-14;

/**
 * The model's triangles as an object's mesh: metres, +Z up, front along +X, lowest point at z = 0 under the middle of
 * the footprint, float32. A closed mesh that faces inward is turned inside out.
 *
 * @param ofTriangle material of each triangle
 * @throws UserError when its size cannot be meant
 */
export function objectMesh(
  model: RawModel,
  ofTriangle: ArrayLike<number>,
  materials: number,
  options: ImportOptions,
): SurfaceMesh {
  const up = AXES[options.up];
  const front = AXES[options.front ?? (options.up === '+z' || options.up === '-z' ? '+x' : '+z')];
  if (Math.abs(dot(up, front)) > 0.5) {
    throw new UserError(`"${options.file}" cannot face ${options.front} when ${options.up} is up: name another front.`);
  }
  const left = cross(up, front);
  const count = model.triangles.length / 3;
  const placed = new Float64Array(3 * count);
  for (let v = 0; v < count; v++) {
    const p: Vec3 = [model.triangles[3 * v], model.triangles[3 * v + 1], model.triangles[3 * v + 2]];
    placed.set([dot(p, front), dot(p, left), dot(p, up)], 3 * v);
  }
  const { min, max } = bounds(placed);
  const scale = options.height === null ? options.unit : options.height / Math.max(1e-12, max[2] - min[2]);
  const longest = scale * Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
  if (longest > LARGEST || longest < SMALLEST) {
    throw new UserError(
      `"${options.file}" would be ${longest < 0.01 ? `${(1000 * longest).toPrecision(2)} mm` : `${longest.toPrecision(3)} m`} long: give its height in metres (--height) or its unit (--unit mm, cm, m, in).`,
    );
  }
  const offset: Vec3 = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, min[2]];
  const faces = Array.from({ length: count / 3 }, (_, t) => ({
    points: [0, 1, 2].map((k) => {
      const at = 9 * t + 3 * k;
      return snap([
        scale * (placed[at] - offset[0]),
        scale * (placed[at + 1] - offset[1]),
        scale * (placed[at + 2] - offset[2]),
      ]);
    }),
    material: ofTriangle[t],
  })).filter(({ points: [a, b, c] }) => {
    const area = cross([b[0] - a[0], b[1] - a[1], b[2] - a[2]], [c[0] - a[0], c[1] - a[1], c[2] - a[2]]);
    return dot(area, area) > NO_AREA * NO_AREA;
  });
  if (faces.length === 0) throw new UserError(`"${options.file}" has no triangle with an area: mend its mesh.`);
  const mesh = toSurfaceMesh(shade(faces, CREASE_DEG), materials);
  if (!isClosed(mesh) || volumeAndCentroid(mesh.positions, mesh.indices).volume >= 0) return mesh;
  const turned = faces.map(({ points: [a, b, c], material }) => ({ points: [a, c, b], material }));
  return toSurfaceMesh(shade(turned, CREASE_DEG), materials);
}
