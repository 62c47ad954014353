import { Body, ContactEquation, FrictionEquation, Solver, type Equation, type World } from 'cannon-es';

/** How the solver treats contacts. The defaults are measured: see the tests and `settle.ts`. */
export interface CoulombOptions {
  /** Gauss–Seidel sweeps at most. */
  readonly iterations: number;
  /** A sweep that changes all impulses together by less than this share of their sum is the last one. */
  readonly tolerance: number;
  /**
   * Contact stiffness is this × the reduced mass of the pair: a body sags into its support by g / omega2 however
   * heavy it is. s⁻².
   */
  readonly omega2: number;
  /** Steps over which an overlap is worked off (SPOOK relaxation). */
  readonly relaxation: number;
  /** Share of last step's impulses to start from. */
  readonly warmStart: number;
  /** A contact point is the same as last step's if it moved less than this on either body, metres. */
  readonly matchDistance: number;
  /** Overlaps are pushed apart no faster than this, m/s: deep ones must not explode. */
  readonly maxPushSpeed: number;
}

export const COULOMB_DEFAULTS: CoulombOptions = {
  iterations: 40,
  tolerance: 1e-5,
  omega2: 2e5,
  relaxation: 8,
  warmStart: 1,
  matchDistance: 0.005,
  maxPushSpeed: 0.6,
};

/** Friction of a body that names none. */
const DEFAULT_FRICTION = 0.5;

// Layout of one row in `rows`: Jacobian of both bodies, then inverse inertia times its rotational halves.
const LINEAR_I = 0;
const ANGULAR_I = 3;
const LINEAR_J = 6;
const ANGULAR_J = 9;
const TURN_I = 12;
const TURN_J = 15;
const ROW = 18;

// Layout of one remembered contact in `memory`: local point on each body, normal impulse, tangential impulse (world).
const MEMORY = 10;

/**
 * Gauss–Seidel solver for cannon-es with dry friction: the tangential impulse of a contact lies in the disc of radius
 * μ × its normal impulse, found again in every sweep. Stock cannon-es bounds it by μ·m·g without the time step, takes
 * no notice of the normal force and starts every step from zero, so stacks creep and fall.
 *
 * Contacts are soft (SPOOK: Lacoursière 2007) with stiffness per reduced mass while they overlap; across a gap they
 * only stop the bodies from closing more than the gap within one step. Friction of a pair is the geometric mean of
 * both bodies' `material.friction`; FrictionEquations made by cannon's own narrow phase are ignored. Other equations
 * (joints, motors) are solved in the same sweeps within their minForce and maxForce.
 *
 * Nothing is allocated per step once the arrays have grown.
 */
export class CoulombSolver extends Solver {
  /** Contacts of the last solve: contact k is `contacts[k]`. */
  readonly contacts: ContactEquation[] = [];
  /** Sweeps of the last solve. */
  sweeps = 0;

  private readonly options: CoulombOptions;
  private readonly joints: Equation[] = [];
  private rows = new Float64Array(0);
  private bias = new Float64Array(0);
  private softness = new Float64Array(0);
  private inverseMass = new Float64Array(0);
  private impulse = new Float64Array(0);
  private friction = new Float64Array(0);
  private bodyI = new Int32Array(0);
  private bodyJ = new Int32Array(0);
  /** [6 * bodies] change of velocity, then of angular velocity, made by the impulses so far. */
  private change = new Float64Array(0);
  private massInverse = new Float64Array(0);
  private memory = new Float64Array(0);
  private nextMemory = new Float64Array(0);
  private memoryPair = new Int32Array(0);
  private nextMemoryPair = new Int32Array(0);
  private memoryCount = 0;
  private memoryUsed = new Uint8Array(0);
  /** [bodies²] where a pair's contacts begin in `memory`, −1 for none. */
  private pairStart = new Int32Array(0);

  constructor(options: Partial<CoulombOptions> = {}) {
    super();
    this.options = { ...COULOMB_DEFAULTS, ...options };
  }

