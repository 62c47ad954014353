import { evaluateFitsIn } from '../../relations/fits-in.js';
import { openingIsVisible } from '../../relations/opening-visible.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { fitAnswer } from './fits.js';
import { pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { asSupport } from './support.js';

/** A thing this many times as wide as the hollow is no question. */
const FAR_TOO_WIDE = 2.5;

/** Would A fit inside B, as it stands now, let down through B's opening (SPEC §6)? */
export const FITS_IN: ViewQuestionType = {
  name: 'fits-in',
  kind: 'compatibility',
  scope: 'view',
  types: ['fits_in'],
  weight: 1,
  tries: 2,
  *specs({ graph: { geometry }, referents, holders }) {
    for (const { id: reference } of holders) {
      const { cavity } = geometry.object(reference);
      if (cavity === null) continue;
      const { min, max } = cavity.tree.bounds;
      const room = Math.max(max[0] - min[0], max[1] - min[1]);
      for (const { id: subject } of referents) {
        if (subject === reference || geometry.object(subject).footprintSide > FAR_TOO_WIDE * room) continue;
        yield questionSpec({ kind: 'compatibility', type: 'fits_in', objects: { subject, reference } });
      }
    }
  },
  stratum({ graph: { geometry } }, spec) {
    const [subject, reference] = pairOf(spec);
    const { cavity } = geometry.object(reference);
    if (cavity === null) return null;
    const { min, max } = cavity.tree.bounds;
    const { footprintSide, height } = geometry.object(subject);
    return footprintSide < Math.min(max[0] - min[0], max[1] - min[1]) && height < max[2] - min[2] ? 'small' : 'large';
  },
  roles(_, spec) {
    const [subject, reference] = pairOf(spec);
    return [{ id: subject, level: 'name' }, asSupport(reference)];
  },
  evaluate({ graph: { geometry }, view }, spec, profile) {
    const [subject, reference] = pairOf(spec);
    if (!openingIsVisible(geometry, view, subject, reference)) return { refused: 'one cannot see into it' };
    return fitAnswer(evaluateFitsIn(geometry, subject, reference, profile));
  },
  form: () => 'fits_in',
  specOf: specFromRecord,
  pair({ objects: { subject, reference } }, category) {
    if (subject === undefined || reference === undefined) return null;
    return `${category(subject)} fits_in ${category(reference)}`;
  },
};
