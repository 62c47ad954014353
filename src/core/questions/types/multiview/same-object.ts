import { markOf } from '../../../multiview/same-object.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { gate, mayBePaired } from '../../../relations/gates.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { SceneQuestionType } from '../question-type.js';
import { doublesOf, markable } from './correspondence.js';
import { askedPair, pointText, viewIds, viewPairs } from './views-here.js';

/** Do two points, one in each image, lie on the same thing (docs/spec.md §12.3)? */
export const SAME_OBJECT: SceneQuestionType = {
  name: 'same-object',
  kind: 'multiview',
  scope: 'scene',
  types: ['same_object'],
  weight: 2,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      const shown = markable(second);
      for (const subject of markable(first))
        for (const reference of shown)
          yield questionSpec({
            kind: 'multiview',
            type: 'same_object',
            objects: { subject, reference },
            views: viewIds(first, second),
          });
    }
  },
  /** As many the same as not, and of the others mostly such as look alike. */
  stratum(context, { objects: { subject, reference }, views }) {
    if (subject === reference) return 'same';
    const second = context.view(views[1]);
    if (!second || subject === undefined || reference === undefined) return null;
    return doublesOf(second, subject).includes(reference) ? 'double' : 'other';
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const { first, second, overlap } = pair;
    const { subject, reference } = spec.objects;
    if (subject === undefined || reference === undefined) return { refused: 'it needs two marks' };
    const { geometry } = context.graph;
    if (subject !== reference && !mayBePaired(geometry, subject, reference))
      return { refused: 'the two are parts of one thing' };
    const profile = profileOf(geometry, [subject, reference]);
    const marks = [
      { view: first.view, id: subject },
      { view: second.view, id: reference },
    ].map(({ view, id }) => ({
      view,
      id,
      mark: markOf(view, id),
      seen: gate(geometry, view, id, 'target', CONSTANTS[profile]),
    }));
    const [a, b] = marks;
    if (a.mark === null || b.mark === null || !a.seen.passed || !b.seen.passed)
      return { refused: 'too little of one of them shows' };
    const value = subject === reference;
    return {
      verdict: value ? 'T' : 'F',
      measured: { markU: a.mark[0], markV: a.mark[1], otherU: b.mark[0], otherV: b.mark[1] },
      answer: { kind: 'yes-no', value },
      evidence: {
        gates: {
          viewOverlap: overlap,
          ...Object.fromEntries(marks.map(({ view, id, seen }) => [`${id}@${view.record.id}`, seen.measured])),
        },
      },
      form: 'same_object',
      profile,
      fill: { point: pointText(a.mark, a.view), other: pointText(b.mark, b.view) },
      phrases: {},
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};
