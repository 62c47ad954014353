import { evaluateQuestion, type QuestionSpec } from './evaluate-question.js';
import type { Direction, FrameRef } from '../relations/frames.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { templatesOf } from './candidate.js';
import type { Lexicon } from './lexicon.js';
import type { QuestionRecord } from './question-record.js';
import { createViewContext, type ViewContext } from './view-context.js';
import { fillTemplate } from './wording.js';

const contexts = new WeakMap<SceneGraph, Map<string, ViewContext>>();

/**
 * Derives a stored question again from its scene, and compares everything: the verdict, what was measured, gates,
 * phrases, points, witness, wording.
 *
 * @returns one sentence on the first difference, or null when all follows
 */
export function verifyQuestion(graph: SceneGraph, lexicon: Lexicon, record: QuestionRecord): string | null {
  const context = contextOf(graph, lexicon, record.views[0]);
  if (!context) return `asks about view ${record.views[0]}, which the scene does not have.`;
  const spec = specOf(record);
  if (spec === null) return `is of a kind that cannot be derived here (${record.kind}, ${record.type}).`;
  const known = new Set(graph.geometry.objects.map((object) => object.record.id));
  const { subject, reference, second, members } = record.objects;
  const named = [subject, reference, second, ...(members ?? [])];
  const stranger = named.find((id) => id !== undefined && !known.has(id));
  if (stranger !== undefined) return `names object ${stranger}, which the scene does not have.`;

  const result = evaluateQuestion(context, spec);
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
export function specOf(record: QuestionRecord): QuestionSpec | null {
  const { subject, reference } = record.objects;
  const frame: FrameRef | null = record.frame && (record.frame.kind === 'ego' ? { kind: 'ego' } : record.frame);
  const { type, direction } = record;
  if (reference === undefined) return null;
  if (type === 'free_space') {
    return (
      frame &&
      direction && { type, form: record.answer.kind === 'points' ? 'points' : 'any', frame, direction, reference }
    );
  }
  if (subject === undefined) return null;
  if (type === 'above' || type === 'below' || type === 'fits_on') return { type, subject, reference };
  if (type === 'fits') return frame && direction && { type, frame, direction, subject, reference };
  return frame && isDirection(type) ? { type, frame, subject, reference } : null;
}

const isDirection = (type: string): type is Direction => ['left', 'right', 'front', 'behind'].includes(type);

function contextOf(graph: SceneGraph, lexicon: Lexicon, viewId: string): ViewContext | null {
  let known = contexts.get(graph);
  if (!known) contexts.set(graph, (known = new Map()));
  const ready = known.get(viewId);
  if (ready) return ready;
  const view = graph.views.find(({ record }) => record.id === viewId);
  if (!view) return null;
  const context = createViewContext(graph, view, lexicon);
  known.set(viewId, context);
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
