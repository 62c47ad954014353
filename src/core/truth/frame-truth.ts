import type { CameraView } from '../camera/pinhole.js';
import type { FrameTruth, ObjectTruth } from '../camera/view-record.js';
import { coverMesh } from '../geometry/coverage-raster.js';
import { compose, transformPoints } from '../geometry/pose.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';

/** SPEC §1: triangles nearer than this are cut off. */
export const AMODAL_NEAR = 0.05;

/**
 * What one frame shows of each object: the visible pixels as the renderer drew them, the amodal ones counted from
 * the meshes without a renderer. Objects whose amodal mask is empty are left out.
 *
 * @param ids [height * width] instance ids as captured
 * @param unmoved truth of objects that are where they were in an earlier frame of this view, null of those it has not:
 * their amodal masks are not counted again
 */
export function frameTruth(
  geometry: SceneGeometry,
  view: CameraView,
  ids: Uint16Array,
  unmoved: ReadonlyMap<number, ObjectTruth | null> = NONE,
): FrameTruth {
  const { width, height } = view.intrinsics;
  if (ids.length !== width * height) {
    throw new RangeError(`Expected ${width} × ${height} instance ids, got ${ids.length}.`);
  }
  const visible = visibleExtents(ids, width, height);
  const objects: ObjectTruth[] = [];
  for (const object of geometry.objects) {
    const { id } = object.record;
    const before = unmoved.get(id);
    const seen = visible.get(id) ?? null;
    const truth =
      before === undefined
        ? objectTruth(object, view, seen)
        : before && { ...before, ...seenOf(seen, before.amodalPixels) };
    if (truth !== null) objects.push(truth);
  }
  return { objects };
}

function objectTruth(object: ObjectGeometry, view: CameraView, visible: VisibleExtent | null): ObjectTruth | null {
  const cameraPositions = transformPoints(view.cameraFromWorld, object.vertices);
  const amodal = coverMesh(cameraPositions, object.indices, view.intrinsics, { near: AMODAL_NEAR });
  if (amodal.pixels === 0) return null;
  const { center, halfExtents, orientation } = object.record.obb;
  const pose = compose(view.cameraFromWorld, { position: center, orientation });
  const seen = seenOf(visible, amodal.pixels);
  return {
    id: object.record.id,
    visiblePixels: seen.visiblePixels,
    amodalPixels: amodal.pixels,
    visibleFraction: seen.visibleFraction,
    truncation: 1 - amodal.pixelsInImage / amodal.pixels,
    box: seen.box,
    amodalBox: amodal.box,
    centroid: seen.centroid,
    obbInCamera: { center: pose.position, halfExtents, orientation: pose.orientation },
  };
}

function seenOf(visible: VisibleExtent | null, amodalPixels: number) {
  return {
    visiblePixels: visible?.count ?? 0,
    // The renderer may draw a silhouette pixel whose centre the mesh just misses: never more than all of it.
    visibleFraction: Math.min(1, (visible?.count ?? 0) / amodalPixels),
    box: visible && ([visible.minU, visible.minV, visible.maxU + 1, visible.maxV + 1] as const),
    centroid: visible && ([visible.sumU / visible.count + 0.5, visible.sumV / visible.count + 0.5] as const),
  };
}

const NONE: ReadonlyMap<number, null> = new Map();

interface VisibleExtent {
  count: number;
  minU: number;
  maxU: number;
  minV: number;
  maxV: number;
  sumU: number;
  sumV: number;
}

/** Extents of each id's pixels, in pixel indices. Runs along a row are taken whole: most neighbours share an id. */
function visibleExtents(ids: Uint16Array, width: number, height: number): ReadonlyMap<number, VisibleExtent> {
  const extents = new Map<number, VisibleExtent>();
  for (let v = 0; v < height; v++) {
    const row = v * width;
    for (let start = 0; start < width;) {
      const id = ids[row + start];
      let end = start + 1;
      while (end < width && ids[row + end] === id) end++;
      if (id !== 0) addRun(extents, id, start, end, v);
      start = end;
    }
  }
  return extents;
}

function addRun(extents: Map<number, VisibleExtent>, id: number, start: number, end: number, v: number): void {
  let extent = extents.get(id);
  if (!extent) {
    extent = { count: 0, minU: Infinity, maxU: -Infinity, minV: Infinity, maxV: -Infinity, sumU: 0, sumV: 0 };
    extents.set(id, extent);
  }
  const count = end - start;
  extent.count += count;
  extent.sumU += (count * (start + end - 1)) / 2;
  extent.sumV += count * v;
  if (start < extent.minU) extent.minU = start;
  if (end - 1 > extent.maxU) extent.maxU = end - 1;
  if (v < extent.minV) extent.minV = v;
  if (v > extent.maxV) extent.maxV = v;
}
