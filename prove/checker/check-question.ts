import type { Report } from './report.ts';
import type { Lexicon, QuestionRecord } from './types.ts';
import type { Verdict } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { checkFits } from './fits.ts';
import { checkFitsIn } from './fits-in.ts';
import { checkPoints } from './check-points.ts';
import { between } from './arrangement.ts';
import { touchFault } from './touch-gate.ts';
import { direction } from './directions.ts';
import { isDirection } from './frames.ts';
import { allows, n4, show } from './fuzzy.ts';
import { freeSpace } from './free-space.ts';
import { metricGate, nameGate, targetGate } from './gates.ts';
import { judge } from './judge.ts';
import { quantity } from './metric.ts';
import { checkPointAt } from './check-point-at.ts';
import { checkComposite } from './composite.ts';
import { checkCanTell } from './check-can-tell.ts';
import { checkNested } from './check-nested.ts';
import { constants, withMarginScale } from './constants.ts';
import { checkOther } from './check-other.ts';
import { checkPlan } from './plans.ts';
import type { Before } from './changed.ts';
import { checkSeveralViews } from './several-views.ts';
import { passes } from './passes.ts';
import { phrasesOf, readPhrase, unique } from './phrases.ts';
import { anchorFault, frameFault } from './wording.ts';
import { largestExtent } from './world.ts';
import { directlyOn } from './contact.ts';

const MEASURED = ['delta', 'margin', 'overlap', 'phiDeg'] as const;
const SUPPORTIVE = new Set([
  'on',
  'directly_on',
  'under',
  'inside',
  'fully_inside',
  'touching',
  'supports',
  'fits_on',
  'fits_in',
  'stacked',
]);
const CONTACT = new Set([
  'on',
  'directly_on',
  'touching',
  'inside',
  'fully_inside',
  'under',
  'supports',
  'leaning',
  'against',
]);
const METRIC = new Set([
  'dist_closest',
  'dist_center',
  'dist_h_closest',
  'dist_h_center',
  'dist_v_gap',
  'dist_v_center',
  'dist_cam',
  'depth_cam',
  'height',
  'width',
  'depth',
  'length',
  'diameter',
  'volume',
  'gap_width',
  'elevation',
]);

/** Ids in the order of SPEC's arguments. */
export const argsOf = (q: QuestionRecord): number[] =>
  [q.objects.subject, q.objects.reference, q.objects.second].filter(
    (id): id is number => id !== undefined && id !== null,
  );

/**
 * One question, recomputed from the scene and the stored pictures, with the margins it was asked with.
 *
 * @param before of a twin: the scene it was made from, with its views
 */
export function checkQuestion(
  report: Report,
  world: World,
  views: readonly View[],
  q: QuestionRecord,
  lexicon: Lexicon,
  before: Before | null = null,
): void {
  const scale = Number(q.evidence.params.marginScale ?? 1);
  if (!report.expect('margin scale', scale > 0, q.id, String(q.evidence.params.marginScale), 'above 0')) return;
  withMarginScale(scale, () => checkWithMargins(report, world, views, q, lexicon, before));
}

