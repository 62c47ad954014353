import { Body, ContactEquation, Narrowphase, type FrictionEquation, type World } from 'cannon-es';
import { Collider, CONTACT_MARGIN } from './collider.js';
import { collideHulls, CONTACT_STRIDE, type ContactBuffer } from './hull-contact.js';
import { reduceContacts } from './reduce-contacts.js';

/**
 * Two bodies' contacts are searched again when one moved this far against the other, metres (turning counts at the
 * smaller one's rim). Until then the found points move with their bodies, which is all that happens at rest.
 */
const SEARCH_AGAIN = 1e-4;

/** Contacts of one pair of bodies as last searched; points and normals in body frames. */
interface Manifold {
  /** Pose of the smaller body in the larger one's frame when searched: position, quaternion. */
  readonly pose: Float64Array;
  /** [9 per point] on i in i's frame, on j in j's frame, normal from i to j in j's frame. */
  local: Float64Array;
  count: number;
  readonly equations: ContactEquation[];
}

/**
 * Contacts between bodies whose one shape is a `Collider`; bodies without shapes have none. Takes the place of
 * cannon's own narrow phase, which tests all faces and edges of all parts each step, allocates as it does, and gives
 * no contact before there is an overlap. Friction is left to the solver.
 */
export class ColliderNarrowphase extends Narrowphase {
  private readonly manifolds = new Map<number, Manifold>();
  private readonly found: ContactBuffer = { data: new Float64Array(256 * CONTACT_STRIDE), count: 0 };
  private readonly chosen: number[] = [];
  private readonly partsI: number[] = [];
  private readonly partsJ: number[] = [];
  /** Searches since the start, for measuring. */
  searches = 0;

  override getContacts(
    bodiesI: Body[],
    bodiesJ: Body[],
    _world: World,
    result: ContactEquation[],
    oldContacts: ContactEquation[],
    _frictionResult: FrictionEquation[],
    _frictionPool: FrictionEquation[],
  ): void {
    // Contact equations stay with their manifold; cannon's shared pool of used ones would only grow.
    oldContacts.length = 0;
    for (let k = 0; k < bodiesI.length; k++) {
      const bi = bodiesI[k];
      const bj = bodiesJ[k];
      if (bi.shapes.length === 0 || bj.shapes.length === 0) continue;
      const manifold = this.manifoldOf(bi, bj);
      if (hasMoved(bi, bj, manifold.pose)) this.search(bi, bj, manifold);
      for (let c = 0; c < manifold.count; c++) {
        placeContact(manifold.equations[c], manifold.local, 9 * c);
        result.push(manifold.equations[c]);
      }
    }
  }

  private manifoldOf(bi: Body, bj: Body): Manifold {
    const key = bi.index * 65536 + bj.index;
    let manifold = this.manifolds.get(key);
    if (manifold === undefined) {
      manifold = { pose: new Float64Array(7).fill(NaN), local: new Float64Array(72), count: 0, equations: [] };
      this.manifolds.set(key, manifold);
    }
    return manifold;
  }

  private search(bi: Body, bj: Body, manifold: Manifold): void {
    const ci = colliderOf(bi);
    const cj = colliderOf(bj);
    const { found, chosen, partsI, partsJ } = this;
    this.searches++;
    ci.follow(bi);
    cj.follow(bj);
    found.count = 0;
    partsNear(ci, boxOf(bj), partsI);
    partsNear(cj, boxOf(bi), partsJ);
    for (const i of partsI) {
      const a = ci.hullAt(i);
      for (const j of partsJ) {
        if (!cj.partNearBox(j, a.box, CONTACT_MARGIN)) continue;
        const b = cj.hullAt(j);
        if (boxesApart(a.box, b.box)) continue;
        collideHulls(a, b, CONTACT_MARGIN, found);
      }
    }
    reduceContacts(found, chosen);
    writePose(bi, bj, manifold.pose);
    manifold.count = chosen.length;
    if (manifold.local.length < 9 * chosen.length) manifold.local = new Float64Array(18 * chosen.length);
    for (let c = 0; c < chosen.length; c++) {
      const o = chosen[c] * CONTACT_STRIDE;
      const { data } = found;
      writePointIn(bi, data, o, manifold.local, 9 * c);
      writePointIn(bj, data, o + 3, manifold.local, 9 * c + 3);
      writeDirectionIn(bj, data, o + 6, manifold.local, 9 * c + 6);
      if (c === manifold.equations.length) {
        const equation = new ContactEquation(bi, bj);
        equation.si = ci;
        equation.sj = cj;
        manifold.equations.push(equation);
      }
    }
  }
}

function colliderOf(body: Body): Collider {
  const shape = body.shapes[0];
  if (body.shapes.length === 1 && shape instanceof Collider) return shape;
  throw new TypeError('Bodies in this world need exactly one shape, a Collider.');
}

const bodyBox = new Float64Array(6);