  /**
   * Impulse of contact k on its body j, newton seconds, world; body i got the opposite.
   *
   * @param out [3] filled and returned
   */
  contactImpulse(k: number, out: Float64Array): Float64Array {
    const at = 3 * k;
    const { rows, impulse } = this;
    for (let axis = 0; axis < 3; axis++) {
      out[axis] =
        impulse[at] * rows[at * ROW + LINEAR_J + axis] +
        impulse[at + 1] * rows[(at + 1) * ROW + LINEAR_J + axis] +
        impulse[at + 2] * rows[(at + 2) * ROW + LINEAR_J + axis];
    }
    return out;
  }

  /** Normal impulse of contact k, newton seconds, ≥ 0. */
  normalImpulse(k: number): number {
    return this.impulse[3 * k];
  }

  override solve(dt: number, world: World): number {
    this.sortEquations();
    const contactRows = 3 * this.contacts.length;
    const rowCount = contactRows + this.joints.length;
    this.grow(rowCount, world.bodies.length);
    this.readBodies(world.bodies);
    if (rowCount > 0) {
      this.buildContactRows(dt);
      this.buildJointRows(dt, contactRows);
      this.startWarm(world.bodies.length);
      this.sweep(contactRows, rowCount);
      this.writeBack(world.bodies, dt, contactRows, rowCount);
    }
    this.remember();
    return this.sweeps;
  }

  private sortEquations(): void {
    const { contacts, joints } = this;
    contacts.length = 0;
    joints.length = 0;
    this.sweeps = 0;
    for (const equation of this.equations) {
      // cannon's point-to-point joint is made of ContactEquations that may also pull.
      if (equation instanceof ContactEquation && equation.minForce === 0) contacts.push(equation);
      else if (!(equation instanceof FrictionEquation)) joints.push(equation);
    }
  }

  private grow(rowCount: number, bodyCount: number): void {
    if (this.bias.length < rowCount) {
      const size = Math.max(96, 2 * rowCount);
      this.rows = new Float64Array(size * ROW);
      this.bias = new Float64Array(size);
      this.softness = new Float64Array(size);
      this.inverseMass = new Float64Array(size);
      this.impulse = new Float64Array(size);
      this.friction = new Float64Array(size);
      this.bodyI = new Int32Array(size);
      this.bodyJ = new Int32Array(size);
      this.nextMemory = new Float64Array(size * MEMORY);
      this.nextMemoryPair = new Int32Array(size);
      const memory = new Float64Array(size * MEMORY);
      memory.set(this.memory);
      this.memory = memory;
      const memoryPair = new Int32Array(size);
      memoryPair.set(this.memoryPair);
      this.memoryPair = memoryPair;
      this.memoryUsed = new Uint8Array(size);
    }
    if (this.massInverse.length !== bodyCount) {
      this.massInverse = new Float64Array(bodyCount);
      this.change = new Float64Array(6 * bodyCount);
      this.pairStart = new Int32Array(bodyCount * bodyCount).fill(-1);
      this.memoryCount = 0;
    }
  }

  private readBodies(bodies: readonly Body[]): void {
    this.change.fill(0);
    for (let i = 0; i < bodies.length; i++) {
      bodies[i].updateSolveMassProperties();
      this.massInverse[i] = bodies[i].invMassSolve;
    }
  }

