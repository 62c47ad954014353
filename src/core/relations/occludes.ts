import { coverMesh } from '../geometry/coverage-raster.js';
import { transformPoints } from '../geometry/pose.js';
import { AMODAL_NEAR } from '../truth/frame-truth.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { truthOf } from './seen-pixels.js';
import { atLeast, decide, share as sampledShare } from './tolerance.js';
import type { Judgement } from './verdict.js';

const MIN_SHARE = 0.1;

/** occludes(A, B) of SPEC §4: A's pixels cover a share of where B would be seen. */
export function occludes(graph: SceneGraph, view: SeenView, a: number, b: number): Judgement {
  const { shown, all } = silhouetteOf(graph, view, b);
  if (all === 0) return ambiguous('it would not be in the picture anyway');
  const covered = shown.get(a) ?? 0;
  const share = covered / all;
  const verdict = decide(atLeast(share, MIN_SHARE, sampledShare), covered === 0 ? 'T' : 'F');
  return judge(verdict, { share }, 'it hides only a little of it');
}

/** A_O within the image. */
interface Silhouette {
  readonly all: number;
  /** How many of its pixels show each id. */
  readonly shown: ReadonlyMap<number, number>;
}

const silhouettes = new WeakMap<SeenView, Map<number, Silhouette>>();

function silhouetteOf(graph: SceneGraph, view: SeenView, id: number): Silhouette {
  let known = silhouettes.get(view);
  if (!known) silhouettes.set(view, (known = new Map()));
  let found = known.get(id);
  if (!found) known.set(id, (found = countSilhouette(graph, view, id)));
  return found;
}

function countSilhouette(graph: SceneGraph, view: SeenView, id: number): Silhouette {
  const { cameraFromWorld, intrinsics } = view.record;
  const shown = new Map<number, number>();
  const box = truthOf(view, id)?.amodalBox;
  if (!box) return { all: 0, shown };
  // Drawn in its own box only.
  const [left, top] = [Math.max(0, box[0]), Math.max(0, box[1])];
  const width = Math.min(intrinsics.width, box[2]) - left;
  const height = Math.min(intrinsics.height, box[3]) - top;
  if (width <= 0 || height <= 0) return { all: 0, shown };
  const object = graph.geometry.object(id);
  const positions = transformPoints(cameraFromWorld, object.vertices);
  const cropped = { ...intrinsics, width, height, cx: intrinsics.cx - left, cy: intrinsics.cy - top };
  const options = { near: AMODAL_NEAR, mask: true, margin: 0, closed: object.record.solid };
  const { mask, pixelsInImage } = coverMesh(positions, object.indices, cropped, options);
  for (let row = 0; mask && row < height; row++) {
    const toView = (top + row) * intrinsics.width + left - row * width;
    const end = (row + 1) * width;
    // Neighbours mostly show the same thing: counted run by run.
    for (let k = row * width; k < end;) {
      const seen = view.ids[k + toView];
      let count = 0;
      for (; k < end && view.ids[k + toView] === seen; k++) count += mask[k];
      if (count > 0) shown.set(seen, (shown.get(seen) ?? 0) + count);
    }
  }
  return { all: pixelsInImage, shown };
}
