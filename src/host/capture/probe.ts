import type { CapturedFrame } from '../../core/edges.js';
import { pixelRay } from '../../core/camera/pinhole.js';
import { buildBoxTree, raycast, type BoxTree } from '../../core/geometry/box-tree.js';
import { transformPoints } from '../../core/geometry/pose.js';
import { negate } from '../../core/geometry/vec3.js';
import type { CaptureSession } from './capture-session.js';
import { probeScene } from './probe-scene.js';

/** Mean depth error away from silhouettes: half a depth step is 0.05 mm, a snapped vertex costs millimetres at edges. */
const MAX_DEPTH_ERROR = 0.0001;

/** Floor in shadow against floor in light, mean of the sRGB bytes. */
const MIN_SHADOW_CONTRAST = 1.15;

/**
 * Draws a known scene and compares it with rays cast in float64.
 *
 * @returns why this backend must not be used, in a few words; null when it draws right
 */
export async function probe(session: CaptureSession): Promise<string | null> {
  const { scene, meshes, frame } = probeScene();
  const meshOf = (hash: string) => meshes.get(hash) ?? fail(hash);
  const [drawn] = await session.draw(scene, meshOf, [frame]);
  const bodies = scene.objects.map((object) => {
    const { mesh } = meshOf(object.mesh);
    return {
      id: object.id,
      tree: buildBoxTree(transformPoints(object.worldFromObject, mesh.positions, object.scale), mesh.indices),
    };
  });
  const { width, height } = frame.view.intrinsics;
  const hits = Array.from({ length: width * height }, (_, i) => {
    const ray = pixelRay(frame.view, (i % width) + 0.5, Math.floor(i / width) + 0.5);
    const distances = bodies.map(({ id, tree }) => ({
      id,
      distance: raycast(tree, ray.origin, ray.direction)?.distance ?? Infinity,
    }));
    const nearest = distances.reduce((a, b) => (b.distance < a.distance ? b : a));
    return Number.isFinite(nearest.distance) ? nearest : { id: 0, distance: 0 };
  });
  const inner = (i: number) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    if (x === 0 || y === 0 || x === width - 1 || y === height - 1) return false;
    return [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1].every(
      (d) => hits[i + d].id === hits[i].id,
    );
  };
  let pixels = 0;
  let wrongIds = 0;
  let depthError = 0;
  for (let i = 0; i < hits.length; i++) {
    if (!inner(i)) continue;
    pixels++;
    if (drawn.ids[i] !== hits[i].id) wrongIds++;
    depthError += Math.abs(drawn.depth[i] * frame.depthUnit - hits[i].distance);
  }
  if (wrongIds > 0) return `${wrongIds} of ${pixels} instance ids away from silhouettes are wrong`;
  depthError /= pixels;
  if (!(depthError <= MAX_DEPTH_ERROR)) return `depth is ${(depthError * 1000).toFixed(2)} mm off on average`;
  const contrast = shadowContrast(
    drawn,
    hits,
    bodies.slice(1).map(({ tree }) => tree),
  );
  return contrast >= MIN_SHADOW_CONTRAST ? null : `shadows are missing (contrast ${contrast.toFixed(2)})`;

  function shadowContrast(picture: CapturedFrame, seen: typeof hits, casters: readonly BoxTree[]): number {
    const sums = { light: [0, 0], dark: [0, 0] };
    for (let i = 0; i < seen.length; i++) {
      if (seen[i].id !== scene.objects[0].id || !inner(i)) continue;
      const ray = pixelRay(frame.view, (i % width) + 0.5, Math.floor(i / width) + 0.5);
      const point = ray.origin.map((o, k) => o + ray.direction[k] * seen[i].distance);
      const blocked = casters.some(
        (tree) => raycast(tree, [point[0], point[1], point[2]], negate(scene.lighting.direction)) !== null,
      );
      const sum = blocked ? sums.dark : sums.light;
      sum[0] += picture.rgb[3 * i] + picture.rgb[3 * i + 1] + picture.rgb[3 * i + 2];
      sum[1]++;
    }
    return sums.light[0] / sums.light[1] / (sums.dark[0] / sums.dark[1]);
  }
}

function fail(hash: string): never {
  throw new Error(`The probe has no mesh "${hash}".`);
}
