import { ContactEquation, FrictionEquation, Material, Solver, type Body, type Equation, type World } from 'cannon-es';
import { ConstraintRows } from './constraint-rows.js';
import { ContactMemory } from './contact-memory.js';

/** How the solver treats contacts. */
export interface CoulombOptions {
  /** Gauss–Seidel sweeps at most. */
  readonly iterations: number;
  /** A sweep that changes all impulses together by less than this share of their sum is the last one. */
  readonly tolerance: number;
  /**
   * Contact stiffness is this × the reduced mass of the pair: a body sags into its support by g / omega2 however
   * heavy it is, s⁻². More than 2e5 sinks less, but loads of ten times a body's mass then outrun 40 sweeps: a stack
   * of 0.05, 0.2, 0.8 and 3.2 kg, the lightest below, slid 17 mm in 10 s at 5e5, 0.06 mm at 2e5.
   */
  readonly omega2: number;
  /** Steps over which an overlap is worked off (SPOOK relaxation). */
  readonly relaxation: number;
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
  matchDistance: 0.005,
  maxPushSpeed: 0.6,
};

/**
 * A soft surface: it flattens against what it touches, so that a contact point stands for a disc and resists turning
 * about its normal too, by up to μ × normal force × `grip` (soft-finger contact: Howe & Cutkosky 1996). Hard surfaces
 * resist turning only by having several points.
 */
export class SoftMaterial extends Material {
  /** @param grip metres: 2/3 of the disc's radius, for even pressure */
  constructor(
    friction: number,
    readonly grip: number,
  ) {
    super({ friction, restitution: 0 });
  }
}

/** Friction of a body that names none. */
const DEFAULT_FRICTION = 0.5;

/**
 * Gauss–Seidel solver for cannon-es with dry friction: the tangential impulse of a contact lies in the disc of radius
 * μ × its normal impulse, found again in every sweep. Stock cannon-es bounds it by μ·m·g without the time step, takes
 * no notice of the normal force and starts every step from zero, so stacks creep and fall.
 *
 * Contacts are soft while they overlap (SPOOK: Lacoursière 2007), with stiffness per reduced mass; across a gap they
 * only stop the bodies from closing more than the gap within one step. Friction of a pair is the geometric mean of
 * both bodies' `material.friction`; FrictionEquations made by cannon's own narrow phase are ignored. Other equations
 * (joints, motors) are solved in the same sweeps within their minForce and maxForce.
 *
 * Nothing is allocated per step once the arrays have grown.
 */
export class CoulombSolver extends Solver {
  /** Contacts of the last solve. Each has three rows: normal, and two tangents. */
  readonly contacts: ContactEquation[] = [];
  /** Sweeps of the last solve. */
  sweeps = 0;

  private readonly options: CoulombOptions;
  private readonly joints: Equation[] = [];
  /** Indices of contacts that resist turning, and by how much for a newton second of friction. */
  private readonly soft: number[] = [];
  private readonly grips: number[] = [];
  private readonly rows = new ConstraintRows();
  private readonly memory: ContactMemory;
  private friction = new Float64Array(0);
  private readonly recalled = new Float64Array(4);

  constructor(options: Partial<CoulombOptions> = {}) {
    super();
    this.options = { ...COULOMB_DEFAULTS, ...options };
    this.memory = new ContactMemory(this.options.matchDistance);
  }

  /**
   * Impulse of contact k on its body j, newton seconds, world; body i got the opposite.
   *
   * @param out [3] filled and returned
   */
  contactImpulse(k: number, out: Float64Array): Float64Array {
    const { rows } = this;
    for (let axis = 0; axis < 3; axis++) {
      out[axis] = 0;
      for (let row = 3 * k; row < 3 * k + 3; row++) out[axis] += rows.impulse[row] * rows.direction(row, axis);
    }
    return out;
  }

  /** Normal impulse of contact k, newton seconds, ≥ 0. */
  normalImpulse(k: number): number {
    return this.rows.impulse[3 * k];
  }