function checkWithMargins(
  report: Report,
  world: World,
  views: readonly View[],
  q: QuestionRecord,
  lexicon: Lexicon,
  before: Before | null,
): void {
  if (q.kind === 'multiview') {
    checkSeveralViews(report, world, views, q, before);
    return;
  }
  const check = `question ${q.type}${q.frame ? ` ${q.frame.kind}` : ''}`;
  const view = views.find((v) => v.id === (q.frame?.view ?? q.views[0])) ?? views.find((v) => v.id === q.views[0]);
  if (
    !report.expect(
      'question names its view',
      view !== undefined && q.views.every((id) => views.some((v) => v.id === id)),
      q.id,
      q.views.join(' '),
      'unknown view',
    ) ||
    !view
  )
    return;
  report.expect(
    'question schema',
    q.schema === 'vantage/question@1' && q.spec === '0.3',
    q.id,
    `${q.schema}, spec ${q.spec}`,
    'vantage/question@1, spec 0.3',
  );
  const named = [
    ...argsOf(q),
    ...(q.objects.members ?? []),
    ...(q.frame?.object === undefined ? [] : [q.frame.object]),
  ];
  if (
    !report.expect(
      'question names objects',
      named.every((id) => world.has(id)),
      q.id,
      named.join(' '),
      'an unknown object',
    )
  )
    return;
  if (q.type === 'can_tell') {
    checkCanTell(report, world, views, view, q, lexicon);
    return;
  }
  const { verdict } = q.evidence;
  if (q.answer.kind === 'yes-no') {
    report.expect('never asked when A', verdict === 'T' || verdict === 'F', q.id, verdict, 'T or F');
    report.expect('answer is the verdict', q.answer.value === (verdict === 'T'), q.id, String(q.answer.value), verdict);
    const said = spoken(q);
    report.expect(
      'answer text',
      /^(yes|no)/i.test(said) && /^yes/i.test(said) === q.answer.value,
      q.id,
      String(q.answer.value),
      q.answerText,
    );
  }
  if (q.kind === 'plan') {
    checkPlan(report, world, view, q);
    phrases(report, world, views, view, q, lexicon);
    return;
  }
  if ((q.evidence.steps?.length ?? 0) > 0) checkComposite(report, check, world, view, q);
  if (q.answer.kind === 'yes-no' && q.type === 'free_space') {
    if (q.frame && q.direction && q.objects.reference !== undefined)
      compare(report, check, q, freeSpace(world, view, q.objects.reference, q.frame, q.direction as 'left', q.profile));
    else report.expect(check, false, q.id, 'frame, direction, reference', 'one is missing');
  } else if (q.type === 'nested') checkNested(report, world, view, q, lexicon);
  else if (q.answer.kind === 'points' && q.type === 'point') checkPointAt(report, world, view, q);
  else if (q.answer.kind === 'points') {
    if (q.frame && q.direction && isDirection(q.direction)) checkPoints(report, world, view, q, q.frame, q.direction);
    else report.leaveOpen(check, q.id, `points without frame or direction`);
  } else if (q.type === 'fits') {
    if (q.frame && q.direction && isDirection(q.direction))
      checkFits(report, world, view, q, { frame: q.frame, name: q.direction });
    else report.expect(check, false, q.id, 'frame and direction', 'one is missing');
  } else if (q.type === 'fits_on') checkFits(report, world, view, q, null);
  else if (q.type === 'fits_in') checkFitsIn(report, world, q);
  else if (q.type === 'passes') compare(report, check, q, passes(world, q));
  else if (q.answer.kind === 'yes-no' && q.kind !== 'reasoning') {
    const own = judge(world, view, q.type, q.frame, argsOf(q), q.profile);
    if (own) {
      compare(report, check, q, own);
      measured(report, check, q, own);
    } else report.leaveOpen(check, q.id, `yes/no of type ${q.type} with objects ${argsOf(q).join(' ')}`);
    if (q.type === 'nothing_between' && q.evidence.verdict === 'F') {
      const [b, c] = argsOf(q);
      const { dBetween } = constants(q.profile);
      const shown = world.bodies.some(
        ({ id, record }) =>
          !record.structure &&
          id !== b &&
          id !== c &&
          nameGate(view, id, q.profile, false) === null &&
          between(world, id, b, c, dBetween).t > 0,
      );
      report.expect('gate nothing_between', shown, q.id, 'something between that is seen', 'all of it is hidden');
    }
    if (q.type === 'touching') {
      const fault = touchFault(world, view, q);
      report.expect('gate touching', fault === null, q.id, 'closest points in view', String(fault));
    }
  } else if (q.answer.kind === 'number' && METRIC.has(q.type)) number(report, check, world, view, q);
  else checkOther(report, check, world, views, view, q, lexicon);
  gates(report, world, views, view, q);
  phrases(report, world, views, view, q, lexicon);
  profile(report, world, view, q, lexicon);
  const fault = frameFault(world, q);
  report.expect(`wording ${q.frame?.kind ?? 'none'}`, fault === null, q.id, q.text, String(fault));
  if (q.frame?.kind === 'world') {
    const unread = anchorFault(world, view, q);
    report.expect('anchor readable', unread === null, q.id, world.record.anchor.text, String(unread));
  }
  ego(report, world, view, q);
}

/** The answer that a text gives in its style: the word itself, inside JSON, or behind a letter of the instruction. */
function spoken(q: QuestionRecord): string {
  if (q.style === 'json') return String((JSON.parse(q.answerText) as { answer?: unknown }).answer);
  if (q.style === 'chainOfThought') return /<answer>(.*)<\/answer>$/s.exec(q.answerText)?.[1] ?? '';
  if (q.style !== 'choice') return q.answerText;
  const line = (q.instruction ?? '').split('\n').find((option) => option.startsWith(`${q.answerText}. `));
  return line?.slice(3) ?? '';
}

