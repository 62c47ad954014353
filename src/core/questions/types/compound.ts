import { hashString } from '../../random.js';
import type { FrameRef } from '../../relations/frames.js';
import { and, decide, not, or } from '../../relations/tolerance.js';
import type { Verdict } from '../../relations/verdict.js';
import { ENGLISH } from '../language/english.js';
import { clauseText } from '../language/fill-wording.js';
import type { EvidenceStep, QuestionRecord } from '../question-record.js';
import { questionSpec, specFromRecord, type ProgramStep, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { hasOneProfile, MIXED, pickBy } from './choice-options.js';
import { relationOf } from './choose-relation.js';
import { stepFrame } from './count.js';
import { DIRECTIONS, frameForm, framesAround, isDirection } from './frames-here.js';
import type { Refused, Role, ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

/** Single relations looked at for each subject: what is built of them grows with their square. */
const FACTS_PER_SUBJECT = 8;

/** Is A left of X and behind Y; left of X or near Y; not left of X (SPEC §8)? */
export const COMPOUND: ViewQuestionType = {
  name: 'compound',
  kind: 'reasoning',
  scope: 'view',
  types: ['and', 'or', 'not'],
  weight: 3,
  *specs(context) {
    for (const { id } of context.referents) {
      const facts = factsOf(context, id);
      for (const [i, first] of facts.entries()) {
        yield compound('not', id, [first.step]);
        for (const second of facts.slice(0, i)) {
          if (first.step.args[1] === second.step.args[1]) continue;
          // Two falsehoods joined by "and", two truths by "or", ask nothing that one of them does not.
          if (first.verdict === 'T' || second.verdict === 'T') yield compound('and', id, [first.step, second.step]);
          if (first.verdict === 'F' || second.verdict === 'F') yield compound('or', id, [first.step, second.step]);
        }
      }
    }
  },
  stratum(context, { type, program }) {
    const verdicts = program
      .slice(0, -1)
      .map(({ op, args, frame }) => relationOf(context, op, frame, args[0], args[1]).verdict);
    return `${type} ${joined(type, verdicts)}`;
  },
  roles: (_, { objects: { subject, reference, second } }) =>
    [subject, reference, second].flatMap((id): Role[] => (id === undefined ? [] : [{ id, level: 'name' }])),
  evaluate(context, spec, profile) {
    const { type, program } = spec;
    const relations = program.slice(0, -1);
    const pairs = relations.map(({ args }) => args);
    if (!hasOneProfile(context.graph.geometry, pairs, profile)) return MIXED;
    const steps: EvidenceStep[] = [];
    for (const step of relations) {
      const done = runStep(context, step);
      if ('refused' in done) return done;
      steps.push(done);
    }
    const verdict = joined(
      type,
      steps.map((step) => step.verdict),
    );
    steps.push({ op: type, args: steps.map((_, i) => i), frame: null, value: null, verdict });
    const answered = yesNo({ verdict, measured: {} });
    const fill = clausesOf(context, relations);
    return 'refused' in answered ? { ...answered, fill } : { ...answered, evidence: { steps }, fill };
  },
  form: (_, { type }) => type,
  specOf: (record) =>
    record.answer.kind === 'yes-no' ? { ...specFromRecord(record), program: programOf(record) } : null,
};

/** SPEC §8: and is F only where every part is decided; or likewise T. */
export function joined(op: string, verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('A')) return 'A';
  if (op === 'not') return not(verdicts[0]);
  return op === 'and' ? and(...verdicts) : decide(or(...verdicts), and(...verdicts.map(not)));
}

/** A relation of a program evaluated, as records carry it; refused where it is ambiguous or its frame cannot be read. */
export function runStep(context: ViewContext, { op, args, frame }: ProgramStep): EvidenceStep | Refused {
  if (frame?.kind === 'world' && !context.worldReadable)
    return { refused: 'the world frame cannot be read in this view' };
  if (frame?.kind === 'object') {
    const owner = context.referent(frame.object);
    if ('refused' in owner) return owner;
    if (!owner.possessive) return { refused: `"${owner.phrase}" cannot be said to have a side of its own` };
  }
  const { verdict, reason } = relationOf(context, op, frame, args[0], args[1]);
  if (verdict === 'A') return { refused: reason ?? 'one part of it is too close to call' };
  return { op, args, frame: stepFrame(context, frame), value: null, verdict };
}

/** The program of a record's steps. */
export const programOf = ({ evidence }: QuestionRecord): ProgramStep[] =>
  evidence.steps.map(({ op, args, frame }) => ({
    op,
    args,
    frame: frame?.kind === 'ego' ? { kind: 'ego' } : frame,
  }));

/** The relations of a program as clauses: clause1, clause2. */
export function clausesOf(context: ViewContext, relations: readonly ProgramStep[]): Record<string, string> {
  const { anchor } = context.graph.geometry.scene;
  return Object.fromEntries(
    relations.map(({ op, args, frame }, i) => {
      const named = context.referent(args[1]);
      const form = frame !== null && isDirection(op) ? `${op}.${frameForm(context, frame, op)}` : op;
      const phrase = 'refused' in named ? '' : named.phrase;
      return [`clause${i + 1}`, clauseText(ENGLISH, form, { B: phrase, anchor: anchor.text })];
    }),
  );
}

function compound(type: string, subject: number, relations: readonly ProgramStep[]): QuestionSpec {
  const [reference, second] = relations.map(({ args }) => args[1]);
  return questionSpec({
    kind: 'reasoning',
    type,
    objects: { subject, reference, ...(second !== undefined && { second }) },
    program: [...relations, { op: type, args: relations.map((_, i) => i), frame: null }],
  });
}

interface Fact {
  readonly step: ProgramStep;
  readonly verdict: Verdict;
}

/** Some decided relations of an object to others, chosen by chance; as many true as false if there are. */
function factsOf(context: ViewContext, id: number): Fact[] {
  const facts: Fact[] = [];
  for (const { id: other } of context.referents) {
    if (other === id) continue;
    for (const frame of framesAround(context, other)) facts.push(...decided(context, id, other, frame));
  }
  const key = `${context.view.record.id} facts ${id}`;
  const nameOf = ({ step }: Fact) => `${step.op} ${step.args.join(' ')} ${step.frame?.kind}`;
  return (['T', 'F'] as const).flatMap((verdict) =>
    pickBy(
      facts.filter((fact) => fact.verdict === verdict),
      FACTS_PER_SUBJECT / 2,
      key,
      nameOf,
    ),
  );
}

/** One direction of a pair and frame, if it is decided. */
function decided(context: ViewContext, id: number, other: number, frame: FrameRef): Fact[] {
  const op = DIRECTIONS[hashString(`${context.view.record.id} ${id} ${other} ${frame.kind}`) % DIRECTIONS.length];
  const { verdict } = relationOf(context, op, frame, id, other);
  return verdict === 'A' ? [] : [{ step: { op, args: [id, other], frame }, verdict }];
}
