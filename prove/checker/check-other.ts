import type { Report } from './report.ts';
import type { Lexicon, QuestionRecord } from './types.ts';
import type { Verdict } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { deltaE2000 } from './colour.ts';
import { DIRECTIONS } from './frames.ts';
import { allows, n4, show } from './fuzzy.ts';
import { nameGate } from './gates.ts';
import { judge } from './judge.ts';
import { quantity } from './metric.ts';
import { readPhrase } from './phrases.ts';
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
  switch (q.answer.kind) {
    case 'choice':
      choice(report, `${check} choice`, world, view, q);
      return;
    case 'number':
      if (q.type === 'count') count(report, world, view, q, lexicon);
      else if (q.type === 'clock' || q.type === 'stack_height') reading(report, check, world, view, q);
      else report.leaveOpen(check, q.id, `number of type ${q.type}`);
      return;
    case 'text':
      unanswerable(report, check, world, view, q);
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

/** From nearest to farthest: in the marked order every thing is closer than the next, in the others some pair is not. */
function depthOrder(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  for (const [i, option] of (q.answer.options ?? []).entries()) {
    const pairs = (option.objects ?? []).slice(1).map((id, k) => [(option.objects ?? [])[k], id] as const);
    const verdicts = pairs.map(([a, b]) => judge(world, view, 'closer', { kind: 'ego' }, [a, b], q.profile));
    const right = i === q.answer.correct;
    report.expect(
      check,
      pairs.length > 0 &&
        (right ? verdicts.every((v) => v && allows(v, 'T')) : verdicts.some((v) => v && allows(v, 'F'))),
      q.id,
      `"${option.text}" ${right ? 'right' : 'wrong'}`,
      () => verdicts.map((v) => (v ? show(v) : 'unknown')).join('; '),
    );
  }
}

/** Counted along the image, among the options alone. */
function ordinal(report: Report, check: string, view: View, q: QuestionRecord): void {
  const row = (q.answer.options ?? [])
    .flatMap((option, i) => {
      const seen = option.object === undefined ? null : view.seen(option.object);
      return seen ? [{ i, u: seen.centroid[0], v: seen.centroid[1], height: seen.box[3] - seen.box[1] }] : [];
    })
    .sort((a, b) => a.u - b.u);
  const n = Number(q.evidence.params.n);
  const place = q.direction === 'right' ? row[row.length - n] : row[n - 1];
  report.expect(check, place?.i === q.answer.correct, q.id, `option ${q.answer.correct}`, `option ${place?.i}`);
  const step = Math.min(...row.slice(1).map(({ u }, k) => u - row[k].u));
  const height = row.reduce((sum, r) => sum + r.height, 0) / row.length;
  const spread = Math.max(...row.map(({ v }) => v)) - Math.min(...row.map(({ v }) => v));
  report.expect(
    `${check}: a row`,
    row.length === q.answer.options?.length && step >= 0.02 * view.width - 1 && spread <= 0.5 * height + 1,
    q.id,
    'a row of all options',
    `step ${n4(step)}, spread ${n4(spread)}, mean height ${n4(height)}`,
  );
}

/** What cannot be told must be undetermined, not merely unlikely. */
function unanswerable(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const { subject, reference } = q.objects;
  const own =
    q.kind === 'unanswerable' && subject !== undefined && reference !== undefined
      ? judge(world, view, q.type, q.frame, [subject, reference], q.profile)
      : null;
  if (!own) report.leaveOpen(check, q.id, `text of kind ${q.kind}`);
  else report.expect(`${check}: cannot be told`, allows(own, 'A'), q.id, 'A', () => show(own));
}

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
  if (q.type === 'depth_order') return depthOrder(report, check, world, view, q);
  if (q.type === 'ordinal') return ordinal(report, check, view, q);
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

/** All of a noun that the picture shows are counted, or those of them of which the condition holds. */
function count(report: Report, world: World, view: View, q: QuestionRecord, lexicon: Lexicon): void {
  const check = 'question count';
  const members = q.objects.members ?? [];
  const { noun, relation, colour } = q.evidence.params;
  const { reference } = q.objects;
  report.expect(check, q.answer.value === members.length, q.id, String(q.answer.value), `${members.length} members`);
  const categories = typeof noun === 'string' ? readPhrase(noun, lexicon)?.categories : undefined;
  if (!categories) {
    report.leaveOpen(check, q.id, `"${String(noun)}"`);
    return;
  }
  const [one, more] = [String(noun).toLowerCase(), q.text.toLowerCase()];
  report.expect(
    `${check}: the noun is in the text`,
    more.includes(one.slice(0, -1)) || more.includes(one.slice(0, 3)),
    q.id,
    String(noun),
    q.text,
  );
  if (relation === undefined && members.length === 0) {
    // None is asked only where it might have been there.
    const elsewhere =
      colour === undefined
        ? world.bodies.some((b) => categories.has(b.record.category))
        : world.bodies.some((b) => b.record.attributes.colour === colour && view.seen(b.id) !== null);
    report.expect(
      `${check}: none needs the picture`,
      elsewhere,
      q.id,
      `no ${String(colour ?? '')} ${noun}`,
      'the scene has nothing of it',
    );
  }
  if (typeof colour === 'string')
    report.expect(`${check}: the colour is in the text`, more.includes(colour), q.id, colour, q.text);
  for (const b of world.bodies) {
    if (!categories.has(b.record.category) || b.id === reference) continue;
    const seen = view.seen(b.id)?.pixels ?? 0;
    const counted = members.includes(b.id);
    if (seen === 0) {
      report.expect(`${check}: only what is seen`, !counted, q.id, members.join(' '), `object ${b.id} is not visible`);
      continue;
    }
    const fault = nameGate(view, b.id, q.profile, false, relation === 'inside' ? 0.15 : 0.3);
    report.expect(`${check}: all pass the gate`, fault === null, q.id, `object ${b.id}`, String(fault));
    if (typeof colour === 'string') {
      const lab = lexicon.colours?.[colour];
      const { attributes, colourConfidence, colourLab } = b.record;
      const away = lab ? deltaE2000(colourLab, lab) : 0;
      report.expect(
        `${check}: colour`,
        counted === (attributes.colour === colour) && colourConfidence >= 0.8 - 1e-6 && (counted || away >= 20 - 1e-6),
        q.id,
        `${b.id} ${colour}: ${counted}`,
        `${attributes.colour}, confidence ${n4(colourConfidence)}, ΔE ${n4(away)}`,
      );
      continue;
    }
    if (relation === undefined) {
      report.expect(`${check}: none left out`, counted, q.id, members.join(' '), `object ${b.id} ${b.record.category}`);
      continue;
    }
    const own =
      reference === undefined ? null : judge(world, view, String(relation), q.frame, [b.id, reference], q.profile);
    if (!own) report.leaveOpen(check, q.id, `condition ${String(relation)}`);
    else
      report.expect(
        `${check}: condition`,
        allows(own, counted ? 'T' : 'F'),
        q.id,
        `${b.id} ${String(relation)} ${reference}: ${counted}`,
        () => show(own),
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
