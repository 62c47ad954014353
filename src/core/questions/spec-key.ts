import type { QuestionSpec } from './evaluate-question.js';

/** Names a question within its view, whatever its wording. */
export function specKey(spec: QuestionSpec): string {
  const frame =
    'frame' in spec ? (spec.frame.kind === 'object' ? `object ${spec.frame.object}` : spec.frame.kind) : 'any';
  const parts = [
    spec.type,
    'form' in spec ? spec.form : '',
    'direction' in spec ? spec.direction : '',
    frame,
    'subject' in spec ? spec.subject : '',
    spec.reference,
  ];
  return parts.join('|');
}
