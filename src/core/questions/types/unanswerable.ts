import { frameAxes } from '../../relations/frames.js';
import { evaluateDirection } from '../../relations/direction.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import { DIRECTIONS, frameForm, frameOf, isDirection, pairOf } from './frames-here.js';
import type { ViewQuestionType } from './question-type.js';

/**
 * What cannot be told from this view: the side of a thing that has no front, or whose front is turned away (SPEC §3.1).
 * Asked only where the relation is undefined, never where it is merely too close to call.
 */
export const UNANSWERABLE: ViewQuestionType = {
  name: 'unanswerable',
  kind: 'unanswerable',
  scope: 'view',
  types: DIRECTIONS,
  weight: 1,
  *specs(context) {
    for (const { id: reference, possessive } of context.referents) {
      if (!possessive) continue;
      const frame = { kind: 'object', object: reference } as const;
      if (!('reason' in frameAxes(context.graph, context.view, frame))) continue;
      for (const { id: subject } of context.referents)
        for (const type of DIRECTIONS)
          if (subject !== reference)
            yield questionSpec({ kind: 'unanswerable', type, frame, objects: { subject, reference } });
    }
  },
  /** A front that is turned away first: that something round has none can be read off the words. */
  stratum: ({ graph }, spec) =>
    graph.geometry.object(pairOf(spec)[1]).record.front === null ? 'no front' : 'turned away',
  roles: (_, spec) => pairOf(spec).map((id) => ({ id, level: 'name' })),
  evaluate({ graph, view }, spec) {
    const [subject, reference] = pairOf(spec);
    const frame = frameOf(spec);
    const axes = frameAxes(graph, view, frame);
    if (!('reason' in axes) || !isDirection(spec.type)) return { refused: 'it can be told' };
    if (evaluateDirection(graph, view, frame, spec.type, subject, reference).verdict !== 'A')
      return { refused: 'it can be told' };
    const { front } = graph.geometry.object(reference).record;
    return {
      // True: that it cannot be told.
      verdict: 'T',
      measured: { reason: front === null ? 'no_front' : 'front_not_visible' },
      answer: { kind: 'text', value: 'It cannot be told from this view.', reason: axes.reason },
    };
  },
  form: (context, spec) =>
    isDirection(spec.type) ? `${spec.type}.${frameForm(context, frameOf(spec), spec.type)}` : spec.type,
  specOf: (record) => (record.answer.kind === 'text' && record.frame !== null ? specFromRecord(record) : null),
};