  private buildContactRows(dt: number): void {
    const { contacts, options } = this;
    const { relaxation, omega2, maxPushSpeed } = options;
    const softA = 4 / (dt * (1 + 4 * relaxation));
    const softB = (4 * relaxation) / (1 + 4 * relaxation);
    const softEpsilon = 4 / (dt * dt * omega2 * (1 + 4 * relaxation));
    for (let k = 0; k < contacts.length; k++) {
      const { bi, bj, ni, ri, rj } = contacts[k];
      const row = 3 * k;
      const { x: nx, y: ny, z: nz } = ni;
      // Two tangents, any pair at right angles to the normal and to each other.
      let tx = 0;
      let ty = 0;
      let tz = 0;
      if (Math.abs(nz) < 0.9) {
        const l = 1 / Math.sqrt(nx * nx + ny * ny);
        tx = ny * l;
        ty = -nx * l;
      } else {
        const l = 1 / Math.sqrt(ny * ny + nz * nz);
        ty = nz * l;
        tz = -ny * l;
      }
      this.bodyI[row] = this.bodyI[row + 1] = this.bodyI[row + 2] = bi.index;
      this.bodyJ[row] = this.bodyJ[row + 1] = this.bodyJ[row + 2] = bj.index;
      this.buildRow(row, contacts[k], nx, ny, nz);
      this.buildRow(row + 1, contacts[k], tx, ty, tz);
      this.buildRow(row + 2, contacts[k], ny * tz - nz * ty, nz * tx - nx * tz, nx * ty - ny * tx);

      const gap =
        nx * (bj.position.x + rj.x - bi.position.x - ri.x) +
        ny * (bj.position.y + rj.y - bi.position.y - ri.y) +
        nz * (bj.position.z + rj.z - bi.position.z - ri.z);
      const mobility = bi.invMass + bj.invMass;
      let b = 1;
      let push = -gap / dt;
      let epsilon = 0;
      if (gap <= 0) {
        b = softB;
        push = Math.min(-gap * softA, maxPushSpeed);
        epsilon = softEpsilon * mobility;
      }
      const own = this.ownMobility(row);
      this.bias[row] = push - b * this.rowVelocity(row, bi, bj) - dt * this.rowAcceleration(row, bi, bj);
      this.softness[row] = epsilon;
      this.inverseMass[row] = own + epsilon > 0 ? 1 / (own + epsilon) : 0;
      for (let r = row + 1; r < row + 3; r++) {
        const mobilityOfRow = this.ownMobility(r);
        this.bias[r] = -this.rowVelocity(r, bi, bj) - dt * this.rowAcceleration(r, bi, bj);
        this.softness[r] = 0;
        this.inverseMass[r] = mobilityOfRow > 0 ? 1 / mobilityOfRow : 0;
      }
      this.friction[k] = Math.sqrt(frictionOf(bi) * frictionOf(bj));
    }
  }

  /** Row that measures how fast body j's contact point leaves body i's along the direction d. */
  private buildRow(row: number, contact: ContactEquation, dx: number, dy: number, dz: number): void {
    const { bi, bj, ri, rj } = contact;
    const { rows } = this;
    const o = row * ROW;
    rows[o + LINEAR_I] = -dx;
    rows[o + LINEAR_I + 1] = -dy;
    rows[o + LINEAR_I + 2] = -dz;
    rows[o + ANGULAR_I] = -(ri.y * dz - ri.z * dy);
    rows[o + ANGULAR_I + 1] = -(ri.z * dx - ri.x * dz);
    rows[o + ANGULAR_I + 2] = -(ri.x * dy - ri.y * dx);
    rows[o + LINEAR_J] = dx;
    rows[o + LINEAR_J + 1] = dy;
    rows[o + LINEAR_J + 2] = dz;
    rows[o + ANGULAR_J] = rj.y * dz - rj.z * dy;
    rows[o + ANGULAR_J + 1] = rj.z * dx - rj.x * dz;
    rows[o + ANGULAR_J + 2] = rj.x * dy - rj.y * dx;
    this.turn(o + ANGULAR_I, o + TURN_I, bi);
    this.turn(o + ANGULAR_J, o + TURN_J, bj);
  }

  private turn(from: number, to: number, body: Body): void {
    const { rows } = this;
    const e = body.invInertiaWorldSolve.elements;
    const x = rows[from];
    const y = rows[from + 1];
    const z = rows[from + 2];
    rows[to] = e[0] * x + e[1] * y + e[2] * z;
    rows[to + 1] = e[3] * x + e[4] * y + e[5] * z;
    rows[to + 2] = e[6] * x + e[7] * y + e[8] * z;
  }

