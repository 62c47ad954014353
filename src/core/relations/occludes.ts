import { coverMesh } from '../geometry/coverage-raster.js';
import { transformPoints } from '../geometry/pose.js';
import { AMODAL_NEAR } from '../truth/frame-truth.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atLeast, decide, share as sampledShare } from './tolerance.js';
import type { Judgement } from './verdict.js';

const MIN_SHARE = 0.1;

/** occludes(A, B) of SPEC §4: A's pixels cover a share of where B would be seen. */
export function occludes(graph: SceneGraph, view: SeenView, a: number, b: number): Judgement {
  const mask = amodalMask(graph, view, b);
  let all = 0;
  let covered = 0;
  for (let pixel = 0; pixel < mask.length; pixel++) {
    if (mask[pixel] === 0) continue;
    all++;
    if (view.ids[pixel] === a) covered++;
  }
  if (all === 0) return ambiguous('it would not be in the picture anyway');
  const share = covered / all;
  const verdict = decide(atLeast(share, MIN_SHARE, sampledShare), covered === 0 ? 'T' : 'F');
  return judge(verdict, { share }, 'it hides only a little of it');
}

const masks = new WeakMap<SeenView, Map<number, Uint8Array>>();

/** A_O within the image: [height * width], 1 where covered. */
export function amodalMask(graph: SceneGraph, view: SeenView, id: number): Uint8Array {
  let known = masks.get(view);
  if (!known) masks.set(view, (known = new Map()));
  let mask = known.get(id);
  if (!mask) {
    const { cameraFromWorld, intrinsics } = view.record;
    const object = graph.geometry.object(id);
    const positions = transformPoints(cameraFromWorld, object.vertices);
    const covered = coverMesh(positions, object.indices, intrinsics, { near: AMODAL_NEAR, mask: true });
    mask = covered.mask ?? new Uint8Array(intrinsics.width * intrinsics.height);
    known.set(id, mask);
  }
  return mask;
}