function compare(report: Report, check: string, q: QuestionRecord, own: Verdict): void {
  if (own.t === 0.5 && own.f === 0.5 && own.note.startsWith('open:')) report.leaveOpen(check, q.id, own.note);
  else
    report.expect(
      check,
      allows(own, q.evidence.verdict),
      q.id,
      q.evidence.verdict,
      () => `${show(own)} — objects ${argsOf(q).join(' ')}`,
    );
}

function measured(report: Report, check: string, q: QuestionRecord, own: Verdict): void {
  if (!own.measured) return;
  const claimed = q.evidence.measured;
  for (const key of isDirection(q.type) ? MEASURED : (['t', 'rho', 'kappa'] as const)) {
    const [value, found] = [claimed[key], own.measured[key]];
    if (typeof value !== 'number' || found === undefined) {
      if (isDirection(q.type))
        report.expect(`${check}: measured`, false, q.id, `${key} ${String(value)}`, `${key} ${String(found)}`);
      continue;
    }
    report.expect(
      `${check}: measured`,
      Math.abs(value - found) <= 1e-6 * Math.max(1, Math.abs(found)),
      q.id,
      `${key} ${value}`,
      `${key} ${found}`,
    );
  }
}

function number(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const [a, b] = argsOf(q);
  const own = quantity(world, view, q.type, q.frame, a, b);
  if (own === null) report.leaveOpen(check, q.id, `quantity ${q.type}`);
  else if (typeof own === 'string') report.expect(check, false, q.id, String(q.answer.value), own);
  else
    report.expect(
      check,
      own.values.some((v) => Math.abs(v - Number(q.answer.value)) <= own.tolerance),
      q.id,
      `${String(q.answer.value)} (${q.answer.definition ?? ''})`,
      () => own.values.map(n4).join(' or '),
    );
  for (const id of argsOf(q)) {
    const fault = metricGate(world, view, id, q.profile);
    report.expect('gate metric', fault === null, q.id, `object ${id}`, String(fault));
  }
}

/** Objects that only support or contain. */
function exempt(world: World, q: QuestionRecord, id: number): boolean {
  // The relation of a count stands among its parameters.
  const relation = q.type === 'count' ? String(q.evidence.params.relation) : q.type;
  if (!SUPPORTIVE.has(relation)) return false;
  // Of two that touch, either may carry the other, at whatever slant: its contacts say which; else neither does.
  if (relation === 'touching') return world.contacts.some((c) => c.b === id && argsOf(q).includes(c.a) && c.share > 0);
  return (
    id === q.objects[q.type === 'supports' ? 'subject' : 'reference'] || world.surfaces.some((s) => s.owner === id)
  );
}

function gates(report: Report, world: World, views: readonly View[], view: View, q: QuestionRecord): void {
  const looked = q.views.length > 1 ? views.filter((v) => q.views.includes(v.id)) : [view];
  const offered = offeredBy(q);
  for (const id of new Set([...argsOf(q), ...offered, ...(q.frame?.object === undefined ? [] : [q.frame.object])])) {
    if (q.answer.kind === 'text' && q.kind === 'unanswerable') continue;
    const contained =
      (q.type === 'inside' || q.type === 'fully_inside') && (id === q.objects.subject || offered.includes(id));
    const faults = looked.map((v) => nameGate(v, id, q.profile, exempt(world, q, id), contained ? 0.15 : 0.3));
    report.expect(
      'gate name',
      faults.some((f) => f === null),
      q.id,
      `object ${id} ${world.body(id).record.category} (${q.type})`,
      () => faults.join('; '),
    );
    if ((CONTACT.has(q.type) || q.type === 'free_space') && !contained && !exempt(world, q, id)) {
      const fault = looked.map((v) => targetGate(v, id));
      report.expect(
        'gate target',
        fault.some((f) => f === null),
        q.id,
        `object ${id} (${q.type})`,
        () => fault.join('; '),
      );
    }
  }
  const [a, b] = argsOf(q);
  if (a !== undefined && b !== undefined) {
    const related = world.body(a).record.parent === b || world.body(b).record.parent === a || a === b;
    report.expect('pair not of one thing', !related, q.id, `${a} and ${b}`, 'parent and child, or the same');
  }
  for (const id of argsOf(q)) {
    const { record } = world.body(id);
    const anchorOf = isDirection(q.type) && ['floor', 'wall', 'ceiling'].includes(record.category);
    report.expect('no anchor of the building', !anchorOf, q.id, q.type, `${record.category} ${id}`);
    report.expect('not held', !record.held, q.id, q.type, `object ${id} is held`);
  }
}

