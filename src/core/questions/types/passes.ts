import { CONSTANTS } from '../../relations/constants.js';
import { gapBetween, passes, ROBOT_HEIGHT } from '../../relations/passes.js';
import { profileOf } from '../../relations/profile.js';
import type { Profile } from '../../scene/settled-scene.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
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
    for (const [b, c] of unorderedPairs(context)) {
      const profile = profileOf(geometry, [b, c]);
      const gap = gapBetween(geometry, b, c, profile, 0);
      if ('reason' in gap) continue;
      // The widest that gets through, whatever else stands by the way, and the narrowest that does not: anything else
      // would be too easy.
      const widths = WIDTHS[profile];
      const { clearanceYes, clearanceNo } = CONSTANTS[profile];
      const room = Math.min(gap.width, 2 * gap.clearance);
      const through = widths.findLast((width) => width + clearanceYes < room);
      const stuck = widths.find((width) => width - clearanceNo > gap.width);
      for (const width of [through, stuck]) {
        if (width === undefined) continue;
        const params = { width, height: ROBOT_HEIGHT[profile] };
        yield questionSpec({ kind: 'compatibility', type: 'passes', objects: { reference: b, second: c }, params });
      }
    }
  },
  stratum({ graph: { geometry } }, spec) {
    const [b, c] = endsOf(spec);
    const gap = gapBetween(geometry, b, c, profileOf(geometry, [b, c]), 0);
    return 'reason' in gap ? null : Number(spec.params['width']) < gap.width ? 'through' : 'stuck';
  },
  roles: (_, spec) => endsOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph: { geometry } }, spec, profile) {
    const [b, c] = endsOf(spec);
    const { width, height } = spec.params;
    if (typeof width !== 'number' || height !== ROBOT_HEIGHT[profile])
      return { refused: 'the robot of the question has no such size' };
    const { blockers, ...judged } = passes(geometry, b, c, width, profile);
    const answered = yesNo(judged);
    const fill = { width: lengthText(width), height: lengthText(height) };
    if ('refused' in answered) return { ...answered, fill };
    return { ...answered, evidence: { blockers, params: { width, height } }, fill };
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

/** The two that the gap is between: SPEC's B and C. */
function endsOf({ objects: { reference, second } }: QuestionSpec): readonly [number, number] {
  if (reference === undefined || second === undefined) throw new RangeError('A gap is between two things.');
  return [reference, second];
}
