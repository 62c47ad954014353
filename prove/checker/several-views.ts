import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import type { Maybe, Verdict } from './fuzzy.ts';
import { checkChanged, type Before } from './changed.ts';
import { argsOf } from './check-question.ts';
import { constants } from './constants.ts';
import { apart, dir } from './directions.ts';
import { axesOf, vectorOf, type DirectionName } from './frames.ts';
import { allows, and, atLeast, n4, not, or, show, sure, undetermined, verdict } from './fuzzy.ts';
import { metricGate, nameGate, targetGate } from './gates.ts';
import { judge } from './judge.ts';
import { add, cross, dot, horizontal, mul, norm, sub, unit, Z } from './vec.ts';

// Questions about several views, from docs/spec.md §12.

/** Types of §12 that compare a scene with its twin. */
const OF_TWINS = new Set(['changed', 'changed_way', 'changed_distance']);

/** @param before of a twin: the scene it was made from */
export function checkSeveralViews(
  report: Report,
  world: World,
  views: readonly View[],
  q: QuestionRecord,
  before: Before | null,
): void {
  const check = `several views ${q.type}`;
  if (OF_TWINS.has(q.type)) {
    checkChanged(report, check, before, world, views, q);
    return;
  }
  const asked = q.views.flatMap((id) => views.find((v) => v.id === id) ?? []);
  if (
    !report.expect('question names its view', asked.length === q.views.length, q.id, q.views.join(' '), 'unknown view')
  )
    return;
  for (let i = 1; i < asked.length; i++) {
    const shared = Math.min(sharedPart(asked[i - 1], asked[i]), sharedPart(asked[i], asked[i - 1]));
    report.expect('views overlap', shared >= 0.15 - 0.02, q.id, '≥ 0.15', n4(shared));
  }
  const [first, second] = asked;
  switch (q.type) {
    case 'correspondence':
      return correspondence(report, check, first, second, q);
    case 'same_object':
      return sameObject(report, check, first, second, q);
    case 'camera_moved':
    case 'camera_turned':
    case 'camera_distance':
    case 'camera_angle':
      return camera(report, check, first, second, q);
    case 'viewpoint':
      return viewpoint(report, check, world, first, second, q);
    case 'cross_view':
      return crossView(report, check, world, first, second, q);
    case 'appearance_first':
    case 'appearance_order':
      return appearance(report, check, asked, q);
    case 'count_views':
      return countViews(report, check, world, asked, q);
    case 'tellable':
      return tellable(report, check, world, first, second, q);
    default:
      report.leaveOpen(check, q.id, 'not covered');
  }
}

/** Share of a grid of pixels of `from` whose surface point `other` shows too. */
function sharedPart(from: View, other: View): number {
  const step = Math.max(1, Math.floor(Math.max(from.width, from.height) / 80));
  let [all, both] = [0, 0];
  for (let v = step >> 1; v < from.height; v += step)
    for (let u = step >> 1; u < from.width; u += step) {
      const i = v * from.width + u;
      if (from.ids[i] === 0 || from.depth[i] === 0) continue;
      all++;
      const p = other.toCamera(add(from.eye, mul(from.ray(u + 0.5, v + 0.5), from.depth[i])));
      if (p[2] <= 0) continue;
      const [x, y] = other.project(p).map(Math.floor);
      if (!(x >= 0 && y >= 0 && x < other.width && y < other.height)) continue;
      const j = y * other.width + x;
      if (other.ids[j] === from.ids[i] && Math.abs(other.depth[j] - p[2]) <= Math.max(0.005, 0.01 * p[2])) both++;
    }
  return all > 0 ? both / all : 0;
}

const pixels = (view: View, id: number): number => view.seen(id)?.pixels ?? 0;

/** The points that a text states as "(0.412, 0.530)", in pixels of a view each, and what lies there. */
const statedPoints = (text: string): [number, number][] =>
  [...text.matchAll(/\((0?\.\d+|1\.0+|0\.\d+), (0?\.\d+|1\.0+|0\.\d+)\)/g)].map(([, x, y]) => [Number(x), Number(y)]);

