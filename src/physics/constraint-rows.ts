import type { Body, ContactEquation, Equation } from 'cannon-es';

// Layout of one row in `rows`: Jacobian of both bodies, then inverse inertia times its rotational halves.
const LINEAR_I = 0;
const ANGULAR_I = 3;
const LINEAR_J = 6;
const ANGULAR_J = 9;
const TURN_I = 12;
const TURN_J = 15;
const ROW = 18;

/**
 * Constraint rows of one step in flat arrays. A row measures one relative speed of two bodies, G v, and its impulse λ
 * changes it: (G M⁻¹ Gᵀ + softness) λ = bias. Arrays only ever grow.
 */
export class ConstraintRows {
  bias = new Float64Array(0);
  softness = new Float64Array(0);
  /** 1 / (G M⁻¹ Gᵀ + softness), 0 for a row between bodies that cannot move. */
  inverseMass = new Float64Array(0);
  /** Newton seconds (newton metre seconds for rotational rows). */
  impulse = new Float64Array(0);
  /** Indices of the bodies in the world. */
  bodyI = new Int32Array(0);
  bodyJ = new Int32Array(0);
  private rows = new Float64Array(0);
  private massInverse = new Float64Array(0);
  /** [6 * bodies] change of velocity, then of angular velocity, that the impulses so far made. */
  private change = new Float64Array(0);

  /** Makes room for `count` rows and takes the bodies' inverse masses (0 asleep). */
  begin(count: number, bodies: readonly Body[]): void {
    if (this.bias.length < count) {
      const size = Math.max(96, 2 * count);
      this.rows = new Float64Array(size * ROW);
      this.bias = new Float64Array(size);
      this.softness = new Float64Array(size);
      this.inverseMass = new Float64Array(size);
      this.impulse = new Float64Array(size);
      this.bodyI = new Int32Array(size);
      this.bodyJ = new Int32Array(size);
    }
    if (this.massInverse.length !== bodies.length) {
      this.massInverse = new Float64Array(bodies.length);
      this.change = new Float64Array(6 * bodies.length);
    }
    this.change.fill(0);
    this.impulse.fill(0, 0, count);
    for (let i = 0; i < bodies.length; i++) {
      bodies[i].updateSolveMassProperties();
      this.massInverse[i] = bodies[i].invMassSolve;
    }
  }

  /** Row of how fast body j's contact point leaves body i's along the unit direction d. */
  setContactRow(row: number, contact: ContactEquation, dx: number, dy: number, dz: number): void {
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
    this.connect(row, bi, bj);
  }

  /** Row of how fast body j turns against body i about the unit direction d. */
  setTurnRow(row: number, { bi, bj }: ContactEquation, dx: number, dy: number, dz: number): void {
    const { rows } = this;
    const o = row * ROW;
    rows.fill(0, o, o + ROW);
    rows[o + ANGULAR_I] = -dx;
    rows[o + ANGULAR_I + 1] = -dy;
    rows[o + ANGULAR_I + 2] = -dz;
    rows[o + ANGULAR_J] = dx;
    rows[o + ANGULAR_J + 1] = dy;
    rows[o + ANGULAR_J + 2] = dz;
    this.connect(row, bi, bj);
  }

  /** Row of a joint as cannon-es computed it. */
  setJointRow(row: number, joint: Equation, dt: number): void {
    // The declared signature is (a, b, h) but every subclass takes the time step alone. It fills the Jacobians too.
    this.bias[row] = (joint as unknown as { computeB(h: number): number }).computeB(dt);
    this.copyJacobian(joint.jacobianElementA, row * ROW + LINEAR_I);
    this.copyJacobian(joint.jacobianElementB, row * ROW + LINEAR_J);
    this.connect(row, joint.bi, joint.bj);
    this.soften(row, joint.eps);
  }

  /** Sets a row's softness, and with it the inverse of its effective mass. */
  soften(row: number, softness: number): void {
    const mobility = this.mobility(row) + softness;
    this.softness[row] = softness;
    this.inverseMass[row] = mobility > 0 ? 1 / mobility : 0;
  }

