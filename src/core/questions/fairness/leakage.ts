import type { SettledScene } from '../../scene/settled-scene.js';
import type { AnsweredQuestion } from './check-set.js';
import { isHeldOutCombination } from './question-facts.js';

// SPEC §9.5: what the test split must not have seen in training.

/** What of a scene can leak from one split into the other. */
export interface SceneOutline {
  readonly id: string;
  readonly split: SettledScene['split'];
  readonly twinOf: string | null;
  /** Everything that is no structure: which shape, and where (world, metres). */
  readonly things: readonly { readonly asset: string; readonly position: readonly [number, number, number] }[];
  /** Shapes of all that is in it. */
  readonly assets: readonly string[];
}

export const outlineOf = ({ id, split, counterfactualOf, objects }: SettledScene): SceneOutline => ({
  id,
  split,
  twinOf: counterfactualOf,
  things: objects
    .filter(({ structure }) => !structure)
    .map(({ asset, worldFromObject: { position } }) => ({ asset, position })),
  assets: [...new Set(objects.map(({ asset }) => asset))],
});

/** What occurs in both splits, by name; nothing where the splits are clean. */
export interface Leakage {
  readonly assets: readonly string[];
  readonly wordings: readonly string[];
  /** Combinations of relations that are kept for the test split, yet occur in training. */
  readonly combinations: readonly string[];
  /** Scenes with their twins, of which some questions are in either split. */
  readonly scenes: readonly string[];
  /** Scenes of different splits with the same things within 5 cm of the same places. */
  readonly nearDuplicates: readonly (readonly [string, string])[];
}

/** @param scenes all of the dataset */
export function leakageOf(questions: readonly AnsweredQuestion[], scenes: readonly SceneOutline[]): Leakage {
  const of = (split: string) => questions.filter((q) => q.split === split);
  const inBoth = (train: Iterable<string>, test: Iterable<string>) => {
    const seen = new Set(train);
    return [...new Set(test)].filter((name) => seen.has(name)).sort();
  };
  const assets = (split: string) => scenes.filter((s) => s.split === split).flatMap((s) => s.assets);
  const seed = (q: AnsweredQuestion) => q.twinOf ?? q.scene;
  return {
    assets: inBoth(assets('train'), assets('test')),
    wordings: inBoth(
      of('train').map((q) => q.template),
      of('test').map((q) => q.template),
    ),
    combinations: [
      ...new Set(of('train').flatMap((q) => (isHeldOutCombination(q.combination) ? [q.combination ?? ''] : []))),
    ].sort(),
    scenes: inBoth(of('train').map(seed), of('test').map(seed)),
    nearDuplicates: nearDuplicates(scenes)
      .filter(([a, b]) => a.split !== b.split)
      .map(([a, b]) => [a.id, b.id]),
  };
}

/** Places closer than this are the same place (metres). */
const SAME_PLACE = 0.05;

/** Pairs of scenes with the same things in the same places; a twin and its original are none, nor are empty ones. */
export function nearDuplicates(scenes: readonly SceneOutline[]): (readonly [SceneOutline, SceneOutline])[] {
  const alike = new Map<string, SceneOutline[]>();
  for (const scene of scenes) {
    if (scene.things.length === 0) continue;
    const key = scene.things
      .map(({ asset }) => asset)
      .sort()
      .join(' ');
    const list = alike.get(key);
    if (list) list.push(scene);
    else alike.set(key, [scene]);
  }
  const seed = ({ id, twinOf }: SceneOutline) => twinOf ?? id;
  return [...alike.values()].flatMap((list) =>
    list.flatMap((a, i) =>
      list
        .slice(0, i)
        .filter((b) => seed(a) !== seed(b) && inSamePlaces(a, b))
        .map((b) => [b, a] as const),
    ),
  );
}

/** Whether every thing of `a` has one of its own in `b` close by; of several alike the nearest goes first. */
function inSamePlaces(a: SceneOutline, b: SceneOutline): boolean {
  const left = [...b.things];
  return a.things.every(({ asset, position }) => {
    const away = (k: number) => Math.hypot(...left[k].position.map((x, axis) => x - position[axis]));
    const [nearest] = [...left.keys()].filter((k) => left[k].asset === asset).sort((i, j) => away(i) - away(j));
    if (nearest === undefined || away(nearest) > SAME_PLACE) return false;
    left.splice(nearest, 1);
    return true;
  });
}

/** One sentence for each leak. */
export function leaks({ assets, wordings, combinations, scenes, nearDuplicates: pairs }: Leakage): string[] {
  return [
    ...assets.map((asset) => `the asset ${asset} occurs in training and in test scenes.`),
    ...wordings.map((wording) => `the wording ${wording} occurs in training and in test questions.`),
    ...combinations.map((combination) => `the relations ${combination} together are kept for the test split.`),
    ...scenes.map((scene) => `scene ${scene} with its twin is asked about in training and in test.`),
    ...pairs.map(([a, b]) => `scenes ${a} and ${b} are nearly the same, yet one is for training and one for test.`),
  ];
}
