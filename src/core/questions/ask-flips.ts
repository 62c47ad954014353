import { hashString } from '../random.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { Counterfactual } from '../scene/settled-scene.js';
import { entryOf, type AskedCandidate } from './ask-scene.js';
import { evaluateQuestion } from './evaluate-question.js';
import type { Lexicon } from './lexicon.js';
import { ifPlain } from './plain-to-see.js';
import { questionSpec, specKey, type QuestionSpec } from './question-spec.js';
import { takeInTurn } from './take-in-turn.js';
import { createViewContext } from './view-context.js';

type Flip = Counterfactual['flips'][number];

/** Pairs kept of a view: enough that balance finds some, few enough that a twin asks about more than its change. */
const MOST_PAIRS = 4;

/**
 * Questions that a twin answers the other way than its original (SPEC §9.4), about both scenes, in pairs that share
 * `entry.flip`: what the set keeps of them is asked in the same words.
 *
 * @param mayAsk whether the recipe asks this
 */
export function askFlips(
  original: SceneGraph,
  twin: SceneGraph,
  lexicon: Lexicon,
  mayAsk: (spec: QuestionSpec) => boolean,
): AskedCandidate[] {
  const asked: AskedCandidate[] = [];
  const flips = twin.geometry.scene.counterfactual?.flips ?? [];
  for (const [k, view] of original.views.entries()) {
    const was = createViewContext(original, view, lexicon);
    const is = createViewContext(twin, twin.views[k], lexicon);
    let pairs = 0;
    for (const spec of inTurn(flips.filter((flip) => flip.view === k))) {
      if (pairs === MOST_PAIRS) break;
      if (!mayAsk(spec)) continue;
      const before = ifPlain(original, evaluateQuestion(was, spec));
      const after = ifPlain(twin, evaluateQuestion(is, spec));
      if ('refused' in before || 'refused' in after) continue;
      // The anchor of the world frame may be named by other things after a change: other words, no pair.
      if (JSON.stringify(before.candidate.fill) !== JSON.stringify(after.candidate.fill)) continue;
      const flip = `${original.geometry.scene.id} ${k} ${specKey(spec)}`;
      asked.push(
        { candidate: before.candidate, entry: { ...entryOf(original, before.candidate), flip } },
        { candidate: after.candidate, entry: { ...entryOf(twin, after.candidate), flip } },
      );
      pairs++;
    }
  }
  return asked;
}

/** With pairs in place of the same questions asked alone. */
export function withPairs(asked: readonly AskedCandidate[], pairs: readonly AskedCandidate[]): AskedCandidate[] {
  const paired = new Set(pairs.map(({ candidate }) => candidate.key));
  return [...asked.filter(({ candidate }) => !paired.has(candidate.key)), ...pairs];
}

/** Relations and frames take turns, so that the pairs of a view do not all ask the same. */
function inTurn(flips: readonly Flip[]): Iterable<QuestionSpec> {
  const byKind = new Map<string, QuestionSpec[]>();
  for (const flip of flips) {
    const kind = `${flip.type} ${String(flip.frame)}`;
    const list = byKind.get(kind);
    if (list) list.push(specOf(flip));
    else byKind.set(kind, [specOf(flip)]);
  }
  const queues = [...byKind.entries()]
    .sort(([a], [b]) => hashString(a) - hashString(b))
    .map(([, specs]) => specs.sort((a, b) => hashString(specKey(a)) - hashString(specKey(b))));
  return takeInTurn(queues);
}

function specOf({ type, frame, subject, reference }: Flip): QuestionSpec {
  return questionSpec({
    kind: 'configuration',
    type,
    frame: frame === null ? null : frame === 'object' ? { kind: 'object', object: reference } : { kind: frame },
    objects: { subject, reference },
  });
}