  private buildJointRows(dt: number, firstRow: number): void {
    const { joints } = this;
    for (let k = 0; k < joints.length; k++) {
      const joint = joints[k];
      const row = firstRow + k;
      const o = row * ROW;
      // The declared signature is (a, b, h) but every subclass takes the time step alone.
      this.bias[row] = (joint as unknown as { computeB(h: number): number }).computeB(dt);
      this.copyJacobian(joint.jacobianElementA, o + LINEAR_I);
      this.copyJacobian(joint.jacobianElementB, o + LINEAR_J);
      this.bodyI[row] = joint.bi.index;
      this.bodyJ[row] = joint.bj.index;
      this.turn(o + ANGULAR_I, o + TURN_I, joint.bi);
      this.turn(o + ANGULAR_J, o + TURN_J, joint.bj);
      this.softness[row] = joint.eps;
      const mobility = this.ownMobility(row) + joint.eps;
      this.inverseMass[row] = mobility > 0 ? 1 / mobility : 0;
      this.impulse[row] = 0;
    }
  }

  private copyJacobian({ spatial, rotational }: Equation['jacobianElementA'], to: number): void {
    const { rows } = this;
    rows[to] = spatial.x;
    rows[to + 1] = spatial.y;
    rows[to + 2] = spatial.z;
    rows[to + 3] = rotational.x;
    rows[to + 4] = rotational.y;
    rows[to + 5] = rotational.z;
  }

  /** G M⁻¹ Gᵀ of one row. */
  private ownMobility(row: number): number {
    const { rows } = this;
    const o = row * ROW;
    const mi = this.massInverse[this.bodyI[row]];
    const mj = this.massInverse[this.bodyJ[row]];
    let sum = 0;
    for (let axis = 0; axis < 3; axis++) {
      sum +=
        mi * rows[o + LINEAR_I + axis] ** 2 +
        mj * rows[o + LINEAR_J + axis] ** 2 +
        rows[o + ANGULAR_I + axis] * rows[o + TURN_I + axis] +
        rows[o + ANGULAR_J + axis] * rows[o + TURN_J + axis];
    }
    return sum;
  }

  private rowVelocity(row: number, bi: Body, bj: Body): number {
    const { rows } = this;
    const o = row * ROW;
    const { velocity: vi, angularVelocity: wi } = bi;
    const { velocity: vj, angularVelocity: wj } = bj;
    return (
      rows[o] * vi.x +
      rows[o + 1] * vi.y +
      rows[o + 2] * vi.z +
      rows[o + 3] * wi.x +
      rows[o + 4] * wi.y +
      rows[o + 5] * wi.z +
      rows[o + 6] * vj.x +
      rows[o + 7] * vj.y +
      rows[o + 8] * vj.z +
      rows[o + 9] * wj.x +
      rows[o + 10] * wj.y +
      rows[o + 11] * wj.z
    );
  }

  /** How the outside forces (gravity, motors) would accelerate the row. */
  private rowAcceleration(row: number, bi: Body, bj: Body): number {
    const { rows } = this;
    const o = row * ROW;
    const { force: fi, torque: ti, invMassSolve: mi } = bi;
    const { force: fj, torque: tj, invMassSolve: mj } = bj;
    return (
      mi * (rows[o] * fi.x + rows[o + 1] * fi.y + rows[o + 2] * fi.z) +
      mj * (rows[o + 6] * fj.x + rows[o + 7] * fj.y + rows[o + 8] * fj.z) +
      rows[o + TURN_I] * ti.x +
      rows[o + TURN_I + 1] * ti.y +
      rows[o + TURN_I + 2] * ti.z +
      rows[o + TURN_J] * tj.x +
      rows[o + TURN_J + 1] * tj.y +
      rows[o + TURN_J + 2] * tj.z
    );
  }

