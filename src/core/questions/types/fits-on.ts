import { evaluateFitsOn } from '../../relations/fits-on.js';
import { topsOf } from '../../relations/top-patches.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { fitAnswer } from './fits.js';
import { pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';

/** Would A fit on top of B (SPEC §6)? */
export const FITS_ON: ViewQuestionType = {
  name: 'fits-on',
  kind: 'compatibility',
  scope: 'view',
  types: ['fits_on'],
  weight: 1,
  tries: 1.3,
  *specs({ graph: { geometry }, referents }) {
    for (const { id: subject } of referents) {
      const { height } = geometry.object(subject);
      for (const { id: reference } of referents) {
        if (subject === reference || topsOf(geometry, reference, height).tops.length === 0) continue;
        yield questionSpec({ kind: 'compatibility', type: 'fits_on', objects: { subject, reference } });
      }
    }
  },
  roles(_, spec) {
    const [subject, reference] = pairOf(spec);
    return [
      { id: subject, level: 'name' },
      { id: reference, level: 'support', aside: true },
    ];
  },
  evaluate({ graph, view }, spec, profile) {
    const [moving, support] = pairOf(spec);
    return fitAnswer(evaluateFitsOn({ graph, view, moving, support, profile }));
  },
  form() {
    return 'fits_on';
  },
  specOf(record) {
    return specFromRecord(record);
  },
};
