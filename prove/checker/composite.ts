import type { Report } from './report.ts';
import type { QuestionRecord, StepRecord } from './types.ts';
import type { Maybe } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { allows, n4, show, verdict } from './fuzzy.ts';
import { judge } from './judge.ts';
import { quantity } from './metric.ts';

// SPEC §8: a chain of steps must follow when every step is evaluated again.

const maybe = (v: string, wanted: string): Maybe => (v === wanted ? 1 : 0);

/** AND, OR and NOT over the verdicts of earlier steps. */
function combine(op: string, verdicts: readonly string[]) {
  const known = verdicts.every((v) => v === 'T' || v === 'F') ? 1 : 0;
  const all = (wanted: string): Maybe => Math.min(1, ...verdicts.map((v) => maybe(v, wanted))) as Maybe;
  const some = (wanted: string): Maybe =>
    Math.min(known, Math.max(0, ...verdicts.map((v) => maybe(v, wanted)))) as Maybe;
  if (op === 'and') return verdict(all('T'), some('F'), verdicts.join(' and '));
  if (op === 'or') return verdict(some('T'), all('F'), verdicts.join(' or '));
  return verdict(maybe(verdicts[0], 'F'), maybe(verdicts[0], 'T'), `not ${verdicts[0]}`);
}

export function checkComposite(report: Report, check: string, world: World, view: View, q: QuestionRecord): void {
  const steps: readonly StepRecord[] = q.evidence.steps ?? [];
  steps.forEach((step, i) => {
    const id = `${q.id} step ${i}`;
    if (['and', 'or', 'not'].includes(step.op)) {
      const earlier = step.args.map((at) => steps[at]?.verdict ?? 'A');
      report.expect(
        `${check}: step ${step.op}`,
        step.args.every((at) => at < i) && allows(combine(step.op, earlier), step.verdict),
        id,
        step.verdict,
        show(combine(step.op, earlier)),
      );
      return;
    }
    if (!step.args.every((o) => world.has(o))) {
      report.leaveOpen(`${check}: step ${step.op}`, id, `arguments ${step.args.join(' ')}`);
      return;
    }
    const own = judge(world, view, step.op, step.frame, step.args, q.profile);
    if (own) {
      report.expect(`${check}: step ${step.op}`, allows(own, step.verdict), id, step.verdict, () => show(own));
      return;
    }
    const value = step.args.length > 0 ? quantity(world, view, step.op, step.frame, step.args[0], step.args[1]) : null;
    if (value && typeof value !== 'string' && typeof step.value === 'number')
      report.expect(
        `${check}: step ${step.op}`,
        value.values.some((v) => Math.abs(v - (step.value as number)) <= value.tolerance),
        id,
        String(step.value),
        () => value.values.map(n4).join(' or '),
      );
    else report.leaveOpen(`${check}: step ${step.op}`, id, `operation ${step.op}`);
  });
  const last = steps.at(-1);
  if (q.answer.kind === 'yes-no' && last)
    report.expect(
      `${check}: last step is the answer`,
      (last.verdict === 'T') === q.answer.value && last.verdict === q.evidence.verdict,
      q.id,
      String(q.answer.value),
      last.verdict,
    );
}
