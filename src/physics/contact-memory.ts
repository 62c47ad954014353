import type { Body, ContactEquation } from 'cannon-es';

/** Layout of one contact: local point on each body, normal impulse, tangential impulse (world). */
const STRIDE = 10;

/**
 * Contact impulses of the last step, found again by pair of bodies and place: solvers that start from them hold a
 * stack with a few sweeps. Expects the contacts of a pair to follow one another, as narrow phases give them.
 */
export class ContactMemory {
  private last = new Float64Array(0);
  private lastPair = new Int32Array(0);
  private lastCount = 0;
  private taken = new Uint8Array(0);
  private next = new Float64Array(0);
  private nextPair = new Int32Array(0);
  private nextCount = 0;
  /** [bodies²] where a pair's contacts begin in `last`, −1 for none. */
  private pairStart = new Int32Array(0);
  private bodies = 0;

  /** @param matchDistance a point is the same if it moved less than this on either body, metres */
  constructor(private readonly matchDistance: number) {}

  /** Starts a step with `count` contacts among `bodies` bodies. What `store` kept last step can now be found. */
  begin(count: number, bodies: number): void {
    if (this.bodies !== bodies) {
      this.bodies = bodies;
      this.pairStart = new Int32Array(bodies * bodies).fill(-1);
      this.lastCount = this.nextCount = 0;
    }
    for (let m = 0; m < this.lastCount; m++) this.pairStart[this.lastPair[m]] = -1;
    [this.last, this.next] = [this.next, this.last];
    [this.lastPair, this.nextPair] = [this.nextPair, this.lastPair];
    this.lastCount = this.nextCount;
    for (let m = this.lastCount - 1; m >= 0; m--) this.pairStart[this.lastPair[m]] = m;
    this.nextCount = count;
    if (this.nextPair.length < count) {
      this.next = new Float64Array(2 * count * STRIDE);
      this.nextPair = new Int32Array(2 * count);
    }
    if (this.taken.length < this.lastCount) this.taken = new Uint8Array(2 * this.lastCount);
    this.taken.fill(0, 0, this.lastCount);
  }

  /**
   * Finds contact k of this step among last step's.
   *
   * @param out [4] its normal impulse and tangential impulse (world), when found
   * @returns whether it was there
   */
  recall(k: number, contact: ContactEquation, out: Float64Array): boolean {
    const { last, lastPair, taken, next } = this;
    const pair = contact.bi.index * this.bodies + contact.bj.index;
    const o = STRIDE * k;
    this.nextPair[k] = pair;
    writeLocal(contact.bi, contact.ri, next, o);
    writeLocal(contact.bj, contact.rj, next, o + 3);
    let best = -1;
    let bestDistance = this.matchDistance * this.matchDistance;
    const first = this.pairStart[pair];
    for (let m = first; m >= 0 && m < this.lastCount && lastPair[m] === pair; m++) {
      if (taken[m] === 1) continue;
      const d = Math.min(
        squaredDistance(last, STRIDE * m, next, o),
        squaredDistance(last, STRIDE * m + 3, next, o + 3),
      );
      if (d < bestDistance) {
        bestDistance = d;
        best = m;
      }
    }
    if (best < 0) return false;
    taken[best] = 1;
    for (let c = 0; c < 4; c++) out[c] = last[STRIDE * best + 6 + c];
    return true;
  }

  /** Keeps contact k's impulses for the next step: normal, then tangential in world axes. */
  store(k: number, normal: number, x: number, y: number, z: number): void {
    const o = STRIDE * k + 6;
    this.next[o] = normal;
    this.next[o + 1] = x;
    this.next[o + 2] = y;
    this.next[o + 3] = z;
  }
}

/** v turned by the inverse of the body's quaternion, into out[at … at + 2]. */
function writeLocal(body: Body, v: { x: number; y: number; z: number }, out: Float64Array, at: number): void {
  const { x, y, z, w } = body.quaternion;
  const tx = 2 * (z * v.y - y * v.z);
  const ty = 2 * (x * v.z - z * v.x);
  const tz = 2 * (y * v.x - x * v.y);
  out[at] = v.x + w * tx + (z * ty - y * tz);
  out[at + 1] = v.y + w * ty + (x * tz - z * tx);
  out[at + 2] = v.z + w * tz + (y * tx - x * ty);
}

function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  return (a[i] - b[j]) ** 2 + (a[i + 1] - b[j + 1]) ** 2 + (a[i + 2] - b[j + 2]) ** 2;
}