  /** Starts every contact from the impulse that the same point had last step. */
  private startWarm(bodyCount: number): void {
    const { contacts, memory, memoryPair, memoryUsed, rows, impulse, options } = this;
    const { warmStart } = options;
    const limit = options.matchDistance * options.matchDistance;
    memoryUsed.fill(0, 0, this.memoryCount);
    for (let k = 0; k < contacts.length; k++) {
      const row = 3 * k;
      const o = MEMORY * k;
      impulse[row] = impulse[row + 1] = impulse[row + 2] = 0;
      this.writeLocalPoints(contacts[k], this.nextMemory, o);
      const pair = this.bodyI[row] * bodyCount + this.bodyJ[row];
      this.nextMemoryPair[k] = pair;
      let best = -1;
      let bestDistance = limit;
      const first = this.pairStart[pair];
      for (let m = first; m >= 0 && m < this.memoryCount && memoryPair[m] === pair; m++) {
        if (memoryUsed[m] === 1) continue;
        const d = Math.min(
          squaredDistance(memory, MEMORY * m, this.nextMemory, o),
          squaredDistance(memory, MEMORY * m + 3, this.nextMemory, o + 3),
        );
        if (d < bestDistance) {
          bestDistance = d;
          best = m;
        }
      }
      if (best < 0) continue;
      memoryUsed[best] = 1;
      const from = MEMORY * best;
      impulse[row] = warmStart * memory[from + 6];
      for (let r = row + 1; r < row + 3; r++) {
        const d = r * ROW + LINEAR_J;
        impulse[r] =
          warmStart * (memory[from + 7] * rows[d] + memory[from + 8] * rows[d + 1] + memory[from + 9] * rows[d + 2]);
      }
      for (let r = row; r < row + 3; r++) this.apply(r, impulse[r]);
    }
  }

  private sweep(contactRows: number, rowCount: number): void {
    const { impulse, bias, softness, inverseMass, friction, joints, options } = this;
    for (let sweep = 1; sweep <= options.iterations; sweep++) {
      let moved = 0;
      let total = 0;
      for (let row = contactRows; row < rowCount; row++) {
        const joint = joints[row - contactRows];
        const old = impulse[row];
        const wanted = old + inverseMass[row] * (bias[row] - this.changeAlong(row) - softness[row] * old);
        const value = Math.min(joint.maxForce, Math.max(joint.minForce, wanted));
        impulse[row] = value;
        if (value !== old) this.apply(row, value - old);
        moved += Math.abs(value - old);
        total += Math.abs(value);
      }
      for (let row = 0, k = 0; row < contactRows; row += 3, k++) {
        const old = impulse[row];
        let value = old + inverseMass[row] * (bias[row] - this.changeAlong(row) - softness[row] * old);
        if (value < 0) value = 0;
        if (value !== old) {
          impulse[row] = value;
          this.apply(row, value - old);
          moved += Math.abs(value - old);
        }
        total += value;
        const oldA = impulse[row + 1];
        const oldB = impulse[row + 2];
        const radius = friction[k] * value;
        let a = 0;
        let b = 0;
        if (radius > 0) {
          a = oldA + inverseMass[row + 1] * (bias[row + 1] - this.changeAlong(row + 1));
          b = oldB + inverseMass[row + 2] * (bias[row + 2] - this.changeAlong(row + 2));
          const length = Math.sqrt(a * a + b * b);
          if (length > radius) {
            a *= radius / length;
            b *= radius / length;
          }
        }
        if (a !== oldA) {
          impulse[row + 1] = a;
          this.apply(row + 1, a - oldA);
        }
        if (b !== oldB) {
          impulse[row + 2] = b;
          this.apply(row + 2, b - oldB);
        }
        moved += Math.abs(a - oldA) + Math.abs(b - oldB);
      }
      this.sweeps = sweep;
      if (moved <= options.tolerance * total) break;
    }
  }

