import { crossViewDirection } from '../../../multiview/cross-view.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { mayBePaired } from '../../../relations/gates.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import { DIRECTIONS, directionOf, pairOf } from '../frames-here.js';
import type { SceneQuestionType } from '../question-type.js';
import {
  askedPair,
  isRefused,
  isUnseen,
  namedInSome,
  phraseOver,
  nameableIn,
  viewIds,
  viewPairs,
  type Gates,
} from './views-here.js';

/** A direction in the first image's ego frame, of things that only both images together show (docs/spec.md §12.5). */
export const CROSS_VIEW: SceneQuestionType = {
  name: 'cross-view',
  kind: 'multiview',
  scope: 'scene',
  types: ['cross_view'],
  weight: 5,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      const things = nameableIn(first, second);
      for (const subject of things)
        for (const reference of things) {
          if (subject === reference || !(isUnseen(first, subject) || isUnseen(first, reference))) continue;
          for (const direction of DIRECTIONS)
            yield questionSpec({
              kind: 'multiview',
              type: 'cross_view',
              frame: { kind: 'ego' },
              direction,
              objects: { subject, reference },
              views: viewIds(first, second),
            });
        }
    }
  },
  stratum(context, spec) {
    const first = context.view(spec.views[0]);
    if (!first) return null;
    const { verdict, measured } = crossViewDirection(
      context.graph.geometry,
      first.view,
      directionOf(spec),
      ...pairOf(spec),
    );
    if (verdict === 'A') return null;
    const opposite = verdict === 'F' && Number(measured.delta) < -Number(measured.margin);
    return `${spec.direction} ${verdict} ${opposite}`;
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const { first, second, overlap } = pair;
    const [subject, reference] = pairOf(spec);
    const { geometry } = context.graph;
    if (!mayBePaired(geometry, subject, reference)) return { refused: 'the two are parts of one thing' };
    if (!isUnseen(first, subject) && !isUnseen(first, reference)) return { refused: 'the first image shows them both' };
    const profile = profileOf(geometry, [subject, reference]);
    const gates: Gates = { viewOverlap: overlap };
    const phrases: Record<string, string> = {};
    for (const id of [subject, reference]) {
      if (!namedInSome([first, second], id, CONSTANTS[profile], gates))
        return { refused: 'neither image shows enough of one of them' };
      const phrase = phraseOver(context, [first, second], id);
      if (isRefused(phrase)) return phrase;
      phrases[id] = phrase;
    }
    const { verdict, measured, reason } = crossViewDirection(
      geometry,
      first.view,
      directionOf(spec),
      subject,
      reference,
    );
    if (verdict === 'A') return { refused: reason ?? 'too close to call' };
    return {
      verdict,
      measured,
      answer: { kind: 'yes-no', value: verdict === 'T' },
      evidence: { gates },
      form: `cross_view.${spec.direction}`,
      profile,
      fill: { A: phrases[subject], B: phrases[reference] },
      phrases,
    };
  },
  specOf(record) {
    return record.frame === null || record.direction === null ? null : specFromRecord(record);
  },
  pair({ objects: { subject, reference }, direction }, category) {
    if (subject === undefined || reference === undefined) return null;
    return `${[category(subject), category(reference)].sort().join(' ')} cross ${direction}`;
  },
};
