import { Shape, Vec3 as CannonVec3, type Body, type Quaternion } from 'cannon-es';
import { createWorldHull, moveHull, type Hull, type WorldHull } from './hull.js';

/**
 * Contacts are found up to this gap, metres. Larger than what a pair may move before its contacts are searched again
 * (see `narrowphase.ts`), so that nothing closes in unseen.
 */
export const CONTACT_MARGIN = 0.001;

/**
 * All convex parts of one body as one cannon shape: cannon's loops over shapes and its boxes cost more than the
 * contacts themselves when a mug has 25 parts. Hulls are placed in the world when the contact search asks for them.
 */
export class Collider extends Shape {
  readonly hulls: readonly Hull[];
  private readonly placed: readonly WorldHull[];
  private readonly placedAt: Int32Array;
  /** Pose the hulls are placed by: position, quaternion, and its rotation matrix. */
  private readonly pose = new Float64Array(7).fill(NaN);
  private readonly rotation = new Float64Array(9);
  private poseNumber = 0;
  private readonly low: readonly [number, number, number];
  private readonly high: readonly [number, number, number];

  constructor(hulls: readonly Hull[]) {
    super({ type: Shape.types.COMPOUND });
    this.hulls = hulls;
    this.placed = hulls.map(createWorldHull);
    this.placedAt = new Int32Array(hulls.length);
    const low: [number, number, number] = [Infinity, Infinity, Infinity];
    const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
    for (const { points } of hulls) {
      for (let i = 0; i < points.length; i++) {
        low[i % 3] = Math.min(low[i % 3], points[i]);
        high[i % 3] = Math.max(high[i % 3], points[i]);
      }
    }
    this.low = low;
    this.high = high;
    this.updateBoundingSphereRadius();
  }

  /** Takes over the body's pose; call before `hullAt`. */
  follow(body: Body): void {
    const { position: p, quaternion: q } = body;
    const { pose } = this;
    if (
      pose[0] === p.x &&
      pose[1] === p.y &&
      pose[2] === p.z &&
      pose[3] === q.x &&
      pose[4] === q.y &&
      pose[5] === q.z &&
      pose[6] === q.w
    ) {
      return;
    }
    pose[0] = p.x;
    pose[1] = p.y;
    pose[2] = p.z;
    pose[3] = q.x;
    pose[4] = q.y;
    pose[5] = q.z;
    pose[6] = q.w;
    writeRotation(q, this.rotation);
    this.poseNumber++;
  }

  /** Part k in the world. */
  hullAt(k: number): WorldHull {
    const hull = this.placed[k];
    if (this.placedAt[k] !== this.poseNumber) {
      this.placedAt[k] = this.poseNumber;
      moveHull(hull, this.rotation, this.pose[0], this.pose[1], this.pose[2]);
    }
    return hull;
  }

  /** Whether the ball around part k comes within `margin` of a box (min xyz, max xyz). */
  partNearBox(k: number, box: Float64Array, margin: number): boolean {
    const { center, radius } = this.hulls[k];
    const r = this.rotation;
    const reach = radius + margin;
    for (let axis = 0; axis < 3; axis++) {
      const at = this.pose[axis] + r[3 * axis] * center[0] + r[3 * axis + 1] * center[1] + r[3 * axis + 2] * center[2];
      if (at - reach > box[axis + 3] || at + reach < box[axis]) return false;
    }
    return true;
  }

  override updateBoundingSphereRadius(): void {
    let largest = 0;
    for (const { points } of this.hulls ?? []) {
      for (let i = 0; i < points.length; i += 3)
        largest = Math.max(largest, Math.hypot(points[i], points[i + 1], points[i + 2]));
    }
    this.boundingSphereRadius = largest + CONTACT_MARGIN;
  }

  /** Box around the turned box of the parts, grown by the contact margin. */
  override calculateWorldAABB(position: CannonVec3, quaternion: Quaternion, min: CannonVec3, max: CannonVec3): void {
    writeRotation(quaternion, scratch);
    const { low, high } = this;
    const half: [number, number, number] = [0, 0, 0];
    const middle: [number, number, number] = [0, 0, 0];
    for (let row = 0; row < 3; row++) {
      for (let k = 0; k < 3; k++) {
        const m = scratch[3 * row + k];
        middle[row] += (m * (low[k] + high[k])) / 2;
        half[row] += (Math.abs(m) * (high[k] - low[k])) / 2;
      }
      half[row] += CONTACT_MARGIN;
    }
    min.set(position.x + middle[0] - half[0], position.y + middle[1] - half[1], position.z + middle[2] - half[2]);
    max.set(position.x + middle[0] + half[0], position.y + middle[1] + half[1], position.z + middle[2] + half[2]);
  }

  /** Bodies get their inertia from `mass-properties.ts`. */
  override calculateLocalInertia(): void {}

  override volume(): number {
    return 0;
  }
}

const scratch = new Float64Array(9);

function writeRotation(q: { x: number; y: number; z: number; w: number }, out: Float64Array): void {
  const { x, y, z, w } = q;
  out[0] = 1 - 2 * (y * y + z * z);
  out[1] = 2 * (x * y - z * w);
  out[2] = 2 * (x * z + y * w);
  out[3] = 2 * (x * y + z * w);
  out[4] = 1 - 2 * (x * x + z * z);
  out[5] = 2 * (y * z - x * w);
  out[6] = 2 * (x * z - y * w);
  out[7] = 2 * (y * z + x * w);
  out[8] = 1 - 2 * (x * x + y * y);
}
