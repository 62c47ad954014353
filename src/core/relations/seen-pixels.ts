import type { ObjectTruth } from '../camera/view-record.js';
import type { SeenView } from './scene-graph.js';

// What a view's decoded pixels say of one object. Kept per view, for as long as the view lives.

interface PixelIndex {
  /** Pixels of each id, ascending. */
  readonly byId: ReadonlyMap<number, Uint32Array>;
  readonly truths: ReadonlyMap<number, ObjectTruth>;
  readonly medians: Map<number, number | null>;
  readonly nearest: Map<number, number | null>;
}

const indices = new WeakMap<SeenView, PixelIndex>();
const NONE = new Uint32Array(0);

/** The view's record of an object; undefined when its amodal mask is empty. */
export const truthOf = (view: SeenView, id: number): ObjectTruth | undefined => indexOf(view).truths.get(id);

/** V_O: indices (row · width + column) of the pixels that show the object, ascending. */
export const pixelsOf = (view: SeenView, id: number): Uint32Array => indexOf(view).byId.get(id) ?? NONE;

/** Median of the depth over V_O, metres along camera +Z; null when no pixel with a depth shows the object. */
export function medianDepth(view: SeenView, id: number): number | null {
  const { medians } = indexOf(view);
  let median = medians.get(id);
  if (median === undefined) {
    const depths = finiteDepths(view, id);
    const n = depths.length;
    const upper = n >> 1;
    if (n === 0) median = null;
    else
      median =
        n % 2 === 1 ? nthSmallest(depths, upper) : (nthSmallest(depths, upper - 1) + nthSmallest(depths, upper)) / 2;
    medians.set(id, median);
  }
  return median;
}

function finiteDepths(view: SeenView, id: number): Float64Array {
  const own = pixelsOf(view, id);
  const depths = new Float64Array(own.length);
  let n = 0;
  for (let i = 0; i < own.length; i++) {
    const depth = view.depth[own[i]];
    if (depth < Infinity) depths[n++] = depth;
  }
  return depths.subarray(0, n);
}

/** The value that would stand at index `k` if the list were sorted; reorders the list (Hoare's selection). */
function nthSmallest(values: Float64Array, k: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const pivot = values[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const swapped = values[i];
      values[i++] = values[j];
      values[j--] = swapped;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k];
}

/** Distance from the camera's centre to the nearest visible point of the object (r of SPEC §3.5, dist_cam of §7); null when none is seen. */
export function nearestVisible(view: SeenView, id: number): number | null {
  const { nearest } = indexOf(view);
  let r = nearest.get(id);
  if (r === undefined) {
    const { width, fx, fy, cx, cy } = view.record.intrinsics;
    let best = Infinity;
    for (const pixel of pixelsOf(view, id)) {
      const depth = view.depth[pixel];
      // A ray is never shorter than its depth, so most pixels need no square root.
      if (!(depth < best)) continue;
      const x = ((pixel % width) + 0.5 - cx) / fx;
      const y = (Math.floor(pixel / width) + 0.5 - cy) / fy;
      best = Math.min(best, depth * Math.sqrt(1 + x * x + y * y));
    }
    r = best === Infinity ? null : best;
    nearest.set(id, r);
  }
  return r;
}

function indexOf(view: SeenView): PixelIndex {
  let index = indices.get(view);
  if (!index) {
    index = {
      byId: sortById(view.ids),
      truths: new Map(view.record.objects.map((truth) => [truth.id, truth])),
      medians: new Map(),
      nearest: new Map(),
    };
    indices.set(view, index);
  }
  return index;
}

/** Counting sort: the background too, as id 0. */
function sortById(ids: Uint16Array): ReadonlyMap<number, Uint32Array> {
  const counts = new Uint32Array(65536);
  for (let i = 0; i < ids.length; i++) counts[ids[i]]++;
  const byId = new Map<number, Uint32Array>();
  const slots: (Uint32Array | undefined)[] = [];
  for (let id = 0; id < counts.length; id++) {
    if (counts[id] === 0) continue;
    const own = new Uint32Array(counts[id]);
    byId.set(id, own);
    slots[id] = own;
  }
  counts.fill(0);
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    (slots[id] as Uint32Array)[counts[id]++] = i;
  }
  return byId;
}
