import { CONSTANTS } from '../../relations/constants.js';
import { gapBetween, passes, ROBOT_HEIGHT } from '../../relations/passes.js';
import { profileOf } from '../../relations/profile.js';
import type { Profile } from '../../scene/settled-scene.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { unorderedPairs } from './relation-family.js';
import { yesNo } from './yes-no.js';

/** Widths that are asked about, metres. */
const WIDTHS: Readonly<Record<Profile, readonly number[]>> = {
  tabletop: [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3],
  room: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1, 1.2, 1.5],
};

/** Can a robot so wide and so tall pass between A and B (SPEC §6)? */
export const PASSES: ViewQuestionType = {
  name: 'passes',
  kind: 'compatibility',
  scope: 'view',
  types: ['passes'],
  weight: 1,
  tries: 3,
  *specs(context) {
    const { geometry } = context.graph;
    for (const [subject, reference] of unorderedPairs(context)) {
      const profile = profileOf(geometry, [subject, reference]);
      const gap = gapBetween(geometry, subject, reference, profile, 0);
      if ('reason' in gap) continue;
      // The widest that gets through, and the narrowest that does not: anything else would be too easy.
      const widths = WIDTHS[profile];
      const { clearanceYes, clearanceNo } = CONSTANTS[profile];
      const through = widths.findLast((width) => width + clearanceYes < gap.width);
      const stuck = widths.find((width) => width - clearanceNo > gap.width);
      for (const width of [through, stuck]) {
        if (width === undefined) continue;
        const params = { width, height: ROBOT_HEIGHT[profile] };
        yield questionSpec({ kind: 'compatibility', type: 'passes', objects: { subject, reference }, params });
      }
    }
  },
  stratum({ graph: { geometry } }, spec) {
    const [subject, reference] = pairOf(spec);
    const gap = gapBetween(geometry, subject, reference, profileOf(geometry, [subject, reference]), 0);
    return 'reason' in gap ? null : Number(spec.params['width']) < gap.width ? 'through' : 'stuck';
  },
  roles: (_, spec) => pairOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph: { geometry } }, spec, profile) {
    const [subject, reference] = pairOf(spec);
    const { width, height } = spec.params;
    if (typeof width !== 'number' || height !== ROBOT_HEIGHT[profile])
      return { refused: 'the robot of the question has no such size' };
    const { blockers, ...judged } = passes(geometry, subject, reference, width, profile);
    const answered = yesNo(judged);
    if ('refused' in answered) return answered;
    return {
      ...answered,
      evidence: { blockers, params: { width, height } },
      fill: { width: lengthText(width), height: lengthText(height) },
    };
  },
  form: () => 'passes',
  specOf(record) {
    const { width, height } = record.evidence.params;
    return width === undefined || height === undefined
      ? null
      : { ...specFromRecord(record), params: { width, height } };
  },
};

/** "8 cm", "1.2 m" */
const lengthText = (length: number): string =>
  length < 1 ? `${Math.round(100 * length)} cm` : `${Number(length.toFixed(2))} m`;