function phrases(
  report: Report,
  world: World,
  views: readonly View[],
  view: View,
  q: QuestionRecord,
  lexicon: Lexicon,
): void {
  const given = phrasesOf(q);
  // What is marked by a point of the image is named by no phrase.
  const marked = 'markU' in q.evidence.measured;
  for (const id of marked ? [] : argsOf(q))
    report.expect('phrase given', String(id) in given, q.id, `object ${id}`, 'no phrase');
  for (const [key, phrase] of Object.entries(given)) {
    const id = Number(key);
    if (!world.has(id)) {
      report.expect('phrase given', false, q.id, `"${phrase}"`, `no object ${key}`);
      continue;
    }
    // These name a kind; the things of it that were looked at one by one are named where the derivation speaks of them.
    const lookedAt =
      (q.type === 'count' || q.type === 'nested') && (q.evidence.steps ?? []).some(({ args }) => args.includes(id));
    report.expect(
      'phrase in the text',
      q.text.toLowerCase().includes(phrase.toLowerCase().replace(/^the /, '')) ||
        q.answer.kind === 'choice' ||
        (lookedAt && !argsOf(q).includes(id)),
      q.id,
      `"${phrase}"`,
      q.text,
    );
    report.expect('phrase not bare', !/^(the )?objects?$/.test(phrase.toLowerCase()), q.id, phrase, 'the bare word');
    const looked = q.views.length > 1 ? views.filter((v) => q.views.includes(v.id)) : [view];
    const found = looked.map((v) => unique(world, v, id, phrase, lexicon, q.profile));
    if (found.every((f) => f.holds === null)) report.leaveOpen('phrase unique', q.id, `"${phrase}": ${found[0].why}`);
    else
      report.expect(
        'phrase unique',
        found.every((f) => f.holds === null || f.holds > 0),
        q.id,
        `"${phrase}" is object ${id}`,
        () => found.map((f) => f.why).join('; '),
      );
  }
}

/** Objects that the options of a choice name. */
const offeredBy = (q: QuestionRecord): number[] =>
  (q.answer.options ?? []).flatMap(({ object, objects = [] }) => [
    ...(object === undefined ? [] : [object]),
    ...objects,
  ]);

/** tabletop: every named object (supporters aside) at most 0.5 large and not standing on the floor. */
function profile(report: Report, world: World, view: View, q: QuestionRecord, lexicon: Lexicon): void {
  const { noun } = q.evidence.params;
  const counted = q.type === 'count' && typeof noun === 'string' ? readPhrase(noun, lexicon)?.categories : undefined;
  const ids = new Set([
    ...argsOf(q),
    ...offeredBy(q),
    ...(q.frame?.object === undefined ? [] : [q.frame.object]),
    ...world.bodies.filter((b) => counted?.has(b.record.category) && view.seen(b.id)).map((b) => b.id),
  ]);
  const large = (id: number): number => (largestExtent(world.body(id)) > 0.5 + 1e-6 ? 1 : 0);
  const floored = (id: number): boolean =>
    world.bodies.some((f) => f.record.category === 'floor' && directlyOn(world, id, f.id).t === 1);
  const room = (list: readonly number[]): boolean => list.some((id) => large(id) || floored(id));
  const all = [...ids];
  const strict = all.filter((id) => !exempt(world, q, id));
  // Which supporter is "aside" can be read more than one way: either reading is accepted.
  const readings = new Set([room(all) ? 'room' : 'tabletop', room(strict) ? 'room' : 'tabletop']);
  report.expect('question profile', readings.has(q.profile), q.id, q.profile, [...readings].join(' or '));
}

function ego(report: Report, world: World, view: View, q: QuestionRecord): void {
  if (!isDirection(q.type) || !q.frame || q.frame.kind === 'ego') {
    return;
  }
  const [a, b] = argsOf(q);
  if (a === undefined || b === undefined) return;
  const own = direction(world, view, { kind: 'ego' }, q.type, a, b, q.profile);
  report.expect('egoVerdict', q.egoVerdict !== null && allows(own, q.egoVerdict), q.id, String(q.egoVerdict), () =>
    show(own),
  );
}
