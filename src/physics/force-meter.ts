import type { World } from 'cannon-es';
import type { CoulombSolver } from './coulomb-solver.js';

/** Contact points of one pair nearer than this are one point over time, metres. */
const SAME_POINT = 0.003;

/** What one contact point carried while it was watched. */
export interface MeteredContact {
  /** Indices of the bodies in the world. */
  readonly i: number;
  readonly j: number;
  /** Latest place, world: between the two surfaces. */
  readonly point: Float64Array;
  /** Latest unit normal, from i to j. */
  readonly normal: Float64Array;
  /** Sum of the impulses on j, newton seconds. */
  readonly impulse: Float64Array;
  /** Sum of their normal parts. */
  pressed: number;
}

/** Adds up contact impulses over steps, so that shares of support are those of rest and not of one step's noise. */
export class ForceMeter {
  /** In order of first appearance. */
  readonly contacts: MeteredContact[] = [];
  /** Time watched, seconds. */
  time = 0;
  private readonly byPair = new Map<number, MeteredContact[]>();
  private readonly impulse = new Float64Array(3);
  private readonly point = new Float64Array(3);

  /** Call after each `world.step(dt)`. */
  add(world: World, solver: CoulombSolver, dt: number): void {
    this.time += dt;
    const { impulse, point } = this;
    for (let k = 0; k < solver.contacts.length; k++) {
      const { bi, bj, ri, rj, ni } = solver.contacts[k];
      if (solver.normalImpulse(k) === 0) continue;
      solver.contactImpulse(k, impulse);
      point[0] = (bi.position.x + ri.x + bj.position.x + rj.x) / 2;
      point[1] = (bi.position.y + ri.y + bj.position.y + rj.y) / 2;
      point[2] = (bi.position.z + ri.z + bj.position.z + rj.z) / 2;
      const contact = this.find(bi.index, bj.index, world.bodies.length, point);
      contact.point.set(point);
      contact.normal[0] = ni.x;
      contact.normal[1] = ni.y;
      contact.normal[2] = ni.z;
      contact.pressed += solver.normalImpulse(k);
      for (let axis = 0; axis < 3; axis++) contact.impulse[axis] += impulse[axis];
    }
  }

  private find(i: number, j: number, bodies: number, point: Float64Array): MeteredContact {
    const key = i * bodies + j;
    let known = this.byPair.get(key);
    if (known === undefined) {
      known = [];
      this.byPair.set(key, known);
    }
    let nearest: MeteredContact | null = null;
    let nearestDistance = SAME_POINT * SAME_POINT;
    for (const contact of known) {
      const p = contact.point;
      const d = (p[0] - point[0]) ** 2 + (p[1] - point[1]) ** 2 + (p[2] - point[2]) ** 2;
      if (d < nearestDistance) {
        nearestDistance = d;
        nearest = contact;
      }
    }
    if (nearest !== null) return nearest;
    const contact: MeteredContact = {
      i,
      j,
      point: new Float64Array(3),
      normal: new Float64Array(3),
      impulse: new Float64Array(3),
      pressed: 0,
    };
    known.push(contact);
    this.contacts.push(contact);
    return contact;
  }
}
