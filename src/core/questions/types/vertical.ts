import { above, below } from '../../relations/vertical.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

const TYPES = ['above', 'below'] as const;

/** Is A above or below B (SPEC §3.6)? */
export const VERTICAL: ViewQuestionType = {
  name: 'vertical',
  kind: 'configuration',
  scope: 'view',
  types: TYPES,
  weight: 1.5,
  placeTells: () => true,
  *specs({ referents }) {
    for (const { id: subject } of referents) {
      for (const { id: reference } of referents) {
        if (subject === reference) continue;
        for (const type of TYPES) yield questionSpec({ kind: 'configuration', type, objects: { subject, reference } });
      }
    }
  },
  stratum({ graph: { geometry } }, spec) {
    const [a, b] = pairOf(spec);
    const { verdict, measured } = spec.type === 'above' ? above(geometry, a, b) : below(geometry, a, b);
    // A "no" between things side by side is rarely worth asking; one over the other, the wrong way round, is.
    const aligned = Number(measured['footprintOverlap']) > 0;
    return verdict === 'A' ? null : `${spec.type} ${verdict} ${aligned}`;
  },
  roles(_, spec) {
    return pairOf(spec).map((id) => ({ id, level: 'name' }));
  },
  evaluate({ graph: { geometry } }, spec) {
    const [a, b] = pairOf(spec);
    return yesNo(spec.type === 'above' ? above(geometry, a, b) : below(geometry, a, b));
  },
  form(_, spec) {
    return spec.type;
  },
  specOf(record) {
    return specFromRecord(record);
  },
  /**
   * In order (a mug above a table is no news, a table above a mug is none either), and one relation seen from two ends.
   */
  pair({ objects: { subject, reference }, type }, category) {
    if (subject === undefined || reference === undefined) return null;
    const [a, b] = type === 'above' ? [subject, reference] : [reference, subject];
    return `${category(a)} above ${category(b)}`;
  },
};
