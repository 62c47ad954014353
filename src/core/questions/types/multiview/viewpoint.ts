import { viewpointSide, type ViewpointSide } from '../../../multiview/viewpoint.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { SceneQuestionType } from '../question-type.js';
import { askedPair, isRefused, namedInSome, phraseOver, viewIds, viewPairs, type Gates } from './views-here.js';

const SIDES: readonly (readonly [ViewpointSide, string])[] = [
  ['same', 'from the same side'],
  ['left', 'from its left side'],
  ['right', 'from its right side'],
  ['opposite', 'from the opposite side'],
];

/** From which side of B, as the viewer of the first image sees it, was the second image taken (docs/spec.md §12.6)? */
export const VIEWPOINT: SceneQuestionType = {
  name: 'viewpoint',
  kind: 'multiview',
  scope: 'scene',
  types: ['viewpoint'],
  weight: 1,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      const inSecond = new Set(second.referents.map(({ id }) => id));
      for (const { id: reference } of first.referents)
        if (inSecond.has(reference))
          yield questionSpec({
            kind: 'multiview',
            type: 'viewpoint',
            objects: { reference },
            views: viewIds(first, second),
          });
    }
  },
  stratum(context, { objects: { reference }, views }) {
    const [first, second] = views.map((id) => context.view(id)?.view);
    if (!first || !second || reference === undefined) return null;
    return viewpointSide(context.graph.geometry, first, second, reference).side;
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const { first, second, overlap } = pair;
    const { reference } = spec.objects;
    if (reference === undefined) return { refused: 'it needs a thing to go by' };
    const { geometry } = context.graph;
    const profile = profileOf(geometry, [reference]);
    const gates: Gates = { viewOverlap: overlap };
    const both = [first, second].every((view) => namedInSome([view], reference, CONSTANTS[profile], gates));
    if (!both) return { refused: 'one of the images shows too little of it' };
    const phrase = phraseOver(context, [first, second], reference);
    if (isRefused(phrase)) return phrase;
    const { side, measured, reason } = viewpointSide(geometry, first.view, second.view, reference);
    const correct = SIDES.findIndex(([own]) => own === side);
    if (correct < 0) return { refused: reason ?? 'it was taken from between two sides' };
    return {
      verdict: 'T',
      measured,
      answer: { kind: 'choice', options: SIDES.map(([, text]) => ({ text })), correct },
      evidence: { gates },
      form: 'viewpoint.choice',
      profile,
      fill: { B: phrase },
      phrases: { [reference]: phrase },
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};
