import { CONSTANTS } from '../../../relations/constants.js';
import { taller } from '../../../relations/compare.js';
import { gate, mayBePaired } from '../../../relations/gates.js';
import { profileOf } from '../../../relations/profile.js';
import type { Verdict } from '../../../relations/verdict.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { ViewContext } from '../../view-context.js';
import { pairOf } from '../frames-here.js';
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

const OPTIONS = [
  ['first', 'only from the first image'],
  ['second', 'only from the second image'],
  ['either', 'from either image alone'],
  ['neither', 'only from both images together'],
] as const;

/** From which of two images can it be told whether A is taller than B (docs/spec.md §12.9)? */
export const TELLABLE: SceneQuestionType = {
  name: 'tellable',
  kind: 'multiview',
  scope: 'scene',
  types: ['tellable'],
  weight: 2,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      const things = nameableIn(first, second);
      for (const subject of things)
        for (const reference of things)
          if (subject < reference)
            yield questionSpec({
              kind: 'multiview',
              type: 'tellable',
              objects: { subject, reference },
              views: viewIds(first, second),
            });
    }
  },
  stratum(context, { objects: { subject, reference }, views }) {
    const [first, second] = views.map((id) => context.view(id));
    if (!first || !second || subject === undefined || reference === undefined) return null;
    return optionFor(isTold(first, subject, reference), isTold(second, subject, reference));
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const { first, second, overlap } = pair;
    const [a, b] = pairOf(spec);
    const { geometry } = context.graph;
    if (!mayBePaired(geometry, a, b)) return { refused: 'the two are parts of one thing' };
    const compared = taller(geometry, a, b);
    if (compared.verdict === 'A') return { refused: compared.reason ?? 'too close to call' };
    const profile = profileOf(geometry, [a, b]);
    const gates: Gates = { viewOverlap: overlap };
    const phrases: Record<string, string> = {};
    for (const id of [a, b]) {
      if (!namedInSome([first, second], id, CONSTANTS[profile], gates))
        return { refused: 'neither image shows enough of one of them' };
      const phrase = phraseOver(context, [first, second], id);
      if (isRefused(phrase)) return phrase;
      phrases[id] = phrase;
    }
    const told = [isTold(first, a, b), isTold(second, a, b)] as const;
    const option = optionFor(...told);
    if (option === null) return { refused: 'whether one of the images tells it is open' };
    return {
      verdict: 'T',
      measured: { ...compared.measured, taller: compared.verdict, toldByFirst: told[0], toldBySecond: told[1] },
      answer: {
        kind: 'choice',
        options: OPTIONS.map(([, text]) => ({ text })),
        correct: OPTIONS.findIndex(([own]) => own === option),
      },
      evidence: { gates },
      form: 'tellable.choice',
      profile,
      fill: { A: phrases[a], B: phrases[b] },
      phrases,
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};

/** T: both are seen well enough to be measured there; F: one of them is not seen at all; else A. */
function isTold({ graph: { geometry }, view }: ViewContext, a: number, b: number): Verdict {
  if ([a, b].some((id) => isUnseen({ view }, id))) return 'F';
  const constants = CONSTANTS[profileOf(geometry, [a, b])];
  return [a, b].every((id) => gate(geometry, view, id, 'metric', constants).passed) ? 'T' : 'A';
}

function optionFor(first: Verdict, second: Verdict): (typeof OPTIONS)[number][0] | null {
  if (first === 'A' || second === 'A') return null;
  if (first === 'T') return second === 'T' ? 'either' : 'first';
  return second === 'T' ? 'second' : 'neither';
}