function objectAt(view: View, [x, y]: readonly [number, number]): number {
  const [u, v] = [Math.floor(x * view.width), Math.floor(y * view.height)];
  return view.ids[Math.min(view.height - 1, v) * view.width + Math.min(view.width - 1, u)];
}

function correspondence(report: Report, check: string, first: View, second: View, q: QuestionRecord): void {
  const id = q.objects.subject as number;
  const mark = statedMark(q, first, 'markU', 'markV');
  report.expect(`${check}: mark`, mark !== null && objectAt(first, mark) === id, q.id, `object ${id}`, q.text);
  for (const [view, fault] of [
    [first, targetGate(first, id)],
    [second, nameGate(second, id, q.profile, false)],
  ] as const)
    report.expect('gate several views', fault === null, q.id, `object ${id} in ${view.id}`, String(fault));
  if (q.answer.kind === 'points') {
    const off = (q.answer.normalised ?? []).filter((p) => objectAt(second, p) !== id).length;
    report.expect(check, off === 0 && (q.answer.normalised?.length ?? 0) > 0, q.id, 'points on it', `${off} are not`);
  } else if (q.answer.kind === 'box2d') {
    const own = second.seen(id)?.box ?? [];
    report.expect(check, String(own) === String(q.answer.box), q.id, String(q.answer.box), String(own));
  } else {
    const { options = [], correct = -1 } = q.answer;
    options.forEach((option, i) => {
      const [point] = statedPoints(option.text);
      const on = point !== undefined && objectAt(second, point) === id;
      report.expect(
        check,
        on === (i === correct),
        q.id,
        `${option.text} ${i === correct ? '' : 'not '}on ${id}`,
        String(on),
      );
    });
  }
}

/** A mark as the record has it, in shares of the image; null when the text does not state it. */
function statedMark(q: QuestionRecord, view: View, u: string, v: string): [number, number] | null {
  const share: [number, number] = [
    Number(q.evidence.measured[u]) / view.width,
    Number(q.evidence.measured[v]) / view.height,
  ];
  return q.text.includes(`(${share[0].toFixed(3)}, ${share[1].toFixed(3)})`) ? share : null;
}

function sameObject(report: Report, check: string, first: View, second: View, q: QuestionRecord): void {
  const marks = [statedMark(q, first, 'markU', 'markV'), statedMark(q, second, 'otherU', 'otherV')];
  const [a, b] = [objectAt(first, marks[0] ?? [0, 0]), objectAt(second, marks[1] ?? [0, 0])];
  report.expect(`${check}: marks`, !marks.includes(null) && a > 0 && b > 0, q.id, '2 marks on things', `${a} and ${b}`);
  report.expect(check, (a === b) === (q.evidence.verdict === 'T'), q.id, q.evidence.verdict, `${a} and ${b}`);
  for (const [view, id] of [
    [first, a],
    [second, b],
  ] as const) {
    const fault = targetGate(view, id);
    report.expect('gate several views', fault === null, q.id, `object ${id} in ${view.id}`, String(fault));
  }
}

/** The word for a direction in an option's text. */
const WORDS: readonly (readonly [string, RegExp])[] = [
  ['left', /left/],
  ['right', /right/],
  ['forward', /forward/],
  ['back', /back/],
  ['up', /^up/],
  ['down', /^down/],
];
const wordOf = (text: string): string => WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? text;
const chosen = (q: QuestionRecord): string => q.answer.options?.[q.answer.correct ?? -1]?.text ?? '';

