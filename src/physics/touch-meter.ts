import type { Body } from 'cannon-es';
import type { Touch } from '../core/edges.js';
import type { CoulombSolver } from './coulomb-solver.js';

/** Adds up what pairs of bodies did to each other over some steps. */
export class TouchMeter {
  private readonly pairs = new Map<number, Sum>();
  private readonly impulse = new Float64Array(3);
  private time = 0;

  /** @param counts whether a pair is recorded at all */
  constructor(private readonly counts: (bi: Body, bj: Body) => boolean) {}

  /** Call after each step. */
  add(solver: CoulombSolver, dt: number): void {
    this.time += dt;
    for (let k = 0; k < solver.contacts.length; k++) {
      const normal = solver.normalImpulse(k);
      const { bi, bj, ri, rj } = solver.contacts[k];
      if (normal === 0 || !this.counts(bi, bj)) continue;
      const key = bi.index * 65536 + bj.index;
      let sum = this.pairs.get(key);
      if (sum === undefined)
        this.pairs.set(key, (sum = { i: bi.index, j: bj.index, pressed: 0, impulse: [0, 0, 0], moment: [0, 0, 0] }));
      solver.contactImpulse(k, this.impulse);
      sum.pressed += normal;
      const point = [bi.position.x + ri.x, bi.position.y + ri.y, bi.position.z + ri.z];
      const other = [bj.position.x + rj.x, bj.position.y + rj.y, bj.position.z + rj.z];
      for (let axis = 0; axis < 3; axis++) {
        sum.impulse[axis] += this.impulse[axis];
        sum.moment[axis] += (normal * (point[axis] + other[axis])) / 2;
      }
    }
  }

  /**
   * Touches since the last call, in the order of the bodies.
   *
   * @param idOf of a body by its index
   * @param isLink whether that body is part of the arm: then the other one is `a`
   */
  take(idOf: (index: number) => number, isLink: (index: number) => boolean): Touch[] {
    const { time } = this;
    const touches = [...this.pairs.values()]
      .sort((p, q) => p.i - q.i || p.j - q.j)
      .map(({ i, j, pressed, impulse, moment }): Touch => {
        const sign = isLink(j) ? -1 : 1;
        const [a, b] = isLink(j) ? [i, j] : [j, i];
        const at = (axis: number) => moment[axis] / pressed;
        const of = (axis: number) => (sign * impulse[axis]) / time;
        return {
          a: idOf(a),
          b: idOf(b),
          point: [at(0), at(1), at(2)],
          force: [of(0), of(1), of(2)],
          pressed: pressed / time,
        };
      });
    this.pairs.clear();
    this.time = 0;
    return touches;
  }
}

interface Sum {
  readonly i: number;
  readonly j: number;
  pressed: number;
  readonly impulse: [number, number, number];
  /** Points times how hard they pressed. */
  readonly moment: [number, number, number];
}
