import { evaluateFreeSpace, freeRegion } from '../../relations/free-space.js';
import { pointsAnswer } from '../points-answer.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { DIRECTIONS, directionOf, frameForm, frameOf, framesAround } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';
import { yesNo } from './yes-no.js';

const FORMS = ['points', 'any'] as const;

/** Points of free space in a direction from B, or whether there is any (SPEC §5). */
export const FREE_SPACE: ViewQuestionType = {
  name: 'free-space',
  kind: 'context',
  scope: 'view',
  types: ['free_space'],
  weight: 1,
  tries: 1.3,
  *specs(context) {
    for (const { id: reference } of context.referents)
      for (const frame of framesAround(context, reference))
        for (const direction of DIRECTIONS)
          for (const form of FORMS)
            yield questionSpec({ kind: 'context', type: 'free_space', form, frame, direction, objects: { reference } });
  },
  roles(_, { objects: { reference } }) {
    return reference === undefined ? [] : [{ id: reference, level: 'target' }];
  },
  evaluate({ graph, view }, spec, profile) {
    const { reference } = spec.objects;
    if (reference === undefined) throw new RangeError('Free space is asked around a reference.');
    const question = {
      graph,
      view,
      anchor: reference,
      frame: frameOf(spec),
      direction: directionOf(spec),
      profile,
    };
    if (spec.form === 'any') return yesNo(evaluateFreeSpace(question));
    const region = freeRegion(question);
    if ('reason' in region) return { refused: region.reason };
    if (!region.askable) return { refused: 'what is free there is too small to ask about' };
    const answer = pointsAnswer(region);
    if (!answer) return { refused: 'what is free there is too narrow to point at' };
    return { verdict: 'T', measured: { pixels: region.pixels, area: region.area }, answer };
  },
  form(context, spec) {
    const direction = directionOf(spec);
    return `free_space.${direction}.${frameForm(context, frameOf(spec), direction)}.${spec.form}`;
  },
  specOf(record) {
    const { frame, direction, answer } = record;
    if (frame === null || direction === null) return null;
    return specFromRecord(record, answer.kind === 'points' ? 'points' : 'any');
  },
};
