import { evaluateFits, type FitsJudgement } from '../../relations/fits.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { isPlausibleFit, roomOverNeed } from '../tightness.js';
import { DIRECTIONS, directionOf, frameForm, frameOf, framesAround, pairOf } from './frames-here.js';
import { CONSTANTS } from '../../relations/constants.js';
import type { Profile } from '../../scene/settled-scene.js';
import type { Answered, Refused, ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

/** Room of less than this many widths of the object counts as tight. */
const TIGHT = 1.1;

/** Would A fit beside B (SPEC §6)? */
export const FITS: ViewQuestionType = {
  name: 'fits',
  kind: 'compatibility',
  scope: 'view',
  types: ['fits'],
  weight: 3,
  tries: 1.3,
  *specs(context) {
    for (const { id: subject } of context.referents)
      for (const { id: reference } of context.referents) {
        if (subject === reference || !isPlausibleFit(context, subject, reference)) continue;
        for (const frame of framesAround(context, reference))
          for (const direction of DIRECTIONS)
            yield questionSpec({
              kind: 'compatibility',
              type: 'fits',
              frame,
              direction,
              objects: { subject, reference },
            });
      }
  },
  /** Tight ones and others in turn: without the tight ones there would hardly be a "no". */
  stratum(context, spec) {
    const [subject, reference] = pairOf(spec);
    return roomOverNeed(context, subject, reference, frameOf(spec), directionOf(spec)) < TIGHT ? 'tight' : 'wide';
  },
  roles(_, spec) {
    return pairOf(spec).map((id) => ({ id, level: 'name' }));
  },
  evaluate({ graph, view }, spec, profile) {
    const [moving, anchor] = pairOf(spec);
    const fit = evaluateFits({
      graph,
      view,
      moving,
      anchor,
      frame: frameOf(spec),
      direction: directionOf(spec),
      profile,
    });
    return { ...fitAnswer(fit), fill: { reach: reachText(profile) } };
  },
  form(context, spec) {
    const direction = directionOf(spec);
    return `fits.${direction}.${frameForm(context, frameOf(spec), direction)}`;
  },
  specOf(record) {
    return record.frame === null || record.direction === null ? null : specFromRecord(record);
  },
};

/** A search for a pose as a yes/no answer, with its witness or what was in the way. */
export function fitAnswer(fit: FitsJudgement): Answered | Refused {
  const answered = yesNo(fit);
  if ('refused' in answered) return answered;
  const { witness, blockers, rejected, tried } = fit;
  return { ...answered, evidence: { witness, blockers, rejected, params: { tried } } };
}

/** The reach of a fit as words: "30 cm". */
export const reachText = (profile: Profile): string => `${Math.round(CONSTANTS[profile].fitReach * 100)} cm`;
