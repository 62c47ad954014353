import type { SceneGraph } from '../relations/scene-graph.js';
import { evaluateQuestion, evaluateSceneQuestion } from './evaluate-question.js';
import type { Lexicon } from './lexicon.js';
import type { QuestionRecord } from './question-record.js';
import type { QuestionSpec } from './question-spec.js';
import { createSceneContext, type SceneContext } from './scene-context.js';
import { questionTypeOf } from './types/table.js';
import { fillTemplate, templatesOf } from './wording.js';

const contexts = new WeakMap<SceneGraph, SceneContext>();

/**
 * Derives a stored question again from its scene, and compares everything: the verdict, what was measured, gates,
 * phrases, points, witness, wording.
 *
 * @returns one sentence on the first difference, or null when all follows
 */
export function verifyQuestion(graph: SceneGraph, lexicon: Lexicon, record: QuestionRecord): string | null {
  const context = contextOf(graph, lexicon);
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

  const result = derive(context, spec, record.views[0]);
  if ('refused' in result) return `should not have been asked: ${result.refused}.`;
  const { candidate } = result;
  for (const [field, value] of Object.entries(candidate.record)) {
    const stored = record[field as keyof QuestionRecord];
    if (canonical(stored) !== canonical(value))
      return `"${field}" should be ${shortened(value)}, it is ${shortened(stored)}.`;
  }
  const template = templatesOf(candidate.form).find(({ id }) => id === record.template);
  if (!template) return `there is no wording "${record.template}" for it.`;
  if (template.split !== record.split) return `the wording "${record.template}" is kept for the other split.`;
  const text = fillTemplate(template.text, candidate.fill);
  return text === record.text ? null : `"text" should be "${text}".`;
}

/** The program behind a record; null for kinds this version cannot ask. */
export const specOf = (record: QuestionRecord): QuestionSpec | null => questionTypeOf(record)?.specOf(record) ?? null;

export const isConnective = (op: string): boolean => op === 'and' || op === 'or' || op === 'not';

function derive(context: SceneContext, spec: QuestionSpec, viewId: string) {
  if (questionTypeOf(spec)?.scope === 'scene') return evaluateSceneQuestion(context, spec);
  const view = context.view(viewId);
  return view ? evaluateQuestion(view, spec) : { refused: `the scene has no view ${viewId}` };
}

function contextOf(graph: SceneGraph, lexicon: Lexicon): SceneContext {
  let context = contexts.get(graph);
  if (!context) contexts.set(graph, (context = createSceneContext(graph, lexicon)));
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
