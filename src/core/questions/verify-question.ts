import type { SceneGraph } from '../relations/scene-graph.js';
import { evaluateAmbiguous, evaluateQuestion, evaluateSceneQuestion } from './evaluate-question.js';
import type { Candidate } from './candidate.js';
import type { Dealt } from './fairness/deal.js';
import type { AnswerStyle } from './language/language-file.js';
import type { Lexicon } from './lexicon.js';
import type { Answer, QuestionRecord } from './question-record.js';
import { isConnective, type QuestionSpec } from './question-spec.js';
import { createSceneContext, type SceneContext } from './scene-context.js';
import { replaySteps } from './steps/replay-steps.js';
import { questionTypeOf } from './types/table.js';
import { ENGLISH } from './language/english.js';
import { formOf, wordingById, wordingSplit } from './language/wordings.js';
import type { Language } from './language/language.js';
import { wordQuestion } from './word-question.js';

const contexts = new WeakMap<SceneGraph, SceneContext>();

/**
 * Derives a stored question again from its scene, and compares everything: the verdict, what was measured, gates,
 * phrases, points, witness, wording.
 *
 * @returns one sentence on the first difference, or null when all follows
 */
export function verifyQuestion(
  graph: SceneGraph,
  lexicon: Lexicon,
  record: QuestionRecord,
  language: Language = ENGLISH,
  original: SceneGraph | null = null,
): string | null {
  const scale = record.evidence.params['marginScale'];
  const context = contextOf(scaledGraph(graph, scale), lexicon, original && scaledGraph(original, scale));
  const unknown = record.views.find((id) => !context.view(id));
  if (unknown !== undefined) return `asks about view ${unknown}, which the scene does not have.`;
  const spec = specOf(record);
  if (spec === null) return `is of a kind that cannot be derived here (${record.kind}, ${record.type}).`;
  const known = new Set(graph.geometry.objects.map((object) => object.record.id));
  const { subject, reference, second, members } = record.objects;
  const named = [
    subject,
    reference,
    second,
    ...(members ?? []),
    ...spec.program.flatMap(({ op, args }) => (isConnective(op) ? [] : args)),
  ];
  const stranger = named.find((id) => id !== undefined && !known.has(id));
  if (stranger !== undefined) return `names object ${stranger}, which the scene does not have.`;

  const result = derive(context, spec, record);
  if ('refused' in result) return `should not have been asked: ${result.refused}.`;
  const { candidate } = result;
  const difference = differs(candidate.record, record, (field) => !WORDED.has(field));
  return (
    difference ??
    verifyWords(language, candidate, record) ??
    (record.kind === 'plan' ? null : replaySteps(context.graph, record))
  );
}

/** Fields that depend on how a question was put into words. */
const WORDED = new Set(['style', 'answer', 'answerText']);

/** Puts the question into words again, as its record says it was dealt. */
function verifyWords(language: Language, candidate: Candidate, record: QuestionRecord): string | null {
  const wording = wordingById(formOf(language, candidate.form), record.template);
  if (!wording) return `there is no wording "${record.template}" for it.`;
  if (wording.split !== wordingSplit(record.split))
    return `the wording "${record.template}" is kept for the other split.`;
  const order = orderIn(candidate.record.answer, record.answer);
  if (order === undefined) return '"answer" has other options than the scene gives.';
  const { answer } = record;
  const dealt: Dealt = {
    wording: wording.id,
    style: record.style as AnswerStyle,
    units: answer.kind === 'number' && (answer.unit === 'in' || answer.unit === 'ft') ? 'imperial' : 'metric',
    rounding: answer.kind === 'number' ? (answer.rounding ?? 'digits') : 'digits',
    order,
  };
  return differs(wordQuestion(language, candidate, record.id, dealt), record, () => true);
}

/** Where each stored option is among the candidate's own; undefined when they are not the same. */
function orderIn(own: Answer, stored: Answer): readonly number[] | null | undefined {
  if (own.kind !== 'choice' || stored.kind !== 'choice') return null;
  const texts = own.options.map(canonical);
  const order = stored.options.map((option) => texts.indexOf(canonical(option)));
  return order.length === texts.length && new Set(order).size === order.length && !order.includes(-1)
    ? order
    : undefined;
}

function differs(expected: object, record: QuestionRecord, looksAt: (field: string) => boolean): string | null {
  for (const [field, value] of Object.entries(expected)) {
    if (!looksAt(field)) continue;
    const stored = record[field as keyof QuestionRecord];
    if (canonical(stored) !== canonical(value))
      return `"${field}" should be ${shortened(value)}, it is ${shortened(stored)}.`;
  }
  const stranger = Object.keys(record).find((field) => WORDS_ONLY.has(field) && !(field in expected) && looksAt(field));
  return stranger !== undefined && 'text' in expected ? `"${stranger}" should not be there.` : null;
}

/** Optional fields that wording adds. */
const WORDS_ONLY = new Set(['instruction', 'label']);

/** The program behind a record; null for kinds this version cannot ask. */
export function specOf(record: QuestionRecord): QuestionSpec | null {
  // The scale of the margins is how a question was asked, not what is asked.
  const { marginScale: _, ...params } = record.evidence.params;
  return questionTypeOf(record)?.specOf({ ...record, evidence: { ...record.evidence, params } }) ?? null;
}

function derive(context: SceneContext, spec: QuestionSpec, { views: [viewId], split }: QuestionRecord) {
  if (questionTypeOf(spec)?.scope === 'scene') return evaluateSceneQuestion(context, spec);
  const view = context.view(viewId);
  if (!view) return { refused: `the scene has no view ${viewId}` };
  return split === 'ambiguous' ? evaluateAmbiguous(view, spec) : evaluateQuestion(view, spec);
}

const scaled = new WeakMap<SceneGraph, Map<number, SceneGraph>>();

/** The scene with the margins that a question was asked with. */
function scaledGraph(graph: SceneGraph, scale: unknown): SceneGraph {
  if (typeof scale !== 'number' || !(scale > 0)) return graph;
  let known = scaled.get(graph);
  if (!known) scaled.set(graph, (known = new Map()));
  let found = known.get(scale);
  if (!found) known.set(scale, (found = { ...graph, geometry: graph.geometry.withMarginScale(scale) }));
  return found;
}

function contextOf(graph: SceneGraph, lexicon: Lexicon, original: SceneGraph | null): SceneContext {
  let context = contexts.get(graph);
  if (!context) contexts.set(graph, (context = createSceneContext(graph, lexicon, original)));
  return context;
}

/** JSON with keys in order: two records that say the same compare equal. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, child: unknown) =>
    child !== null && typeof child === 'object' && !Array.isArray(child)
      ? Object.fromEntries(Object.entries(child).sort(([a], [b]) => (a < b ? -1 : 1)))
      : child,
  );
}

function shortened(value: unknown): string {
  const text = canonical(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
