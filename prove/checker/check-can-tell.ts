import type { Report } from './report.ts';
import type { Lexicon, QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { allows, show } from './fuzzy.ts';
import { metricGate, nameGate } from './gates.ts';
import { judge } from './judge.ts';
import { phrasesOf, readPhrase } from './phrases.ts';

// SPEC §8: whether a view shows what a relation takes.

const SIZES = new Set(['taller', 'wider', 'bigger']);

export function checkCanTell(
  report: Report,
  world: World,
  views: readonly View[],
  view: View,
  q: QuestionRecord,
  lexicon: Lexicon,
): void {
  const check = 'question can_tell';
  const { subject, reference } = q.objects;
  const relation = String(q.evidence.params.relation);
  if (!report.expect(check, subject !== undefined && reference !== undefined, q.id, 'two objects', 'one is missing'))
    return;
  const pair = [subject, reference] as [number, number];
  for (const id of pair) {
    const phrase = phrasesOf(q)[String(id)] ?? '';
    const reading = readPhrase(phrase, lexicon);
    const named = world.bodies.filter((b) => reading?.categories.has(b.record.category));
    report.expect(
      `${check}: one thing of that noun in the scene`,
      reading !== null &&
        reading.before.length === 0 &&
        reading.after === '' &&
        named.length === 1 &&
        named[0].id === id,
      q.id,
      `"${phrase}" is object ${id}`,
      named.map((b) => b.id).join(' '),
    );
    report.expect(
      `${check}: named in the text`,
      q.text.toLowerCase().includes(phrase.toLowerCase()),
      q.id,
      phrase,
      q.text,
    );
  }
  const anchor = world.record.anchor;
  const [verdict, why] = tellable(world, view, q, pair, relation);
  report.expect(
    check,
    verdict === q.evidence.verdict || verdict === '?',
    q.id,
    q.evidence.verdict,
    `${verdict}: ${why}`,
  );
  if (q.evidence.verdict === 'F') {
    const missing = Number(q.evidence.measured.missing);
    const { reason } = q.evidence.measured;
    report.expect(
      `${check}: what is missing does not show`,
      (view.seen(missing)?.pixels ?? 0) === 0 &&
        (reason === 'frame_unreadable' ? anchor.by.objects.includes(missing) : pair.includes(missing)),
      q.id,
      `${missing} ${String(reason)}`,
      `${view.seen(missing)?.pixels ?? 0} pixels`,
    );
    if (reason !== 'frame_unreadable') {
      const { pixels, inImage } = view.amodal(missing);
      const share = pixels === 0 ? 1 : 1 - inImage / pixels;
      report.expect(
        `${check}: reason`,
        Math.abs(share - 0.5) <= 0.02 || (share >= 0.5 ? 'out_of_view' : 'hidden') === reason,
        q.id,
        String(reason),
        `${share} of it outside`,
      );
    }
  }
  const states = views.map((v) => shownIn(world, v, q, pair));
  report.expect(
    `${check}: told by one view, not by another`,
    states.some((s) => s !== 'none') && states.includes('none'),
    q.id,
    'both',
    states.join(' '),
  );
}

/** What a view shows of all that the question takes: all of it, nothing of some of it, or something between. */
function shownIn(world: World, view: View, q: QuestionRecord, pair: readonly number[]): 'all' | 'none' | 'part' {
  const { by } = world.record.anchor;
  const needed = [...pair, ...(q.frame?.kind === 'world' && by.kind === 'objects' ? by.objects : [])];
  if (needed.some((id) => (view.seen(id)?.pixels ?? 0) === 0)) return 'none';
  return needed.every((id) => nameGate(view, id, 'room', false, 0.3) === null) ? 'all' : 'part';
}

/** "?" where a guard leaves it open. */
function tellable(
  world: World,
  view: View,
  q: QuestionRecord,
  pair: readonly [number, number],
  relation: string,
): readonly ['T' | 'F' | 'A' | '?', string] {
  const shown = shownIn(world, view, q, pair);
  if (shown === 'none') return ['F', 'something needed does not show'];
  if (shown === 'part') return ['A', 'something needed is seen too little'];
  const faults = SIZES.has(relation) ? pair.map((id) => metricGate(world, view, id, q.profile)) : [];
  if (faults.some((fault) => fault !== null)) return ['A', faults.join('; ')];
  const own = judge(world, view, relation, q.frame, pair, q.profile);
  if (own === null) return ['A', `no relation ${relation}`];
  return [allows(own, 'T') || allows(own, 'F') ? (allows(own, 'A') ? '?' : 'T') : 'A', show(own)];
}