function boxOf(body: Body): Float64Array {
  if (body.aabbNeedsUpdate) body.updateAABB();
  const { lowerBound: low, upperBound: high } = body.aabb;
  bodyBox[0] = low.x;
  bodyBox[1] = low.y;
  bodyBox[2] = low.z;
  bodyBox[3] = high.x;
  bodyBox[4] = high.y;
  bodyBox[5] = high.z;
  return bodyBox;
}

function partsNear(collider: Collider, box: Float64Array, out: number[]): void {
  out.length = 0;
  for (let k = 0; k < collider.hulls.length; k++) {
    if (collider.partNearBox(k, box, 0) && !boxesApart(collider.hullAt(k).box, box)) out.push(k);
  }
}

function boxesApart(a: Float64Array, b: Float64Array): boolean {
  const m = CONTACT_MARGIN;
  return a[0] > b[3] + m || b[0] > a[3] + m || a[1] > b[4] + m || b[1] > a[4] + m || a[2] > b[5] + m || b[2] > a[5] + m;
}

const poseNow = new Float64Array(7);

/** Pose of the smaller body in the larger one's frame: contacts lie within the smaller one's reach. */
function writePose(bi: Body, bj: Body, out: Float64Array): void {
  const [small, large] = bi.boundingRadius <= bj.boundingRadius ? [bi, bj] : [bj, bi];
  const p = small.position;
  const o = large.position;
  writeTurnedBack(large.quaternion, p.x - o.x, p.y - o.y, p.z - o.z, out, 0);
  const { x: ax, y: ay, z: az, w: aw } = large.quaternion;
  const { x: bx, y: by, z: bz, w: bw } = small.quaternion;
  out[3] = aw * bx - ax * bw - ay * bz + az * by;
  out[4] = aw * by + ax * bz - ay * bw - az * bx;
  out[5] = aw * bz - ax * by + ay * bx - az * bw;
  out[6] = aw * bw + ax * bx + ay * by + az * bz;
}

function hasMoved(bi: Body, bj: Body, pose: Float64Array): boolean {
  if (Number.isNaN(pose[0])) return true;
  writePose(bi, bj, poseNow);
  const shift = Math.sqrt((poseNow[0] - pose[0]) ** 2 + (poseNow[1] - pose[1]) ** 2 + (poseNow[2] - pose[2]) ** 2);
  // |q − q'| is half the angle between two near quaternions.
  const turn =
    2 *
    Math.sqrt(
      (poseNow[3] - pose[3]) ** 2 +
        (poseNow[4] - pose[4]) ** 2 +
        (poseNow[5] - pose[5]) ** 2 +
        (poseNow[6] - pose[6]) ** 2,
    );
  return shift + turn * Math.min(bi.boundingRadius, bj.boundingRadius) > SEARCH_AGAIN;
}

/** Writes a kept contact into cannon's equation: arms from the centres and the normal, in world axes. */
function placeContact(equation: ContactEquation, local: Float64Array, at: number): void {
  const { bi, bj, ri, rj, ni } = equation;
  turn(bi.quaternion, local, at, ri);
  turn(bj.quaternion, local, at + 3, rj);
  turn(bj.quaternion, local, at + 6, ni);
}

interface Xyz {
  x: number;
  y: number;
  z: number;
}
interface Xyzw extends Xyz {
  w: number;
}

function turn(q: Xyzw, v: Float64Array, at: number, out: Xyz): void {
  const { x, y, z, w } = q;
  const vx = v[at];
  const vy = v[at + 1];
  const vz = v[at + 2];
  const tx = 2 * (y * vz - z * vy);
  const ty = 2 * (z * vx - x * vz);
  const tz = 2 * (x * vy - y * vx);
  out.x = vx + w * tx + y * tz - z * ty;
  out.y = vy + w * ty + z * tx - x * tz;
  out.z = vz + w * tz + x * ty - y * tx;
}

function writeTurnedBack(q: Xyzw, vx: number, vy: number, vz: number, out: Float64Array, at: number): void {
  const { x, y, z, w } = q;
  const tx = 2 * (z * vy - y * vz);
  const ty = 2 * (x * vz - z * vx);
  const tz = 2 * (y * vx - x * vy);
  out[at] = vx + w * tx + z * ty - y * tz;
  out[at + 1] = vy + w * ty + x * tz - z * tx;
  out[at + 2] = vz + w * tz + y * tx - x * ty;
}

function writePointIn(body: Body, p: Float64Array, from: number, out: Float64Array, at: number): void {
  const { x, y, z } = body.position;
  writeTurnedBack(body.quaternion, p[from] - x, p[from + 1] - y, p[from + 2] - z, out, at);
}

function writeDirectionIn(body: Body, d: Float64Array, from: number, out: Float64Array, at: number): void {
  writeTurnedBack(body.quaternion, d[from], d[from + 1], d[from + 2], out, at);
}
