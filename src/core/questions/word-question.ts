import type { Candidate } from './candidate.js';
import type { QuestionRecord } from './question-record.js';
import { fillTemplate, templatesOf } from './wording.js';

/**
 * Puts a candidate into words.
 *
 * @param turn its turn among the wordings of its form and split
 */
export function wordQuestion(candidate: Candidate, id: string, turn: number): QuestionRecord {
  const templates = templatesOf(candidate.form).filter((template) => template.split === candidate.record.split);
  const template = templates[turn % templates.length];
  const { schema, scene, views, split, kind, type, frame, ...rest } = candidate.record;
  return {
    schema,
    id,
    scene,
    views,
    split,
    kind,
    type,
    frame,
    template: template.id,
    ...rest,
    text: fillTemplate(template.text, candidate.fill),
  };
}
