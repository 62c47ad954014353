import { pixelsIn } from '../../../multiview/appearance.js';
import { CONSTANTS } from '../../../relations/constants.js';
import { profileOf } from '../../../relations/profile.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import type { ViewContext } from '../../view-context.js';
import type { SceneQuestionType } from '../question-type.js';
import { askedPair, namedInSome, viewIds, viewPairs, type Gates } from './views-here.js';

/** How many of a kind two images show together, each counted once (docs/spec.md §12.7). */
export const COUNT_VIEWS: SceneQuestionType = {
  name: 'count-views',
  kind: 'multiview',
  scope: 'scene',
  types: ['count_views'],
  weight: 2,
  *specs(context) {
    for (const [first, second] of viewPairs(context)) {
      // The same two images either way round: one order is enough.
      if (first.view.record.id > second.view.record.id) continue;
      const categories = new Set(
        context.graph.geometry.objects
          .filter(({ record }) => !record.structure && isShown([first, second], record.id))
          .map(({ record }) => record.category),
      );
      for (const category of [...categories].sort()) {
        const members = membersOf([first, second], category);
        if (members.length < 2) continue;
        yield questionSpec({
          kind: 'multiview',
          type: 'count_views',
          objects: { members },
          views: viewIds(first, second),
        });
      }
    }
  },
  /** Counts that neither image gives alone are the point; some that one does keep it honest. */
  stratum(context, { objects: { members = [] }, views }) {
    const [first, second] = views.map((id) => context.view(id));
    if (!first || !second) return null;
    const most = Math.max(...[first, second].map((view) => members.filter((id) => isShown([view], id)).length));
    return most < members.length ? `more ${members.length}` : `same ${members.length}`;
  },
  evaluate(context, spec) {
    const pair = askedPair(context, spec);
    if ('refused' in pair) return pair;
    const views = [pair.first, pair.second];
    const { geometry } = context.graph;
    const asked = spec.objects.members ?? [];
    if (asked.length === 0) return { refused: 'it needs a kind of thing' };
    const { category, name } = geometry.object(asked[0]).record;
    const members = membersOf(views, category);
    if (members.join(' ') !== asked.join(' ')) return { refused: 'others of the kind show as well' };
    if (members.some((id) => geometry.object(id).record.name !== name)) return { refused: 'they have different names' };
    if (nounFitsOthers(context, views, name, category)) return { refused: 'the word fits other things too' };
    const profile = profileOf(geometry, members);
    const gates: Gates = { viewOverlap: pair.overlap };
    for (const id of members)
      if (!namedInSome(views, id, CONSTANTS[profile], gates)) return { refused: 'one of them hardly shows' };
    return {
      verdict: 'T',
      measured: Object.fromEntries(
        views.map((view, i) => [`inView${i}`, members.filter((id) => isShown([view], id)).length]),
      ),
      answer: { kind: 'number', value: members.length, unit: '', definition: 'count_views' },
      evidence: { gates },
      form: 'count_views',
      profile,
      fill: { N: name },
      phrases: {},
    };
  },
  specOf(record) {
    return specFromRecord(record);
  },
};

const isShown = (views: readonly ViewContext[], id: number): boolean =>
  views.some(({ view }) => pixelsIn(view, id) > 0);

function membersOf(views: readonly ViewContext[], category: string): number[] {
  return views[0].graph.geometry.objects
    .filter(({ record }) => record.category === category && isShown(views, record.id))
    .map(({ record }) => record.id);
}

/** Whether the noun could also mean something of another category that shows. */
function nounFitsOthers(
  { graph, lexicon }: { readonly graph: ViewContext['graph']; readonly lexicon: ViewContext['lexicon'] },
  views: readonly ViewContext[],
  noun: string,
  category: string,
): boolean {
  return graph.geometry.objects.some(
    ({ record }) =>
      record.category !== category &&
      isShown(views, record.id) &&
      (record.name === noun ||
        (lexicon.nouns[record.category] ?? []).includes(noun) ||
        (lexicon.hypernyms[noun] ?? []).includes(record.category)),
  );
}
