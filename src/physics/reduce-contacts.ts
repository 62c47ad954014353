import { CONTACT_STRIDE, type ContactBuffer } from './hull-contact.js';

/** Points whose normals agree within this cosine (12°) belong to one patch. */
const SAME_PATCH = 0.978;
/** A patch keeps all its points up to this many; of more, the outermost in each of as many directions. */
const KEPT = 8;
/** The deepest point is kept too when the outermost ones are shallower by this, metres. */
const CLEARLY_DEEPER = 1e-5;
/** Points of a patch nearer than this are one, metres: neighbouring parts share corners. */
const SAME_POINT = 5e-4;
const MAX_PATCHES = 64;

const patchOf: number[] = [];
const patchNormal = new Float64Array(3 * MAX_PATCHES);

/**
 * Picks the contact points that matter of all that the parts of two bodies gave: 25 parts of a mug on a table give a
 * hundred points of one plane, eight of them hold it as well.
 *
 * @param chosen indices into `all` are written here, in order of patch
 */
export function reduceContacts(all: ContactBuffer, chosen: number[]): void {
  chosen.length = 0;
  const patches = findPatches(all);
  for (let patch = 0; patch < patches; patch++) {
    const first = chosen.length;
    for (let k = 0; k < all.count && chosen.length <= first + KEPT; k++) {
      if (patchOf[k] === patch && !hasPointNear(all, k, chosen, first)) chosen.push(k);
    }
    if (chosen.length <= first + KEPT) continue;
    chosen.length = first;
    chooseOutermost(all, patch, chosen);
  }
}

/** Sorts points by normal: each joins the first patch whose first normal is near its own. */
function findPatches({ data, count }: ContactBuffer): number {
  let patches = 0;
  for (let k = 0; k < count; k++) {
    const n = k * CONTACT_STRIDE + 6;
    let nearest = 0;
    let nearestDot = -2;
    for (let p = 0; p < patches; p++) {
      const d =
        data[n] * patchNormal[3 * p] + data[n + 1] * patchNormal[3 * p + 1] + data[n + 2] * patchNormal[3 * p + 2];
      if (d > nearestDot) {
        nearestDot = d;
        nearest = p;
      }
      if (d > SAME_PATCH) break;
    }
    if (nearestDot <= SAME_PATCH && patches < MAX_PATCHES) {
      nearest = patches++;
      for (let axis = 0; axis < 3; axis++) patchNormal[3 * nearest + axis] = data[n + axis];
    }
    patchOf[k] = nearest;
  }
  return patches;
}

function chooseOutermost(all: ContactBuffer, patch: number, chosen: number[]): void {
  const { data, count } = all;
  const first = chosen.length;
  const nx = patchNormal[3 * patch];
  const ny = patchNormal[3 * patch + 1];
  const nz = patchNormal[3 * patch + 2];
  // Any two directions across the normal.
  let ux = ny;
  let uy = -nx;
  let uz = 0;
  if (Math.abs(nz) > 0.9) {
    ux = 0;
    uy = nz;
    uz = -ny;
  }
  const l = 1 / Math.sqrt(ux * ux + uy * uy + uz * uz);
  ux *= l;
  uy *= l;
  uz *= l;
  const vx = ny * uz - nz * uy;
  const vy = nz * ux - nx * uz;
  const vz = nx * uy - ny * ux;
  for (let direction = 0; direction < KEPT; direction++) {
    // Off the axes, so that the corners of a squarely placed box do not tie.
    const angle = ((direction + 0.37) * 2 * Math.PI) / KEPT;
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const dx = c * ux + s * vx;
    const dy = c * uy + s * vy;
    const dz = c * uz + s * vz;
    let best = -1;
    let furthest = -Infinity;
    for (let k = 0; k < count; k++) {
      if (patchOf[k] !== patch) continue;
      const o = k * CONTACT_STRIDE;
      const reach = dx * data[o] + dy * data[o + 1] + dz * data[o + 2];
      if (reach > furthest) {
        furthest = reach;
        best = k;
      }
    }
    if (!hasPointNear(all, best, chosen, first)) chosen.push(best);
  }
  let smallestGap = Infinity;
  for (let i = first; i < chosen.length; i++) {
    smallestGap = Math.min(smallestGap, data[chosen[i] * CONTACT_STRIDE + 9]);
  }
  let deepest = -1;
  for (let k = 0; k < count; k++) {
    const gap = data[k * CONTACT_STRIDE + 9];
    if (patchOf[k] !== patch || gap >= smallestGap - CLEARLY_DEEPER) continue;
    smallestGap = gap + CLEARLY_DEEPER;
    deepest = k;
  }
  if (deepest >= 0) chosen.push(deepest);
}

function hasPointNear({ data }: ContactBuffer, k: number, chosen: readonly number[], first: number): boolean {
  const o = k * CONTACT_STRIDE;
  for (let i = first; i < chosen.length; i++) {
    const q = chosen[i] * CONTACT_STRIDE;
    const d = (data[o] - data[q]) ** 2 + (data[o + 1] - data[q + 1]) ** 2 + (data[o + 2] - data[q + 2]) ** 2;
    if (d < SAME_POINT * SAME_POINT) return true;
  }
  return false;
}
