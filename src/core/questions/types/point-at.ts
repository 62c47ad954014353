import { pixelsOf } from '../../relations/seen-pixels.js';
import { objectPoints } from '../object-points.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import type { ViewQuestionType } from './question-type.js';

/** Point at A. */
export const POINT_AT: ViewQuestionType = {
  name: 'point-at',
  kind: 'pointing',
  scope: 'view',
  types: ['point'],
  weight: 1,
  *specs({ referents }) {
    for (const { id } of referents) yield questionSpec({ kind: 'pointing', type: 'point', objects: { subject: id } });
  },
  // What needs more than a noun to be told from others is worth more than "the toaster".
  stratum: (context, { objects: { subject = 0 } }) => {
    const referent = context.referent(subject);
    return 'refused' in referent ? null : referent.phrase.includes(' ') ? 'described' : 'named';
  },
  roles: (_, { objects: { subject = 0 } }) => [{ id: subject, level: 'target' }],
  evaluate({ view }, { objects: { subject = 0 } }) {
    const answer = objectPoints(view, subject);
    return 'refused' in answer
      ? answer
      : { verdict: 'T', measured: { pixels: pixelsOf(view, subject).length }, answer };
  },
  form: () => 'point',
  specOf: (record) => (record.answer.kind === 'points' ? specFromRecord(record) : null),
};