function camera(report: Report, check: string, first: View, second: View, q: QuestionRecord): void {
  const by = sub(second.eye, first.eye);
  const heading = (view: View): Vec3 => unit(horizontal(view.axes[2]));
  if (q.type === 'camera_distance') {
    report.expect(
      check,
      Math.abs(norm(by) - Number(q.answer.value)) <= 1e-6,
      q.id,
      String(q.answer.value),
      n4(norm(by)),
    );
    return;
  }
  if (q.type === 'camera_angle') {
    // Trace of the relative rotation: 1 + 2 cos.
    const trace = first.axes.reduce((sum, axis, k) => sum + dot(axis, second.axes[k]), 0);
    const angle = (Math.acos(Math.max(-1, Math.min(1, (trace - 1) / 2))) * 180) / Math.PI;
    report.expect(check, Math.abs(angle - Number(q.answer.value)) <= 1e-3, q.id, String(q.answer.value), n4(angle));
    return;
  }
  const claimed = wordOf(chosen(q));
  if (q.type === 'camera_moved') {
    const [right, down, forward] = first.axes;
    const h = heading(first);
    const level = [dot(by, cross(Z, h)), dot(by, h), by[2]];
    const own = [-dot(by, right), dot(by, forward), -dot(by, down)];
    const names = [
      ['left', 'right'],
      ['forward', 'back'],
      ['up', 'down'],
    ];
    const ok = [level, own].every((c) => mayDominate(c, 0.1, names, claimed));
    report.expect(check, ok, q.id, claimed, `${level.map(n4).join(' ')}; ${own.map(n4).join(' ')}`);
    return;
  }
  const [a, b] = [heading(first), heading(second)];
  const pan = (Math.atan2(dot(cross(a, b), Z), dot(a, b)) * 180) / Math.PI;
  const elevation = (view: View) => (Math.asin(Math.max(-1, Math.min(1, view.axes[2][2]))) * 180) / Math.PI;
  const roll = (view: View) => {
    const level = cross(heading(view), Z);
    return (Math.atan2(dot(view.axes[0], cross(level, view.axes[2])), dot(view.axes[0], level)) * 180) / Math.PI;
  };
  const turn = [pan, elevation(second) - elevation(first), roll(second) - roll(first)];
  const names = [
    ['left', 'right'],
    ['up', 'down'],
    ['', ''],
  ];
  const ok = mayDominate(turn, 10, names, claimed) && Math.abs(pan) <= 135 + 1e-4;
  report.expect(check, ok, q.id, claimed, turn.map(n4).join(' '));
}

function mayDominate(c: readonly number[], least: number, names: readonly string[][], claimed: string): boolean {
  const k = names.findIndex((pair) => pair.includes(claimed));
  if (k < 0) return false;
  const size = Math.abs(c[k]);
  if ((c[k] > 0 ? names[k][0] : names[k][1]) !== claimed) return false;
  return atLeast(size, least) > 0 && c.every((x, i) => i === k || atLeast(size, 2 * Math.abs(x)) > 0);
}

function viewpoint(report: Report, check: string, world: World, first: View, second: View, q: QuestionRecord): void {
  const id = q.objects.reference as number;
  const { center } = world.body(id);
  const [a, b] = [first, second].map((view) => horizontal(sub(view.eye, center)));
  const angle = (Math.atan2(dot(cross(a, b), Z), dot(a, b)) * 180) / Math.PI;
  const side =
    Math.abs(angle) <= 30 + 1e-4
      ? 'same'
      : Math.abs(angle) >= 150 - 1e-4
        ? 'opposite'
        : Math.abs(Math.abs(angle) - 90) <= 30 + 1e-4
          ? angle > 0
            ? 'right'
            : 'left'
          : 'between';
  report.expect(check, chosen(q).includes(side), q.id, chosen(q), `${side}, ${n4(angle)}°`);
  for (const view of [first, second]) {
    const fault = nameGate(view, id, q.profile, false);
    report.expect('gate several views', fault === null, q.id, `object ${id} in ${view.id}`, String(fault));
  }
}

const sideOf = (d: ReturnType<typeof dir>): Verdict => verdict(d.t, or(d.opposite, d.orthogonal), '');