  override solve(dt: number, world: World): number {
    this.sortEquations();
    const { contacts, joints, rows, memory } = this;
    const contactRows = 3 * contacts.length;
    this.findSoft();
    const firstTurn = contactRows + joints.length;
    rows.begin(firstTurn + this.soft.length, world.bodies);
    memory.begin(contacts.length, world.bodies.length);
    if (this.friction.length < contacts.length) this.friction = new Float64Array(2 * contacts.length);
    for (let k = 0; k < contacts.length; k++) {
      this.setContact(k, contacts[k], dt);
      this.startWarm(k, contacts[k]);
    }
    this.soft.forEach((k, t) => this.setTurn(firstTurn + t, contacts[k], dt));
    for (let k = 0; k < joints.length; k++) rows.setJointRow(contactRows + k, joints[k], dt);
    this.sweeps = 0;
    while (this.sweeps < this.options.iterations) {
      this.sweeps++;
      if (this.sweep(contactRows, firstTurn)) break;
    }
    rows.writeVelocities(world.bodies);
    for (let k = 0; k < contacts.length; k++) {
      contacts[k].multiplier = rows.impulse[3 * k] / dt;
      this.remember(k);
    }
    for (let k = 0; k < joints.length; k++) joints[k].multiplier = rows.impulse[contactRows + k] / dt;
    return this.sweeps;
  }

  private findSoft(): void {
    this.soft.length = this.grips.length = 0;
    this.contacts.forEach(({ bi, bj }, k) => {
      const grip = Math.max(gripOf(bi), gripOf(bj));
      if (grip === 0) return;
      this.soft.push(k);
      this.grips.push(grip);
    });
  }

  private setTurn(row: number, contact: ContactEquation, dt: number): void {
    const { rows } = this;
    const { bi, bj, ni } = contact;
    rows.setTurnRow(row, contact, ni.x, ni.y, ni.z);
    rows.bias[row] = -rows.speed(row, bi, bj) - dt * rows.acceleration(row, bi, bj);
    rows.soften(row, 0);
  }

  private sortEquations(): void {
    const { contacts, joints } = this;
    contacts.length = 0;
    joints.length = 0;
    for (const equation of this.equations) {
      // cannon's point-to-point joint is made of ContactEquations that may also pull.
      if (equation instanceof ContactEquation && equation.minForce === 0) contacts.push(equation);
      else if (!(equation instanceof FrictionEquation)) joints.push(equation);
    }
  }

  private setContact(k: number, contact: ContactEquation, dt: number): void {
    const { rows, options } = this;
    const { bi, bj, ni, ri, rj } = contact;
    const { x: nx, y: ny, z: nz } = ni;
    const row = 3 * k;
    // Two tangents, any pair at right angles to the normal and to each other.
    const level = Math.abs(nz) < 0.9;
    const l = 1 / Math.sqrt(level ? nx * nx + ny * ny : ny * ny + nz * nz);
    const tx = level ? ny * l : 0;
    const ty = level ? -nx * l : nz * l;
    const tz = level ? 0 : -ny * l;
    rows.setContactRow(row, contact, nx, ny, nz);
    rows.setContactRow(row + 1, contact, tx, ty, tz);
    rows.setContactRow(row + 2, contact, ny * tz - nz * ty, nz * tx - nx * tz, nx * ty - ny * tx);

    const gap =
      nx * (bj.position.x + rj.x - bi.position.x - ri.x) +
      ny * (bj.position.y + rj.y - bi.position.y - ri.y) +
      nz * (bj.position.z + rj.z - bi.position.z - ri.z);
    let kept = 0;
    let push = -gap / dt;
    let softness = 0;
    if (gap <= 0) {
      const spook = 1 + 4 * options.relaxation;
      kept = 1 / spook;
      push = Math.min((-4 * gap) / (dt * spook), options.maxPushSpeed);
      softness = (4 * (bi.invMass + bj.invMass)) / (dt * dt * options.omega2 * spook);
    }
    rows.bias[row] = push - (1 - kept) * rows.speed(row, bi, bj) - dt * rows.acceleration(row, bi, bj);
    rows.soften(row, softness);
    for (let r = row + 1; r < row + 3; r++) {
      rows.bias[r] = -rows.speed(r, bi, bj) - dt * rows.acceleration(r, bi, bj);
      rows.soften(r, 0);
    }
    this.friction[k] = Math.sqrt(frictionOf(bi) * frictionOf(bj));
  }

