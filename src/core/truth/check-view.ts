import { pixelRay } from '../camera/pinhole.js';
import { raycast } from '../geometry/box-tree.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SeenView } from '../relations/scene-graph.js';
import { frameTruth } from './frame-truth.js';

/** Pixels checked by a ray cast of our own in each view: a coarse grid. */
const GRID = 12;
/** The renderer works in float32 and stores whole steps; a ray cast here is exact. Metres per metre of depth. */
const DEPTH_TOLERANCE = 0.0005;
/** Steps of depth by which a pixel may stand off the line between its neighbours and still lie on one smooth piece. */
const MAX_BEND = 6;

/**
 * A stored view against its scene: the record from the stored ids, and the pixels themselves from the meshes.
 *
 * @returns one sentence for each contradiction
 */
export function checkView(geometry: SceneGeometry, view: SeenView): string[] {
  const { record, ids } = view;
  const problems: string[] = [];
  const again = frameTruth(geometry, record, ids);
  const stored = new Map(record.objects.map((object) => [object.id, JSON.stringify(object)]));
  for (const object of again.objects) {
    if (stored.get(object.id) !== JSON.stringify(object))
      problems.push(`its record of object ${object.id} does not follow from the mask and the meshes.`);
    stored.delete(object.id);
  }
  for (const id of stored.keys()) problems.push(`its record names object ${id}, which does not appear in it.`);
  const known = new Set(geometry.objects.map((object) => object.record.id));
  const strangers = [...new Set(ids)].filter((id) => id !== 0 && !known.has(id));
  if (strangers.length > 0) problems.push(`its mask holds the ids ${strangers.join(', ')}, which the scene does not.`);
  return [...problems, ...checkPixels(geometry, view)];
}

/** Away from silhouettes, what a ray hits is what the pixel shows, and as far away. */
function checkPixels(geometry: SceneGeometry, { record, ids, depth }: SeenView): string[] {
  const { width, height } = record.intrinsics;
  const problems: string[] = [];
  for (let gy = 0; gy < GRID; gy++) {
    for (let gx = 0; gx < GRID; gx++) {
      const i = Math.floor(((gx + 0.5) / GRID) * width);
      const j = Math.floor(((gy + 0.5) / GRID) * height);
      if (!isInside(ids, depth, record.depthUnit, width, height, i, j)) continue;
      const { origin, direction } = pixelRay(record, i + 0.5, j + 0.5);
      let nearest = Infinity;
      let hit = 0;
      for (const object of geometry.objects) {
        const found = raycast(object.tree, origin, direction, nearest);
        if (found && found.distance < nearest) {
          nearest = found.distance;
          hit = object.record.id;
        }
      }
      const pixel = j * width + i;
      const beyondRange = nearest > 65535 * record.depthUnit;
      if (hit !== ids[pixel]) problems.push(`pixel (${i}, ${j}) shows object ${ids[pixel]}, the meshes say ${hit}.`);
      else if (
        hit !== 0 &&
        !beyondRange &&
        Math.abs(depth[pixel] - nearest) > record.depthUnit + DEPTH_TOLERANCE * nearest
      ) {
        problems.push(`pixel (${i}, ${j}) has depth ${depth[pixel]}, the meshes say ${nearest}.`);
      }
    }
  }
  return problems;
}

/** A pixel on one flat or gently curved piece of one object: no silhouette, edge or crease within its neighbourhood. */
function isInside(
  ids: Uint16Array,
  depth: Float64Array,
  unit: number,
  width: number,
  height: number,
  i: number,
  j: number,
): boolean {
  if (i < 1 || j < 1 || i >= width - 1 || j >= height - 1) return false;
  const at = j * width + i;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) if (ids[at + dy * width + dx] !== ids[at]) return false;
  const bend = (step: number) => Math.abs(depth[at - step] + depth[at + step] - 2 * depth[at]);
  return !(Math.max(bend(1), bend(width), bend(width + 1), bend(width - 1)) > MAX_BEND * unit);
}
