import { hashString } from '../../random.js';
import type { FrameRef } from '../../relations/frames.js';
import { profileOf } from '../../relations/profile.js';
import type { Verdict } from '../../relations/verdict.js';
import { ENGLISH } from '../language/english.js';
import { clauseText } from '../language/fill-wording.js';
import type { EvidenceStep, QuestionRecord } from '../question-record.js';
import { objectPoints } from '../object-points.js';
import { isConnective, questionSpec, specFromRecord, type ProgramStep, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { hasOneProfile, MIXED, objectChoice, pickBy } from './choice-options.js';
import { relationOf } from './choose-relation.js';
import { runStep } from './compound.js';
import { countable, nounsHere } from './count.js';
import { DIRECTIONS, frameForm, framesAround, isDirection } from './frames-here.js';
import type { Answered, Refused, Role, ViewQuestionType } from './question-type.js';

/** What the thing that is looked for is called among options of any kind. */
const ANY = 'object';

/** Wrong options beside those that the rule of dropped relations asks for. */
const MOST_MORE = 2;
/** Conditions looked at for each reference. */
const MOST_CONDITIONS = 4;
/** Questions built from one noun or reference: what is built of conditions grows with their square. */
const MOST_EACH = 6;

/**
 * Which thing is left of X and behind Y; which is left of the mug that is behind Y (SPEC §8)? One is, every other
 * candidate surely is not, and no relation can be dropped: without it the answer would be another, or none (the rule
 * of CLEVR's question engine, arXiv 1612.06890).
 *
 * The program holds the conditions on what is looked for; with `params.chain`, the noun of the first condition's
 * reference, its last entry is the condition that singles out that reference among all of its noun.
 */
export const NESTED: ViewQuestionType = {
  name: 'nested',
  kind: 'reasoning',
  scope: 'view',
  types: ['nested'],
  weight: 3,
  tries: 3,
  *specs(context) {
    const conditions = conditionsHere(context);
    const ids = context.referents.map(({ id }) => id);
    yield* joinedSpecs(context, conditions, ids, ANY, 'which');
    for (const noun of nounsHere(context).several) {
      const all = countable(context, noun, undefined);
      if ('refused' in all || all.ids.length < 2) continue;
      const around = conditionsFromCamera(context, all.ids);
      yield* joinedSpecs(context, around, all.ids, noun, 'point');
      yield* chainedSpecs(context, around, conditions, all.ids, noun);
    }
  },
  stratum: (_, { form, params, program }) => `${form} ${params['chain'] === undefined} ${program.length}`,
  roles(_, spec) {
    const named = spec.program.map(({ args }) => args[0]);
    // The reference that a condition singles out is named by that condition, not by a phrase of its own.
    const references = spec.params['chain'] === undefined ? named : named.slice(1);
    const options = spec.form === 'which' ? (spec.objects.members ?? []) : [];
    return [...new Set([...options, ...references])].map((id): Role => ({ id, level: 'name' }));
  },
  evaluate,
  form: (_, { form, params }) => (params['chain'] === undefined ? `nested.${form}` : `nested.chain.${form}`),
  specOf(record) {
    const { kind } = record.answer;
    return kind === 'choice' || kind === 'points'
      ? {
          ...specFromRecord(record, kind === 'choice' ? 'which' : 'point'),
          objects: kind === 'choice' ? { members: record.objects.members ?? [] } : {},
          params: record.evidence.params,
          program: conditionsOf(record),
        }
      : null;
  },
};

function evaluate(context: ViewContext, spec: QuestionSpec): Answered | Refused {
  const { geometry } = context.graph;
  const noun = String(spec.params['noun']);
  const chain = spec.params['chain'];
  const conditions = chain === undefined ? spec.program : spec.program.slice(0, -1);
  const gates: Gates = {};
  const steps: EvidenceStep[] = [];

  if (typeof chain === 'string') {
    const singled = singleOut(context, chain, conditions[0].args[0], spec.program[spec.program.length - 1]);
    if ('refused' in singled) return singled;
    steps.push(...singled.steps);
    Object.assign(gates, singled.gates);
  }
  let candidates = spec.objects.members ?? [];
  if (spec.form === 'point') {
    const all = countable(context, noun, undefined);
    if ('refused' in all) return all;
    candidates = all.ids;
    Object.assign(gates, all.gates);
  }
  if (candidates.length < 2) return { refused: 'there is nothing to choose from' };
  const references = spec.program.map(({ args }) => args[0]);
  if (candidates.some((id) => references.includes(id))) return { refused: 'a candidate is named in the question' };
  const singledFrom = steps.map(({ args }) => args);
  const pairs = [...singledFrom, ...candidates.flatMap((id) => conditions.map(({ args }) => [id, args[0]]))];
  const own = profileOf(geometry, pairs.flat());
  if (!hasOneProfile(geometry, pairs, own)) return MIXED;

  const judged: { id: number; steps: EvidenceStep[]; verdicts: Verdict[] }[] = [];
  for (const id of candidates) {
    const done: EvidenceStep[] = [];
    for (const { op, args, frame } of conditions) {
      const step = runStep(context, { op, args: [id, args[0]], frame });
      if ('refused' in step) return step;
      done.push(step);
    }
    judged.push({ id, steps: done, verdicts: done.map(({ verdict }) => verdict) });
  }
  const right = judged.filter(({ verdicts }) => verdicts.every((verdict) => verdict === 'T'));
  if (right.length !== 1) return { refused: right.length === 0 ? 'none of them is' : 'more than one of them is' };
  for (const dropped of conditions.keys())
    if (conditions.length > 1 && judged.filter(({ verdicts }) => holdsWithout(verdicts, dropped)).length === 1)
      return { refused: 'one of its relations could be dropped' };
  if (typeof chain === 'string' && !dependsOnReference(context, spec, chain, conditions, candidates, right[0].id))
    return { refused: `any ${chain} would give the same answer` };

  // The right one last: its steps lead to the answer.
  for (const { id, steps: done } of [...judged].sort((a, b) => Number(a === right[0]) - Number(b === right[0]))) {
    const at = steps.length;
    steps.push(...done);
    if (done.length > 1)
      steps.push({
        op: 'and',
        args: done.map((_, i) => at + i),
        frame: null,
        value: null,
        verdict: id === right[0].id ? 'T' : 'F',
      });
  }
  const answer =
    spec.form === 'which' ? objectChoice(context, candidates, right[0].id) : objectPoints(context.view, right[0].id);
  if ('refused' in answer) return answer;
  return {
    verdict: 'T',
    measured: { candidates: candidates.length, solution: right[0].id },
    answer,
    evidence: { steps, gates },
    profile: own,
    ...(spec.form === 'point' && { members: candidates }),
    fill: { noun, ...clausesOf(context, conditions, chain, spec.program) },
  };
}

const holdsWithout = (verdicts: readonly Verdict[], dropped: number): boolean =>
  verdicts.every((verdict, i) => i === dropped || verdict === 'T');

type Gates = Record<string, Readonly<Record<string, number | string>>>;

/** Of all things of a noun in view, whether the condition is true of one only and false of the others. */
function singleOut(
  context: ViewContext,
  noun: string,
  reference: number,
  { op, args, frame }: ProgramStep,
): { readonly steps: EvidenceStep[]; readonly gates: Gates } | Refused {
  const all = countable(context, noun, undefined);
  if ('refused' in all) return all;
  if (all.ids.length < 2) return { refused: `there is only one ${noun}` };
  if (all.ids.includes(args[0])) return { refused: 'the condition names one of those it chooses from' };
  const steps: EvidenceStep[] = [];
  for (const id of all.ids) {
    const step = runStep(context, { op, args: [id, args[0]], frame });
    if ('refused' in step) return step;
    if ((step.verdict === 'T') !== (id === reference))
      return { refused: `the condition does not single out one ${noun}` };
    steps.push(step);
  }
  return { steps, gates: all.gates };
}

/** Whether some other thing of the reference's noun would lead to another answer: else the condition on it is idle. */
function dependsOnReference(
  context: ViewContext,
  { program }: QuestionSpec,
  noun: string,
  conditions: readonly ProgramStep[],
  candidates: readonly number[],
  right: number,
): boolean {
  const all = countable(context, noun, undefined);
  if ('refused' in all) return false;
  const [{ op, args, frame }, ...rest] = conditions;
  return all.ids.some((other) => {
    if (other === args[0] || other === program[program.length - 1].args[0]) return false;
    return candidates.some((id) => {
      if (id === other) return false;
      const also = rest.every((c) => relationOf(context, c.op, c.frame, id, c.args[0]).verdict === 'T');
      const { verdict } = relationOf(context, op, frame, id, other);
      return id === right ? verdict === 'F' : also && verdict === 'T';
    });
  });
}

/** Conditions as a program of a record's steps: what is looked for comes after the reference that is singled out. */
function conditionsOf({ evidence: { steps, params }, objects }: QuestionRecord): ProgramStep[] {
  const program = (step: EvidenceStep): ProgramStep => ({
    op: step.op,
    args: [step.args[1]],
    frame: step.frame?.kind === 'ego' ? { kind: 'ego' } : step.frame,
  });
  const [first] = steps;
  if (first === undefined) return [];
  const last = objects.members?.length === 0 ? -1 : steps.findLastIndex(({ op }) => !isConnective(op));
  const ofLast = steps
    .slice(0, last + 1)
    .filter(({ op, args }) => !isConnective(op) && args[0] === steps[last].args[0]);
  const conditions = ofLast.map(program);
  return params['chain'] === undefined ? conditions : [...conditions, program(first)];
}

interface Condition extends ProgramStep {
  readonly truths: ReadonlySet<number>;
  readonly falsehoods: ReadonlySet<number>;
}

/** Some conditions "is left of X" for each X that can be named, with what they are true and false of. */
function conditionsHere(context: ViewContext): Condition[] {
  const { referents } = context;
  return referents.flatMap(({ id: reference }) => {
    const all: ProgramStep[] = framesAround(context, reference).flatMap((frame) =>
      DIRECTIONS.map((op) => ({ op, args: [reference], frame })),
    );
    all.push({ op: 'near', args: [reference], frame: null });
    const key = `${context.view.record.id} conditions ${reference}`;
    const chosen = pickBy(all, MOST_CONDITIONS, key, ({ op, frame }) => `${op} ${frame?.kind ?? ''}`);
    return chosen.map((step) =>
      judgeAll(
        context,
        step,
        referents.map(({ id }) => id),
      ),
    );
  });
}

/** Every relation as the camera sees it of some things to each other one, with what it is true and false of. */
function conditionsFromCamera(context: ViewContext, ids: readonly number[]): Condition[] {
  return context.referents.flatMap(({ id: reference }) => {
    if (ids.includes(reference)) return [];
    const all: ProgramStep[] = DIRECTIONS.map((op) => ({ op, args: [reference], frame: { kind: 'ego' } }));
    all.push({ op: 'near', args: [reference], frame: null });
    return all.map((step) => judgeAll(context, step, ids));
  });
}

function judgeAll(context: ViewContext, step: ProgramStep, ids: readonly number[]): Condition {
  const truths = new Set<number>();
  const falsehoods = new Set<number>();
  for (const id of ids) {
    if (id === step.args[0]) continue;
    const { verdict } = relationOf(context, step.op, step.frame, id, step.args[0]);
    if (verdict === 'T') truths.add(id);
    if (verdict === 'F') falsehoods.add(id);
  }
  return { ...step, truths, falsehoods };
}

const asStep = ({ op, args, frame }: Condition): ProgramStep => ({ op, args, frame });

/** One thing of which both conditions hold, some of which only the one or only the other does. */
function* joinedSpecs(
  context: ViewContext,
  conditions: readonly Condition[],
  ids: readonly number[],
  noun: string,
  form: 'which' | 'point',
): Generator<QuestionSpec> {
  for (const [i, first] of conditions.entries()) {
    let built = 0;
    const start = hashString(`${context.view.record.id} ${noun} ${first.op} ${first.args[0]}`) % (i + 1);
    for (let k = 0; k < i && built < MOST_EACH; k++) {
      const second = conditions[(start + k) % i];
      if (first.args[0] === second.args[0]) continue;
      const kinds = ids
        .filter((id) => id !== first.args[0] && id !== second.args[0])
        .map((id) => ({ id, of: kindOf(first, id) + kindOf(second, id) }));
      const withKind = (wanted: string) => kinds.filter(({ of }) => of === wanted).map(({ id }) => id);
      const [both, onlyFirst, onlySecond] = ['TT', 'TF', 'FT'].map(withKind);
      if (both.length === 0 || onlyFirst.length === 0 || onlySecond.length === 0) continue;
      const key = `${context.view.record.id} nested ${noun} ${i} ${k}`;
      const program = [first, second].map(asStep);
      if (form === 'point') {
        if (both.length > 1 || kinds.some(({ of }) => of.includes('A')) || kinds.length < ids.length) continue;
        yield questionSpec({ kind: 'reasoning', type: 'nested', form, params: { noun }, program });
      } else {
        const [right] = pickBy(both, 1, key, String);
        const [one] = pickBy(onlyFirst, 1, key, String);
        const [other] = pickBy(onlySecond, 1, key, String);
        const more = pickBy(
          [...onlyFirst, ...onlySecond, ...withKind('FF')].filter((id) => id !== one && id !== other),
          hashString(key) % (MOST_MORE + 1),
          key,
          String,
        );
        const members = [right, one, other, ...more].sort((a, b) => a - b);
        yield questionSpec({
          kind: 'reasoning',
          type: 'nested',
          form,
          objects: { members },
          params: { noun },
          program,
        });
      }
      built++;
    }
  }
}

const kindOf = ({ truths, falsehoods }: Condition, id: number): string =>
  truths.has(id) ? 'T' : falsehoods.has(id) ? 'F' : 'A';

/** What is left of the one mug that is behind the plate: a relation to a thing that another relation singles out. */
function* chainedSpecs(
  context: ViewContext,
  narrowings: readonly Condition[],
  conditions: readonly Condition[],
  ofNoun: readonly number[],
  chain: string,
): Generator<QuestionSpec> {
  const things = context.referents.map(({ id }) => id).filter((id) => !ofNoun.includes(id));
  let built = 0;
  for (const narrowing of narrowings) {
    if (built >= MOST_EACH) return;
    const { truths, falsehoods } = narrowing;
    if (truths.size !== 1 || falsehoods.size !== ofNoun.length - 1) continue;
    const [meant] = truths;
    const op =
      DIRECTIONS[
        hashString(`${context.view.record.id} ${chain} ${meant} ${narrowing.op} ${narrowing.args[0]}`) %
          DIRECTIONS.length
      ];
    const outer = judgeAll(context, { op, args: [meant], frame: { kind: 'ego' } }, things);
    yield* pointsThrough(context, outer, narrowing, ofNoun, chain);
    const options = things.filter((id) => id !== narrowing.args[0]);
    const right = options.filter((id) => outer.truths.has(id));
    const wrong = options.filter((id) => outer.falsehoods.has(id));
    if (right.length === 0 || wrong.length === 0) continue;
    const key = `${context.view.record.id} chain ${chain} ${narrowing.op} ${narrowing.args[0]}`;
    const members = [...pickBy(right, 1, key, String), ...pickBy(wrong, 1 + (hashString(key) % 3), key, String)];
    built++;
    yield questionSpec({
      kind: 'reasoning',
      type: 'nested',
      form: 'which',
      objects: { members: members.sort((a, b) => a - b) },
      params: { noun: ANY, chain },
      program: [asStep(outer), asStep(narrowing)],
    });
    // In three steps: another relation tells apart what the first leaves.
    const third = conditions.find(
      ({ frame, args, truths, falsehoods }) =>
        isFromCamera(frame) &&
        args[0] !== narrowing.args[0] &&
        !ofNoun.includes(args[0]) &&
        right.some((id) => id !== args[0] && truths.has(id)) &&
        right.some((id) => id !== args[0] && falsehoods.has(id)) &&
        wrong.some((id) => id !== args[0] && truths.has(id)),
    );
    if (third === undefined) continue;
    const usable = (list: readonly number[], of: ReadonlySet<number>) =>
      list.filter((id) => id !== third.args[0] && of.has(id));
    const all = [
      ...pickBy(usable(right, third.truths), 1, key, String),
      ...pickBy(usable(right, third.falsehoods), 1, key, String),
      ...pickBy(usable(wrong, third.truths), 1, key, String),
    ];
    yield questionSpec({
      kind: 'reasoning',
      type: 'nested',
      form: 'which',
      objects: { members: all.sort((a, b) => a - b) },
      params: { noun: ANY, chain },
      program: [asStep(outer), asStep(third), asStep(narrowing)],
    });
  }
}

/** The one pear that is left of the one mug that is behind the plate: to be pointed at among all pears. */
function* pointsThrough(
  context: ViewContext,
  outer: Condition,
  narrowing: Condition,
  ofNoun: readonly number[],
  chain: string,
): Generator<QuestionSpec> {
  for (const noun of nounsHere(context).several) {
    const all = countable(context, noun, undefined);
    if ('refused' in all || all.ids.some((id) => ofNoun.includes(id) || id === narrowing.args[0])) continue;
    const truths = all.ids.filter((id) => outer.truths.has(id));
    if (truths.length !== 1 || all.ids.some((id) => !outer.truths.has(id) && !outer.falsehoods.has(id))) continue;
    yield questionSpec({
      kind: 'reasoning',
      type: 'nested',
      form: 'point',
      params: { noun, chain },
      program: [asStep(outer), asStep(narrowing)],
    });
  }
}

/** A chain says once that all of it is seen from the camera. */
const isFromCamera = (frame: FrameRef | null): boolean => frame === null || frame.kind === 'ego';

/** clause1 and clause2; of a chain one clause, the condition on the reference within it. */
function clausesOf(
  context: ViewContext,
  conditions: readonly ProgramStep[],
  chain: unknown,
  program: readonly ProgramStep[],
): Record<string, string> {
  const { anchor } = context.graph.geometry.scene;
  const phraseOf = (id: number): string => {
    const named = context.referent(id);
    return 'refused' in named ? '' : named.phrase;
  };
  if (typeof chain !== 'string')
    return Object.fromEntries(
      conditions.map(({ op, args, frame }, i) => {
        const form = frame !== null && isDirection(op) ? `${op}.${frameForm(context, frame, op)}` : op;
        return [`clause${i + 1}`, clauseText(ENGLISH, form, { B: phraseOf(args[0]), anchor: anchor.text })];
      }),
    );
  const bare = ({ op, frame }: ProgramStep, phrase: string) =>
    clauseText(ENGLISH, frame === null ? op : `${op}.seen`, { B: phrase });
  const narrowing = program[program.length - 1];
  const outer = bare(conditions[0], `${chain} that is ${bare(narrowing, phraseOf(narrowing.args[0]))}`);
  const [, third] = conditions;
  return {
    clause1: third === undefined ? outer : `${bare(third, phraseOf(third.args[0]))} and ${outer}`,
  };
}
