import { z } from 'zod';
import { QUESTION_KINDS } from '../../core/questions/question-record.js';
import { QUESTION_TYPES } from '../../core/questions/types/table.js';
import { Dataset } from '../dataset.js';

/** How often each type was asked in a dataset. */
export const typeCountsSchema = z
  .array(
    z
      .strictObject({
        recipe: z.string(),
        views: z.number().int().positive(),
        /** "kind type" → questions. */
        counts: z.record(z.string(), z.number().int().positive()).readonly(),
      })
      .readonly(),
  )
  .readonly();

export type TypeCounts = z.infer<typeof typeCountsSchema>;

/** Of each dataset's main set, in the order given. */
export async function countTypes(dirs: readonly string[]): Promise<TypeCounts> {
  const result: TypeCounts[number][] = [];
  for (const dir of dirs) {
    const dataset = await Dataset.open(dir);
    const set = dataset.questionSet(undefined);
    const counts: Record<string, number> = {};
    for (const shard of dataset.shardIds)
      for await (const { kind, type } of dataset.questions(set, shard)) {
        const key = `${kind} ${type}`;
        counts[key] = (counts[key] ?? 0) + 1;
      }
    const views = dataset.record.shards.reduce((sum, shard) => sum + shard.views, 0);
    const ordered = Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
    result.push({ recipe: dataset.record.recipe.id, views, counts: ordered });
  }
  return result;
}

/** Fewer than this many questions in 1,000 images of the first dataset are seldom. */
const SELDOM = 10;

/** All of the one is above the top of the other, by a margin: hardly so where all stand on one table top. */
const UNEVEN = 'things at different heights: shelves, furniture';

/** What a type needs that recipes set, beside things that happen to stand so. */
const NEEDS: Readonly<Record<string, string>> = {
  'multiview changed': '`twins`',
  'multiview changed_way': '`twins`',
  'multiview changed_distance': '`twins`',
  'multiview appearance_first': 'a sequence (`cameras.sequence`)',
  'multiview appearance_order': 'a sequence (`cameras.sequence`)',
  'multiview camera_moved': 'a sequence (`cameras.sequence`): cameras from all round a table turn as they move',
  'multiview camera_turned': 'cameras that turn more than they move: a sequence, a desk',
  'choice under': '`relations`: under',
  'configuration lying': '`relations`: lying',
  'configuration upside_down': '`relations`: upside_down',
  'configuration leaning': '`relations`: leaning',
  'configuration under': '`relations`: under',
  'configuration against': 'furniture at walls',
  'configuration higher': UNEVEN,
  'choice higher': UNEVEN,
  'choice highest': UNEVEN,
  'choice lowest': UNEVEN,
};

/**
 * A table of the types that the first dataset has seldom or never, with the recipes of the others that have them most.
 *
 * @param anchorOf the heading of a type's example, by "kind type"
 */
export function seldomTable(all: TypeCounts, anchorOf: (key: string) => string): string[] {
  const [first, ...others] = all;
  if (first === undefined) return [];
  const rate = ({ counts, views }: TypeCounts[number], key: string) => (1000 * (counts[key] ?? 0)) / views;
  const keys = QUESTION_KINDS.flatMap((kind) =>
    QUESTION_TYPES.filter((family) => family.kind === kind).flatMap(({ types }) =>
      types.map((type) => `${kind} ${type}`),
    ),
  );
  const rows = keys
    .filter((key) => rate(first, key) < SELDOM)
    .map((key) => {
      const best = others
        .map((set) => ({ recipe: set.recipe, rate: rate(set, key) }))
        .filter((set) => set.rate > rate(first, key))
        .sort((a, b) => b.rate - a.rate)
        .slice(0, 3)
        .map((set) => `${set.recipe} ${short(set.rate)}`);
      const said =
        best.length > 0 ? best.join(', ') : rate(first, key) > 0 ? `${first.recipe} itself` : 'none of these';
      return `| [${key}](#${anchorOf(key)}) | ${short(rate(first, key))} | ${said} | ${NEEDS[key] ?? ''} |`;
    });
  const sets = all.map(({ recipe, views }) => `${recipe} (${views.toLocaleString('en-US')})`).join(', ');
  return [
    `Types with fewer than ${SELDOM} questions in 1,000 images of the ${first.recipe} recipe, and the recipes that have them most often, in questions`,
    `per 1,000 images. Counted in these sets (images): ${sets}.`,
    '',
    `| kind, type | ${first.recipe} | most often | what it needs |`,
    '|---|---|---|---|',
    ...rows,
  ];
}

const short = (x: number): string => (x >= 10 || x === 0 ? x.toFixed(0) : x.toFixed(1));