function crossView(report: Report, check: string, world: World, first: View, second: View, q: QuestionRecord): void {
  const [a, b] = argsOf(q);
  const direction = q.direction as DirectionName;
  const axes = axesOf(world, first, { kind: 'ego' }, direction);
  const hidden = pixels(first, a) === 0 || pixels(first, b) === 0;
  report.expect(`${check}: needs both`, hidden, q.id, 'one unseen in the first view', 'both are seen');
  const [A, B] = [world.body(a), world.body(b)];
  const middle = mul(add(A.center, B.center), 0.5);
  const sight = unit(horizontal(sub(middle, first.eye)));
  const d = typeof axes === 'string' ? null : vectorOf(axes, direction);
  const along = vectorOf({ front: mul(sight, -1), left: cross(Z, sight) }, direction);
  const cone = direction === 'left' || direction === 'right' ? 60 : 50;
  const { mAbs } = constants(q.profile);
  let own = undetermined(String(axes));
  if (d) {
    const sides = [sideOf(dir(A, B, d, cone, mAbs)), sideOf(dir(A, B, along, cone, mAbs))];
    const free = apart(A, B, world.foot(a, b));
    own = verdict(and(free, sides[0].t, sides[1].t), and(free, sides[0].f, sides[1].f), '');
  }
  report.expect(
    check,
    allows(own, q.evidence.verdict),
    q.id,
    q.evidence.verdict,
    () => `${show(own)} of ${a} and ${b}`,
  );
  for (const id of [a, b]) namedSomewhere(report, [first, second], id, q);
}

function namedSomewhere(report: Report, views: readonly View[], id: number, q: QuestionRecord): void {
  const faults = views.map((view) => nameGate(view, id, q.profile, false));
  report.expect('gate several views', faults.includes(null), q.id, `object ${id}`, () => faults.join('; '));
}

function appearance(report: Report, check: string, views: readonly View[], q: QuestionRecord): void {
  const order = (q.objects.members ?? []).map((id) => {
    const at = views.findIndex((view) => pixels(view, id) > 0);
    const fault = at < 0 ? 'never seen' : nameGate(views[at], id, q.profile, false);
    report.expect('gate several views', fault === null, q.id, `object ${id} in image ${at}`, String(fault));
    return { id, at, phrase: (q.phrases?.[String(id)] ?? '').toLowerCase() };
  });
  order.sort((a, b) => a.at - b.at);
  const distinct = order.every(({ at }, i) => i === 0 || at > order[i - 1].at);
  report.expect(`${check}: distinct`, distinct, q.id, 'each at its own image', order.map(({ at }) => at).join(' '));
  const text = chosen(q).toLowerCase();
  const places = order.map(({ phrase }) => text.indexOf(phrase));
  const ok =
    q.type === 'appearance_first'
      ? q.answer.options?.[q.answer.correct ?? -1]?.object === order[0]?.id
      : places.every((place, i) => place >= 0 && (i === 0 || place > places[i - 1]));
  report.expect(check, ok, q.id, text, order.map(({ phrase, at }) => `${phrase} ${at}`).join(', '));
}

function countViews(report: Report, check: string, world: World, views: readonly View[], q: QuestionRecord): void {
  const [one] = q.objects.members ?? [];
  const category = one === undefined ? '' : world.body(one).record.category;
  const own = world.bodies.filter(
    (b) => b.record.category === category && views.some((view) => pixels(view, b.id) > 0),
  );
  report.expect(check, own.length === q.answer.value, q.id, String(q.answer.value), `${own.length} of ${category}`);
  for (const { id } of own) namedSomewhere(report, views, id, q);
}

function tellable(report: Report, check: string, world: World, first: View, second: View, q: QuestionRecord): void {
  const [a, b] = argsOf(q);
  const own = judge(world, first, 'taller', null, [a, b], q.profile);
  if (own) report.expect(`${check}: taller`, own.t > 0 || own.f > 0, q.id, 'T or F', show(own));
  const told = (view: View): { t: Maybe; f: Maybe } => {
    const unseen = [a, b].some((id) => pixels(view, id) === 0);
    const seen = [a, b].every(
      (id) => nameGate(view, id, q.profile, false) === null && metricGate(world, view, id, q.profile) === null,
    );
    return { t: and(sure(seen), not(sure(unseen))), f: sure(unseen) };
  };
  const [one, two] = [told(first), told(second)];
  const text = chosen(q);
  const ok = /both/.test(text)
    ? one.f && two.f
    : /either/.test(text)
      ? one.t && two.t
      : /first/.test(text)
        ? one.t && two.f
        : one.f && two.t;
  report.expect(check, Boolean(ok), q.id, text, `first ${one.t}/${one.f}, second ${two.t}/${two.f}`);
}
