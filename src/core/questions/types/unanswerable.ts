import { frameAxes } from '../../relations/frames.js';
import { evaluateDirection } from '../../relations/direction.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { DIRECTIONS, frameForm, frameOf, isDirection, pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';

/**
 * What cannot be told: the side of a thing that has no front (SPEC §3.1). Asked only where the relation is undefined,
 * never where it is merely too close to call. A front that is turned away is no reason: a teddy bear seen from behind
 * shows very well where it faces, it is only not asked about.
 */
export const UNANSWERABLE: ViewQuestionType = {
  name: 'unanswerable',
  kind: 'unanswerable',
  scope: 'view',
  types: DIRECTIONS,
  weight: 1,
  *specs(context) {
    for (const { id: reference, possessive } of context.referents) {
      if (!possessive || context.graph.geometry.object(reference).front !== null) continue;
      const frame = { kind: 'object', object: reference } as const;
      if (!('reason' in frameAxes(context.graph, context.view, frame))) continue;
      for (const { id: subject } of context.referents)
        for (const type of DIRECTIONS)
          if (subject !== reference)
            yield questionSpec({ kind: 'unanswerable', type, frame, objects: { subject, reference } });
    }
  },
  roles: (_, spec) => pairOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph, view }, spec) {
    const [subject, reference] = pairOf(spec);
    const frame = frameOf(spec);
    const axes = frameAxes(graph, view, frame);
    if (!('reason' in axes) || !isDirection(spec.type)) return { refused: 'it can be told' };
    if (evaluateDirection(graph, view, frame, spec.type, subject, reference).verdict !== 'A')
      return { refused: 'it can be told' };
    return {
      // True: that it cannot be told.
      verdict: 'T',
      measured: { reason: 'no_front' },
      answer: { kind: 'text', value: 'It cannot be told from this view.', reason: axes.reason },
    };
  },
  form: (context, spec) =>
    isDirection(spec.type) ? `${spec.type}.${frameForm(context, frameOf(spec), spec.type)}` : spec.type,
  specOf: (record) => (record.answer.kind === 'text' && record.frame !== null ? specFromRecord(record) : null),
};
