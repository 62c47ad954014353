import type { Maybe, Verdict } from './fuzzy.ts';
import type { Vec2 } from './polygon.ts';
import type { Vec3 } from './vec.ts';
import type { Body, World } from './world.ts';
import { and, atLeast, atMost, MILLIMETRES, n4, not, or, SHARE, sure, unless, verdict } from './fuzzy.ts';
import { gridPoints } from './polygon.ts';
import { isInside, pointDistance, rayHits } from './tree.ts';
import { Z } from './vec.ts';
import { positive } from './directions.ts';
import { support } from './world.ts';

// SPEC §4: inside, under.

/** Points within the object's own solid, on a lattice fine enough for about `count` of them. */
export function interior(body: Body, count: number): Vec3[] {
  const size = [0, 1, 2].map((k) => body.hi[k] - body.lo[k]);
  let step = Math.cbrt((size[0] * size[1] * size[2]) / count);
  for (let attempt = 0; attempt < 4; attempt++) {
    const points: Vec3[] = [];
    for (let x = body.lo[0] + step / 2; x < body.hi[0]; x += step)
      for (let y = body.lo[1] + step / 2; y < body.hi[1]; y += step) {
        // One upward ray per column: between its crossings the winding says what is inside.
        const from: Vec3 = [x + 1.3e-7, y + 0.7e-7, body.lo[2] - 0.01];
        const hits = rayHits(body.tree(), from, Z);
        let winding = 0;
        for (let i = 0; i + 1 < hits.length; i++) {
          const [a, b, c] = body.tree().triangles[hits[i].triangle];
          winding += Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
          if (winding === 0) continue;
          const [z0, z1] = [from[2] + hits[i].t, from[2] + hits[i + 1].t];
          const first = Math.ceil((z0 - body.lo[2]) / step - 0.5);
          for (let z = body.lo[2] + (first + 0.5) * step; z < z1; z += step) points.push([x, y, z]);
        }
      }
    if (points.length >= count || attempt === 3) return points;
    step *= Math.max(0.35, 0.9 * Math.cbrt(Math.max(points.length, 20) / count));
  }
  return [];
}

/** Sampled shares differ by chance as well as by method. */
const SAMPLED = 2 * SHARE;

/** g = vol(A ∩ C_B) / vol(A). */
export function containedShare(world: World, a: number, b: number): number {
  const key = `g:${a}:${b}`;
  const known = world.memory.get(key) as number | undefined;
  if (known !== undefined) return known;
  const [A, B] = [world.body(a), world.body(b)];
  const cavity = B.cavity();
  let g = 0;
  if (cavity && [0, 1, 2].every((k) => A.lo[k] < cavity.root.hi[k] && A.hi[k] > cavity.root.lo[k])) {
    const points = interior(A, 3000);
    const list = points.length > 0 ? points : [A.center];
    g = list.filter((p) => isInside(cavity, p)).length / list.length;
  }
  world.memory.set(key, g);
  return g;
}

export function inside(world: World, a: number, b: number): Verdict {
  const B = world.body(b);
  if (!B.record.cavity) return verdict(0, 1, 'no cavity');
  const g = containedShare(world, a, b);
  // Contacts of A all with B's cavity, or with things that are inside it too.
  const others = world.contacts.filter((c) => c.a === a || c.b === a);
  const cavity = B.cavity();
  let held: Maybe = sure(others.length > 0);
  if (g > 0.25 && g < 0.55)
    for (const c of others) {
      const other = c.a === a ? c.b : c.a;
      if (other === b) held = and(held, cavity ? atMost(pointDistance(cavity, c.point), 0.003, MILLIMETRES) : 0);
      else
        held = and(
          held,
          containedShare(world, other, b) >= 0.5 ? 1 : containedShare(world, other, b) >= 0.28 ? 0.5 : 0,
        );
    }
  return verdict(
    or(atLeast(g, 0.5, SAMPLED), and(atLeast(g, 0.3, SAMPLED), held)),
    atMost(g, 0.05, SAMPLED),
    `g ${n4(g)}`,
    { g },
  );
}

export function fullyInside(world: World, a: number, b: number): Verdict {
  const v = inside(world, a, b);
  return verdict(atLeast(containedShare(world, a, b), 0.98, SHARE), v.f, v.note, v.measured);
}

export function under(world: World, a: number, b: number, step: number): Verdict {
  const [A, B] = [world.body(a), world.body(b)];
  let [tests, hits, lowest, bare] = [0, 0, Infinity, 0];
  const [tree, own] = [B.tree(), A.tree()];
  for (const [x, y] of gridPoints(step, A.footprint)) {
    tests++;
    const column: Vec3 = [x + 1.1e-7, y + 1.7e-7, A.lo[2] - 0.01];
    const top = rayHits(own, column, Z).at(-1);
    if (!top) bare++;
    const start: Vec3 = top ? [column[0], column[1], column[2] + top.t] : [column[0], column[1], A.hi[2]];
    const hit = rayHits(tree, start, Z)[0];
    if (!hit) continue;
    hits++;
    lowest = Math.min(lowest, start[2] + hit.t);
  }
  const q = tests ? hits / tests : 0;
  // Footprint points without a top surface of A above them can be read either way.
  const guard = Math.max(SHARE, tests ? bare / tests : 1);
  const [za, zb] = [support(A, Z), support(B, Z)];
  const below = and(positive(world.foot(a, b)), not(atLeast(za.min, zb.min)), not(atLeast(q, 0.7, guard)));
  return unless(
    below,
    verdict(
      and(atLeast(q, 0.7, guard), atMost(za.max, lowest + 0.01, MILLIMETRES)),
      atMost(q, 0.1, guard),
      `q ${n4(q)}, top ${n4(za.max)}, lowest hit ${n4(lowest)}`,
      { q },
    ),
    'B stands higher over the same spot',
  );
}

export const planar = (p: Vec3): Vec2 => [p[0], p[1]];
