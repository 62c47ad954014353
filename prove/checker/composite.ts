import type { Report } from './report.ts';
import type { QuestionRecord, StepRecord } from './types.ts';
import type { Maybe } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { allows, n4, show, verdict } from './fuzzy.ts';
import { judge } from './judge.ts';
import { stepQuantity } from './step-quantity.ts';

// SPEC §8: a chain of steps must follow when every step is evaluated again, and the answer must follow from it alone.

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

/** Verdicts that a search decides; their own checks look at witness and blockers. */
const SEARCHED = new Set(['fits', 'fits_on', 'fits_in', 'passes']);

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
    if (SEARCHED.has(step.op)) {
      const before = steps.slice(0, i);
      const own = step.op === 'passes' ? passing(before) : searched(before);
      report.expect(`${check}: step ${step.op}`, own === step.verdict, id, step.verdict, String(own));
      return;
    }
    if (typeof step.value !== 'number') {
      const own = judge(world, view, step.op, step.frame, step.args, q.profile);
      if (own) report.expect(`${check}: step ${step.op}`, allows(own, step.verdict), id, step.verdict, () => show(own));
      else report.leaveOpen(`${check}: step ${step.op}`, id, `operation ${step.op}`);
      return;
    }
    const value = stepQuantity(world, view, q, step);
    if (value === null) report.leaveOpen(`${check}: step ${step.op}`, id, `operation ${step.op}`);
    else if (typeof value === 'string')
      report.expect(`${check}: step ${step.op}`, false, id, String(step.value), value);
    else
      report.expect(
        `${check}: step ${step.op}`,
        value.values.some((v) => Math.abs(v - (step.value as number)) <= value.tolerance),
        id,
        String(step.value),
        () => value.values.map(n4).join(' or '),
      );
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
  const fault = whyNoAnswer(q, steps);
  report.expect(`${check}: the answer follows from the steps`, fault === null, q.id, q.answerText, String(fault));
  if (q.style === 'chainOfThought') checkThought(report, check, world, q, steps);
}

const numbersOf = (steps: readonly StepRecord[]) => steps.filter(({ value }) => typeof value === 'number');
const valueOf = (steps: readonly StepRecord[], op: string): number =>
  Number(steps.find((step) => step.op === op)?.value ?? NaN);

/** Put down somewhere, or every pose rejected. */
function searched(before: readonly StepRecord[]): string {
  if (before.some(({ op }) => op.startsWith('placed_'))) return 'T';
  const rejected = before.filter(({ op }) => op.startsWith('rejected_'));
  return rejected.reduce((sum, { value }) => sum + Number(value), 0) === valueOf(before, 'poses_tried') ? 'F' : 'A';
}

function passing(before: readonly StepRecord[]): string {
  const [gap, width] = [valueOf(before, 'gap'), valueOf(before, 'robot_width')];
  return gap > width ? 'T' : gap < width ? 'F' : 'A';
}

const GREATEST = new Set(['taller', 'tallest', 'wider', 'widest', 'bigger', 'biggest', 'farther', 'farthest']);

/** Why the answer is not what the steps come to; null where it is. */
function whyNoAnswer(q: QuestionRecord, steps: readonly StepRecord[]): string | null {
  const { answer, type } = q;
  if (answer.kind === 'number' && type === 'count') {
    const counted = steps.filter(({ verdict: v }) => v === 'T').length;
    return counted === answer.value ? null : `${counted} steps are T`;
  }
  if (answer.kind === 'number') {
    const [first, second] = numbersOf(steps).map(({ value }) => Number(value));
    const result = ['dist_center', 'dist_h_center'].includes(type)
      ? Math.hypot(first, second)
      : type === 'height'
        ? second - first
        : type === 'dist_v_gap'
          ? Math.max(0, first - second)
          : type === 'clock'
            ? Math.round(valueOf(steps, 'clock_angle') / 30) % 12 || 12
            : Number(answer.value);
    return Math.abs(result - Number(answer.value)) <= 2e-4 ? null : `the steps come to ${n4(result)}`;
  }
  if (answer.kind !== 'choice') return null;
  const right = answer.options?.[answer.correct ?? -1];
  const verdicts = steps.filter(({ value, verdict: v }) => typeof value !== 'number' && v === 'T');
  if (right?.direction !== undefined)
    return verdicts.length === 1 && verdicts[0].op === right.direction
      ? null
      : `T: ${verdicts.map((s) => s.op).join(' ')}`;
  const measured = [...numbersOf(steps)].sort((a, b) => Number(a.value) - Number(b.value)).map(({ args }) => args[0]);
  if (measured.length > 0) {
    if (right?.objects) return measured.join() === right.objects.join() ? null : `the order is ${measured.join(' ')}`;
    const ahead = GREATEST.has(type) ? measured.at(-1) : measured[0];
    return right?.object === ahead ? null : `object ${ahead} is ahead`;
  }
  return null;
}

/** As many sentences as steps, each with its step's number and no other. */
function checkThought(
  report: Report,
  check: string,
  world: World,
  q: QuestionRecord,
  steps: readonly StepRecord[],
): void {
  const [, thought = '', said = ''] = /^<think>(.*)<\/think>\n<answer>(.*)<\/answer>$/s.exec(q.answerText) ?? [];
  const sentences = thought.split(/(?<=\.) (?=[A-Z])/);
  report.expect(
    `${check}: a sentence a step`,
    sentences.length === steps.length && said !== '',
    q.id,
    `${sentences.length} sentences`,
    `${steps.length} steps`,
  );
  sentences.forEach((sentence, i) => {
    const anchored =
      steps[i]?.frame?.kind !== 'world' || steps[i].op === 'fits' || sentence.includes(world.record.anchor.text);
    report.expect(`${check}: says whose direction`, anchored, `${q.id} step ${i}`, sentence, world.record.anchor.text);
    const numbers = (sentence.replace(/12 o'clock, seen/, '').match(/\d+(\.\d+)?/g) ?? []).map(Number);
    const value = steps[i]?.value;
    const scales = [1, 100, 1000];
    const right =
      typeof value === 'number'
        ? numbers.length === 1 &&
          scales.some((s) => Math.abs(numbers[0] - Math.abs(value) * s) <= 0.05 * Math.abs(value) * s + 0.005)
        : numbers.length === 0;
    report.expect(`${check}: no number but the step's`, right, `${q.id} step ${i}`, sentence, String(value));
  });
}
