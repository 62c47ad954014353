import type { Report } from './report.ts';
import type { Lexicon, QuestionRecord } from './types.ts';
import type { Verdict } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { checkComposite } from './composite.ts';
import { leastPixels } from './constants.ts';
import { DIRECTIONS } from './frames.ts';
import { allows, n4, show } from './fuzzy.ts';
import { nameGate } from './gates.ts';
import { judge } from './judge.ts';
import { quantity } from './metric.ts';
import { phrasesOf, readPhrase } from './phrases.ts';
import { distance } from './vec.ts';

// The kinds beyond yes/no, points and plain numbers.

export function checkOther(
  report: Report,
  check: string,
  world: World,
  views: readonly View[],
  view: View,
  q: QuestionRecord,
  lexicon: Lexicon,
): void {
  if ((q.evidence.steps?.length ?? 0) > 0) checkComposite(report, check, world, view, q);
  switch (q.answer.kind) {
    case 'choice':
      choice(report, `${check} choice`, world, view, q);
      return;
    case 'number':
      if (q.type === 'count') count(report, world, view, q, lexicon);
      else if (q.type === 'clock' || q.type === 'stack_height') reading(report, check, world, view, q);
      else report.leaveOpen(check, q.id, `number of type ${q.type}`);
      return;
    case 'box2d':
      box2d(report, world, view, q);
      return;
    case 'box3d':
      box3d(report, world, view, q);
      return;
    default:
      if ((q.evidence.steps?.length ?? 0) === 0)
        report.leaveOpen(check, q.id, `answer of kind ${q.answer.kind}, ${views.length} views`);
  }
}

const only = (q: QuestionRecord): number => q.objects.subject ?? q.objects.reference ?? -1;

function reading(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const own = quantity(world, view, q.type, q.frame, q.objects.subject as number, q.objects.reference);
  if (own === null) report.leaveOpen(check, q.id, 'no reading');
  else if (typeof own === 'string') report.expect(check, false, q.id, String(q.answer.value), own);
  else
    report.expect(
      check,
      own.values.some((v) => Math.abs(v - Number(q.answer.value)) <= own.tolerance),
      q.id,
      String(q.answer.value),
      () => own.values.map(n4).join(' or '),
    );
}

const SUPERLATIVES: Readonly<Record<string, readonly [string, boolean]>> = {
  tallest: ['taller', false],
  shortest: ['taller', true],
  widest: ['wider', false],
  narrowest: ['wider', true],
  biggest: ['bigger', false],
  largest: ['bigger', false],
  smallest: ['bigger', true],
  closest: ['closer', false],
  nearest: ['closer', false],
  farthest: ['farther', false],
  highest: ['higher', false],
  lowest: ['higher', true],
};

/** Exactly the marked option is T; every other is F. */
function choice(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const options = q.answer.options ?? [];
  const correct = q.answer.correct ?? -1;
  if (
    !report.expect(
      `${check}: options`,
      correct >= 0 && correct < options.length && new Set(options.map((o) => o.text)).size === options.length,
      q.id,
      `option ${correct} of ${options.length}`,
      'not one of distinct options',
    )
  )
    return;
  const ids = options.map((o) => o.object);
  const { subject, reference, second } = q.objects;
  options.forEach((option, i) => {
    let own: Verdict | null = null;
    if (
      option.direction !== undefined &&
      subject !== undefined &&
      reference !== undefined &&
      (DIRECTIONS as readonly string[]).includes(option.direction)
    )
      own = judge(world, view, option.direction, q.frame, [subject, reference], q.profile);
    else if (option.object !== undefined) {
      const superlative = SUPERLATIVES[q.type];
      if (superlative || ['taller', 'wider', 'bigger', 'closer', 'farther', 'higher'].includes(q.type)) {
        const [type, reversed] = superlative ?? [q.type, false];
        const third = second ?? (options.some((o) => o.object === reference) ? undefined : reference);
        const other = correct === i ? ids.filter((_, k) => k !== i) : [ids[correct]];
        for (const o of other) {
          if (o === undefined) continue;
          const pair = correct === i ? [option.object, o] : [o, option.object];
          const args = reversed ? [pair[1], pair[0]] : pair;
          own = judge(world, view, type, q.frame, third === undefined ? args : [...args, third], q.profile);
          if (own) report.expect(check, allows(own, 'T'), q.id, `${pair[0]} ${q.type} than ${pair[1]}`, show(own));
          else report.leaveOpen(check, q.id, `choice of ${q.type}`);
        }
        return;
      }
      own =
        reference === undefined
          ? null
          : judge(
              world,
              view,
              q.type,
              q.frame,
              [option.object, reference, ...(second === undefined ? [] : [second])],
              q.profile,
            );
    }
    if (!own) report.leaveOpen(check, q.id, `choice of ${q.type}, option "${option.text}"`);
    else
      report.expect(
        check,
        allows(own, i === correct ? 'T' : 'F'),
        q.id,
        `"${option.text}" ${i === correct ? 'T' : 'F'}`,
        show(own),
      );
  });
}

function count(report: Report, world: World, view: View, q: QuestionRecord, lexicon: Lexicon): void {
  const check = 'question count';
  const members = q.objects.members ?? [];
  report.expect(check, q.answer.value === members.length, q.id, String(q.answer.value), `${members.length} members`);
  for (const id of members) {
    const fault = nameGate(view, id, q.profile, false);
    report.expect(`${check}: members pass the gate`, fault === null, q.id, `object ${id}`, String(fault));
  }
  const phrase = Object.values(phrasesOf(q))[0];
  const categories = phrase
    ? readPhrase(phrase, lexicon)?.categories
    : new Set(members.map((id) => world.body(id).record.category));
  if (!categories) {
    report.leaveOpen(check, q.id, `"${phrase}"`);
    return;
  }
  const least = leastPixels(q.profile, view.width, view.height);
  for (const b of world.bodies) {
    if (!categories.has(b.record.category) || members.includes(b.id)) continue;
    const seen = view.seen(b.id)?.pixels ?? 0;
    report.expect(
      `${check}: none left out`,
      seen === 0,
      q.id,
      `${members.join(' ')}`,
      `object ${b.id} ${b.record.category}, ${seen} px (N_min ${n4(least)})`,
    );
  }
}

function box2d(report: Report, world: World, view: View, q: QuestionRecord): void {
  const id = only(q);
  const [seen, whole] = [view.seen(id)?.box ?? null, view.amodal(id).box];
  const ok = (box: readonly number[] | null, spare: number): boolean =>
    Boolean(box && q.answer.box?.every((x, i) => Math.abs(x - box[i]) <= spare));
  report.expect(
    'question box2d',
    q.answer.amodal === true ? ok(whole, 1) : ok(seen, 0),
    q.id,
    String(q.answer.box),
    `visible ${String(seen)}, amodal ${String(whole)} of ${world.body(id).record.category}`,
  );
}

function box3d(report: Report, world: World, view: View, q: QuestionRecord): void {
  const body = world.body(only(q));
  const center = q.answer.frame === 'camera' ? view.toCamera(body.center) : body.center;
  const given = q.answer.center;
  report.expect(
    'question box3d',
    Boolean(given && distance(given, center) <= 0.001),
    q.id,
    String(given),
    center.map(n4).join(' '),
  );
  const half = q.answer.halfExtents;
  if (half)
    report.expect(
      'question box3d',
      distance(half, body.halfExtents) <= 0.001,
      q.id,
      half.join(' '),
      body.halfExtents.map(n4).join(' '),
    );
}