  /** What the impulses so far change along a row: G Δv. */
  private changeAlong(row: number): number {
    const { rows, change } = this;
    const o = row * ROW;
    const i = 6 * this.bodyI[row];
    const j = 6 * this.bodyJ[row];
    return (
      rows[o] * change[i] +
      rows[o + 1] * change[i + 1] +
      rows[o + 2] * change[i + 2] +
      rows[o + 3] * change[i + 3] +
      rows[o + 4] * change[i + 4] +
      rows[o + 5] * change[i + 5] +
      rows[o + 6] * change[j] +
      rows[o + 7] * change[j + 1] +
      rows[o + 8] * change[j + 2] +
      rows[o + 9] * change[j + 3] +
      rows[o + 10] * change[j + 4] +
      rows[o + 11] * change[j + 5]
    );
  }

  /** Adds `value` newton seconds along a row: Δv += M⁻¹ Gᵀ value. */
  private apply(row: number, value: number): void {
    const { rows, change } = this;
    const o = row * ROW;
    const i = this.bodyI[row];
    const j = this.bodyJ[row];
    const mi = value * this.massInverse[i];
    const mj = value * this.massInverse[j];
    const ci = 6 * i;
    const cj = 6 * j;
    change[ci] += mi * rows[o];
    change[ci + 1] += mi * rows[o + 1];
    change[ci + 2] += mi * rows[o + 2];
    change[ci + 3] += value * rows[o + 12];
    change[ci + 4] += value * rows[o + 13];
    change[ci + 5] += value * rows[o + 14];
    change[cj] += mj * rows[o + 6];
    change[cj + 1] += mj * rows[o + 7];
    change[cj + 2] += mj * rows[o + 8];
    change[cj + 3] += value * rows[o + 15];
    change[cj + 4] += value * rows[o + 16];
    change[cj + 5] += value * rows[o + 17];
  }

  private writeBack(bodies: readonly Body[], dt: number, contactRows: number, rowCount: number): void {
    const { change, impulse, contacts, joints } = this;
    for (let i = 0; i < bodies.length; i++) {
      const { velocity, angularVelocity } = bodies[i];
      const c = 6 * i;
      velocity.x += change[c];
      velocity.y += change[c + 1];
      velocity.z += change[c + 2];
      angularVelocity.x += change[c + 3];
      angularVelocity.y += change[c + 4];
      angularVelocity.z += change[c + 5];
    }
    for (let k = 0; k < contacts.length; k++) contacts[k].multiplier = impulse[3 * k] / dt;
    for (let row = contactRows; row < rowCount; row++) joints[row - contactRows].multiplier = impulse[row] / dt;
  }

  /** Keeps this step's impulses, found again by pair and local point. */
  private remember(): void {
    const { contacts, impulse, rows, pairStart } = this;
    for (let m = 0; m < this.memoryCount; m++) pairStart[this.memoryPair[m]] = -1;
    [this.memory, this.nextMemory] = [this.nextMemory, this.memory];
    [this.memoryPair, this.nextMemoryPair] = [this.nextMemoryPair, this.memoryPair];
    this.memoryCount = contacts.length;
    for (let k = 0; k < contacts.length; k++) {
      const row = 3 * k;
      const o = MEMORY * k;
      this.memory[o + 6] = impulse[row];
      for (let axis = 0; axis < 3; axis++) {
        this.memory[o + 7 + axis] =
          impulse[row + 1] * rows[(row + 1) * ROW + LINEAR_J + axis] +
          impulse[row + 2] * rows[(row + 2) * ROW + LINEAR_J + axis];
      }
      const pair = this.memoryPair[k];
      if (pairStart[pair] < 0) pairStart[pair] = k;
    }
  }

  private writeLocalPoints(contact: ContactEquation, out: Float64Array, at: number): void {
    writeLocal(contact.bi, contact.ri, out, at);
    writeLocal(contact.bj, contact.rj, out, at + 3);
  }
}

function frictionOf(body: Body): number {
  const friction = body.material?.friction ?? -1;
  return friction >= 0 ? friction : DEFAULT_FRICTION;
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