  /** G v: the row's speed at the beginning of the step. */
  speed(row: number, bi: Body, bj: Body): number {
    const { rows } = this;
    const o = row * ROW;
    const { velocity: vi, angularVelocity: wi } = bi;
    const { velocity: vj, angularVelocity: wj } = bj;
    const ofI = rows[o] * vi.x + rows[o + 1] * vi.y + rows[o + 2] * vi.z;
    const ofJ = rows[o + 6] * vj.x + rows[o + 7] * vj.y + rows[o + 8] * vj.z;
    const turningI = rows[o + 3] * wi.x + rows[o + 4] * wi.y + rows[o + 5] * wi.z;
    const turningJ = rows[o + 9] * wj.x + rows[o + 10] * wj.y + rows[o + 11] * wj.z;
    return ofI + turningI + ofJ + turningJ;
  }

  /** G M⁻¹ f: how outside forces (gravity, motors) accelerate the row. */
  acceleration(row: number, bi: Body, bj: Body): number {
    const { rows } = this;
    const o = row * ROW;
    const { force: fi, torque: ti, invMassSolve: mi } = bi;
    const { force: fj, torque: tj, invMassSolve: mj } = bj;
    const ofI = mi * (rows[o] * fi.x + rows[o + 1] * fi.y + rows[o + 2] * fi.z);
    const ofJ = mj * (rows[o + 6] * fj.x + rows[o + 7] * fj.y + rows[o + 8] * fj.z);
    const turningI = rows[o + 12] * ti.x + rows[o + 13] * ti.y + rows[o + 14] * ti.z;
    const turningJ = rows[o + 15] * tj.x + rows[o + 16] * tj.y + rows[o + 17] * tj.z;
    return ofI + ofJ + turningI + turningJ;
  }

  /** G Δv: what the impulses so far change along a row. */
  changeAlong(row: number): number {
    const { rows, change } = this;
    const o = row * ROW;
    const i = 6 * this.bodyI[row];
    const j = 6 * this.bodyJ[row];
    const ofI = rows[o] * change[i] + rows[o + 1] * change[i + 1] + rows[o + 2] * change[i + 2];
    const turningI = rows[o + 3] * change[i + 3] + rows[o + 4] * change[i + 4] + rows[o + 5] * change[i + 5];
    const ofJ = rows[o + 6] * change[j] + rows[o + 7] * change[j + 1] + rows[o + 8] * change[j + 2];
    const turningJ = rows[o + 9] * change[j + 3] + rows[o + 10] * change[j + 4] + rows[o + 11] * change[j + 5];
    return ofI + turningI + ofJ + turningJ;
  }

  /** Adds `value` to a row's effect on the bodies: Δv += M⁻¹ Gᵀ value. */
  apply(row: number, value: number): void {
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

  /** Component `axis` of a contact row's direction. */
  direction(row: number, axis: number): number {
    return this.rows[row * ROW + LINEAR_J + axis];
  }

  /** Adds what the impulses changed to the bodies' velocities. */
  writeVelocities(bodies: readonly Body[]): void {
    const { change } = this;
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
  }

  private connect(row: number, bi: Body, bj: Body): void {
    this.bodyI[row] = bi.index;
    this.bodyJ[row] = bj.index;
    this.turn(row * ROW + ANGULAR_I, row * ROW + TURN_I, bi);
    this.turn(row * ROW + ANGULAR_J, row * ROW + TURN_J, bj);
  }

  /** G M⁻¹ Gᵀ of one row. */
  private mobility(row: number): number {
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

  private copyJacobian({ spatial, rotational }: Equation['jacobianElementA'], to: number): void {
    const { rows } = this;
    rows[to] = spatial.x;
    rows[to + 1] = spatial.y;
    rows[to + 2] = spatial.z;
    rows[to + 3] = rotational.x;
    rows[to + 4] = rotational.y;
    rows[to + 5] = rotational.z;
  }
}
