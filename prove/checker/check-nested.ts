import type { Report } from './report.ts';
import type { Lexicon, QuestionRecord, StepRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { checkPointAt } from './check-point-at.ts';
import { allows } from './fuzzy.ts';
import { nameGate } from './gates.ts';
import { judge } from './judge.ts';
import { readPhrase } from './phrases.ts';

// SPEC §8: nested references. Every step is judged with the other chains; here, that they add up to one solution.

const CONNECTIVES = new Set(['and', 'or', 'not']);

export function checkNested(report: Report, world: World, view: View, q: QuestionRecord, lexicon: Lexicon): void {
  const check = 'question nested';
  const relations = (q.evidence.steps ?? []).filter(({ op }) => !CONNECTIVES.has(op));
  const last = relations.at(-1);
  if (!report.expect(`${check}: steps`, last !== undefined, q.id, 'steps', 'none') || !last) return;
  const solution = last.args[0];
  const conditions = relations.filter(({ args }) => args[0] === solution);
  const { noun, chain } = q.evidence.params;
  const candidates =
    q.answer.kind === 'choice'
      ? (q.answer.options ?? []).flatMap(({ object }) => (object === undefined ? [] : [object]))
      : shown(view, world, categoriesOf(String(noun), lexicon));
  const holds = (id: number, { op, frame, args }: StepRecord, reference = args[1]) => {
    const own = judge(world, view, op, frame, [id, reference], q.profile);
    return own === null ? null : allows(own, 'T') ? (allows(own, 'F') ? null : true) : allows(own, 'F') ? false : null;
  };
  report.expect(
    `${check}: candidates`,
    candidates.length >= 2 && candidates.includes(solution),
    q.id,
    candidates.join(' '),
    `solution ${solution}`,
  );
  for (const id of candidates) {
    const fault = nameGate(view, id, q.profile, false, 0.3);
    report.expect(`${check}: candidates pass the gate`, fault === null, q.id, `object ${id}`, String(fault));
    for (const condition of conditions)
      report.expect(
        `${check}: every candidate is judged`,
        relations.some(({ op, args }) => op === condition.op && args[0] === id && args[1] === condition.args[1]),
        q.id,
        `${condition.op} ${id} ${condition.args[1]}`,
        'no such step',
      );
  }
  const truths = candidates.map((id) => conditions.map((condition) => holds(id, condition)));
  const surely = (of: readonly (boolean | null)[], except = -1) => of.every((t, i) => i === except || t === true);
  const never = (of: readonly (boolean | null)[], except = -1) => of.some((t, i) => i !== except && t === false);
  candidates.forEach((id, k) => {
    report.expect(
      `${check}: one solution`,
      id === solution ? !never(truths[k]) : !surely(truths[k]),
      q.id,
      `object ${solution}`,
      `object ${id}`,
    );
  });
  for (const dropped of conditions.length > 1 ? conditions.keys() : [])
    report.expect(
      `${check}: needs each relation`,
      truths.filter((of) => !never(of, dropped)).length > 1,
      q.id,
      `${conditions[dropped].op} ${conditions[dropped].args[1]}`,
      'the answer is the same without it',
    );
  if (chain !== undefined) checkChain(String(chain));
  if (q.answer.kind === 'choice')
    report.expect(
      `${check}: answer`,
      q.answer.options?.[q.answer.correct ?? -1]?.object === solution,
      q.id,
      q.answerText,
      `object ${solution}`,
    );
  else checkPointAt(report, world, view, { ...q, objects: { subject: solution } });

  function checkChain(of: string): void {
    const [narrowing] = relations;
    const reference = conditions[0].args[1];
    const all = shown(view, world, categoriesOf(of, lexicon));
    report.expect(
      `${check}: several of the noun`,
      all.length >= 2 && !all.includes(narrowing.args[1]),
      q.id,
      of,
      all.join(' '),
    );
    for (const id of all) {
      const fault = nameGate(view, id, q.profile, false, 0.3);
      report.expect(`${check}: references pass the gate`, fault === null, q.id, `object ${id}`, String(fault));
      const own = holds(id, narrowing);
      report.expect(
        `${check}: singles one out`,
        own !== (id !== reference),
        q.id,
        `${of} ${reference}`,
        `${id}: ${String(own)}`,
      );
    }
    const differs = all.some(
      (other) =>
        other !== reference &&
        candidates.some((id, k) => {
          if (id === other) return false;
          const through = holds(id, conditions[0], other);
          return id === solution ? through !== true : !never(truths[k], 0) && through !== false;
        }),
    );
    report.expect(`${check}: the reference matters`, differs, q.id, of, `any ${of} gives the same answer`);
  }
}

const categoriesOf = (noun: string, lexicon: Lexicon): ReadonlySet<string> =>
  readPhrase(noun, lexicon)?.categories ?? new Set();

const shown = (view: View, world: World, categories: ReadonlySet<string>): number[] =>
  world.bodies.filter((b) => categories.has(b.record.category) && (view.seen(b.id)?.pixels ?? 0) > 0).map((b) => b.id);
