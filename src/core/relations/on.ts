import { directlyOn } from './directly-on.js';
import { inside, insideAnything } from './inside.js';
import { memoObject, memoPair } from './memo.js';
import type { SceneGeometry } from './scene-geometry.js';
import type { Judgement, Verdict } from './verdict.js';

const IN_IT = 'it is inside it, at least in part';

/** Beyond this nothing is on anything that it does not touch. */
const CLEARLY_APART = 0.03;

/**
 * on(A, B) of SPEC §4: directly, or through what carries it (the cup on the book on the table is on the table).
 * What is inside B, if only in part, is neither on it nor not; what is inside something else is not on what carries that.
 */
export const on = memoPair((geometry: SceneGeometry, a: number, b: number): Judgement => {
  const direct = directlyOn(geometry, a, b);
  const { measured } = direct;
  if (inside(geometry, a, b).verdict !== 'F') return { verdict: 'A', measured, reason: IN_IT };
  if (direct.verdict === 'T') return { verdict: 'T', measured: { ...measured, chain: 1 } };
  const chain = chainTo(geometry, a, b);
  if (chain.verdict === 'F') {
    return direct.verdict === 'F'
      ? { verdict: 'F', measured: { ...measured, chain: 0 } }
      : { verdict: 'A', measured, reason: direct.reason ?? 'it is neither clearly on it nor clearly not' };
  }
  if (chain.verdict === 'A')
    return { verdict: 'A', measured, reason: 'a link of what carries it is too close to call' };
  if (insideAnything(geometry, a) !== 'F')
    return { verdict: 'A', measured, reason: 'it is inside something that is on it' };
  return { verdict: 'T', measured: { ...measured, chain: chain.length } };
});

/** directly_on as it is asked: of what is inside B people say that it is in it, though B carries it. */
export function directlyOnAsked(geometry: SceneGeometry, a: number, b: number): Judgement {
  const direct = directlyOn(geometry, a, b);
  if (inside(geometry, a, b).verdict === 'F') return direct;
  return { verdict: 'A', measured: direct.measured, reason: IN_IT };
}

export const supports = (geometry: SceneGeometry, b: number, a: number): Judgement => on(geometry, a, b);

/** Some chain of directly_on from A to B: T if all its links hold, A if the best one has an ambiguous link. */
function chainTo(geometry: SceneGeometry, a: number, b: number): { verdict: Verdict; length: number } {
  // Breadth first over surely carried links, then over all that may be.
  for (const accepted of ['T', 'A'] as const) {
    const seen = new Set([a]);
    let frontier = [a];
    for (let length = 1; frontier.length > 0; length++) {
      const next: number[] = [];
      for (const id of frontier) {
        for (const support of mayCarry(geometry, id)) {
          const { verdict } = directlyOn(geometry, id, support);
          if (verdict === 'F' || (accepted === 'T' && verdict === 'A') || seen.has(support)) continue;
          if (support === b) return { verdict: accepted, length };
          seen.add(support);
          next.push(support);
        }
      }
      frontier = next;
    }
  }
  return { verdict: 'F', length: 0 };
}

/** Objects that directly_on could hold of; all others are F without looking. */
const mayCarry = memoObject((geometry: SceneGeometry, id: number): readonly number[] => {
  const listed = new Set<number>();
  let support = 0;
  for (const contact of geometry.contactsOf(id)) {
    if (contact.a !== id) continue;
    listed.add(contact.b);
    support += contact.share;
  }
  if (support > 1e-9) return [...listed].sort((p, q) => p - q);
  const own = geometry.object(id);
  return geometry.objects
    .filter((other) => other !== own && other.vertical.min <= own.vertical.min + CLEARLY_APART && isNear(own, other))
    .map((other) => other.record.id);
});

type Located = SceneGeometry['objects'][number];

function isNear(a: Located, b: Located): boolean {
  if (a.vertical.min > b.vertical.max + CLEARLY_APART) return false;
  for (const axis of [
    [1, 0, 0],
    [0, 1, 0],
  ] as const) {
    const p = a.support(axis);
    const q = b.support(axis);
    if (p.min > q.max + CLEARLY_APART || q.min > p.max + CLEARLY_APART) return false;
  }
  return true;
}

/** Largest extent beyond which a thing on the floor is a place to put things on, not one more of the stack. */
const FURNITURE_EXTENT = 0.5;

/** The things from A down to the floor or table, A first: one for a cup on the table, two for one on a book there. Null when a link is ambiguous. */
export const stackOf = memoObject((geometry: SceneGeometry, id: number): readonly number[] | null => {
  const stack: number[] = [];
  for (let current = id; ;) {
    if (stack.length > 0 && isGround(geometry, current)) return stack;
    const links = mayCarry(geometry, current).map((support) => ({
      support,
      ...directlyOn(geometry, current, support),
    }));
    const carrier = links.find((link) => link.verdict === 'T');
    if (!carrier) return links.some((link) => link.verdict === 'A') ? null : stack;
    stack.push(current);
    if (stack.includes(carrier.support)) return null;
    current = carrier.support;
  }
});

/** How many they are; 0 for what nothing is known to carry. */
export const stackHeight = (geometry: SceneGeometry, id: number): number | null =>
  stackOf(geometry, id)?.length ?? null;

/** stacked(A): on something that is itself on something other than the ground; what is in something is not stacked. */
export function stacked(geometry: SceneGeometry, id: number): Judgement {
  const height = stackHeight(geometry, id);
  const measured = { stackHeight: height };
  if (insideAnything(geometry, id) !== 'F') return { verdict: 'A', measured, reason: 'it is inside something' };
  if (height === null) return { verdict: 'A', measured, reason: 'a link of what carries it is too close to call' };
  return { verdict: height >= 2 ? 'T' : 'F', measured };
}

function isGround(geometry: SceneGeometry, id: number): boolean {
  const { record, largestExtent } = geometry.object(id);
  return record.structure || record.fixed || largestExtent > FURNITURE_EXTENT;
}