  /** Starts contact k from the impulse that the same point had last step. */
  private startWarm(k: number, contact: ContactEquation): void {
    const { rows, recalled } = this;
    if (!this.memory.recall(k, contact, recalled)) return;
    const row = 3 * k;
    rows.impulse[row] = recalled[0];
    for (let r = row + 1; r < row + 3; r++) {
      for (let axis = 0; axis < 3; axis++) rows.impulse[r] += recalled[1 + axis] * rows.direction(r, axis);
    }
    for (let r = row; r < row + 3; r++) rows.apply(r, rows.impulse[r]);
  }

  private remember(k: number): void {
    this.memory.store(
      k,
      this.rows.impulse[3 * k],
      this.frictionImpulse(k, 0),
      this.frictionImpulse(k, 1),
      this.frictionImpulse(k, 2),
    );
  }

  private frictionImpulse(k: number, axis: number): number {
    const { rows } = this;
    const row = 3 * k + 1;
    return rows.impulse[row] * rows.direction(row, axis) + rows.impulse[row + 1] * rows.direction(row + 1, axis);
  }

  /** One sweep over all rows; true when it changed next to nothing. */
  private sweep(contactRows: number, firstTurn: number): boolean {
    const { rows, friction, joints } = this;
    const { impulse, bias, softness, inverseMass } = rows;
    let moved = 0;
    let total = 0;
    for (let k = 0; k < joints.length; k++) {
      const row = contactRows + k;
      const old = impulse[row];
      const wanted = old + inverseMass[row] * (bias[row] - rows.changeAlong(row) - softness[row] * old);
      const value = Math.min(joints[k].maxForce, Math.max(joints[k].minForce, wanted));
      impulse[row] = value;
      rows.apply(row, value - old);
      moved += Math.abs(value - old);
      total += Math.abs(value);
    }
    for (let row = 0, k = 0; row < contactRows; row += 3, k++) {
      const old = impulse[row];
      const wanted = old + inverseMass[row] * (bias[row] - rows.changeAlong(row) - softness[row] * old);
      const value = wanted > 0 ? wanted : 0;
      if (value !== old) {
        impulse[row] = value;
        rows.apply(row, value - old);
      }
      const oldA = impulse[row + 1];
      const oldB = impulse[row + 2];
      const radius = friction[k] * value;
      let a = 0;
      let b = 0;
      if (radius > 0) {
        a = oldA + inverseMass[row + 1] * (bias[row + 1] - rows.changeAlong(row + 1));
        b = oldB + inverseMass[row + 2] * (bias[row + 2] - rows.changeAlong(row + 2));
        const length = Math.sqrt(a * a + b * b);
        if (length > radius) {
          a *= radius / length;
          b *= radius / length;
        }
      }
      if (a !== oldA) {
        impulse[row + 1] = a;
        rows.apply(row + 1, a - oldA);
      }
      if (b !== oldB) {
        impulse[row + 2] = b;
        rows.apply(row + 2, b - oldB);
      }
      moved += Math.abs(value - old) + Math.abs(a - oldA) + Math.abs(b - oldB);
      total += value;
    }
    for (let t = 0; t < this.soft.length; t++) {
      const row = firstTurn + t;
      const k = this.soft[t];
      const most = this.grips[t] * friction[k] * impulse[3 * k];
      const old = impulse[row];
      const wanted = old + inverseMass[row] * (bias[row] - rows.changeAlong(row));
      const value = Math.min(most, Math.max(-most, wanted));
      impulse[row] = value;
      rows.apply(row, value - old);
      moved += Math.abs(value - old);
    }
    return moved <= this.options.tolerance * total;
  }
}

const gripOf = ({ material }: Body): number => (material instanceof SoftMaterial ? material.grip : 0);

function frictionOf(body: Body): number {
  const friction = body.material?.friction ?? -1;
  return friction >= 0 ? friction : DEFAULT_FRICTION;
}
