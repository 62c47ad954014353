import { hashString } from '../../random.js';
import { profileOf } from '../../relations/profile.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import type { Profile } from '../../scene/settled-scene.js';
import type { Answer } from '../question-record.js';
import type { Referent, ViewContext } from '../view-context.js';
import type { Refused } from './question-type.js';

type ChoiceAnswer = Extract<Answer, { kind: 'choice' }>;

/** Objects as the options of a choice, in the order of their ids; how they are ordered when asked is dealt out later. */
export function objectChoice(context: ViewContext, ids: readonly number[], correct: number): ChoiceAnswer {
  const sorted = [...ids].sort((a, b) => a - b);
  return {
    kind: 'choice',
    options: sorted.map((object) => ({ text: theObject(context, object), object })),
    correct: sorted.indexOf(correct),
  };
}

/**
 * Whether the margins of every comparison are those of the whole question: a sofa among mugs would be measured with
 * other margins than the mugs among themselves (SPEC: one profile for a question).
 */
export function hasOneProfile(
  geometry: SceneGeometry,
  groups: readonly (readonly number[])[],
  profile: Profile,
): boolean {
  return groups.every((ids) => profileOf(geometry, ids) === profile);
}

export const MIXED = { refused: 'things of very different size are compared' } as const;

/** "the red mug" */
export function theObject({ referent, lexicon }: ViewContext, id: number): string {
  const named: Referent | Refused = referent(id);
  if ('refused' in named) throw new RangeError(`Object ${id} cannot be an option: ${named.refused}.`);
  return `${lexicon.referring?.definite ?? 'the'} ${named.phrase}`;
}

/** The first `count` of a list in an order that hangs on `key` alone. */
export function pickBy<T>(list: readonly T[], count: number, key: string, nameOf: (item: T) => string): T[] {
  return list
    .map((item) => ({ item, name: nameOf(item), order: hashString(`${key} ${nameOf(item)}`) }))
    .sort((a, b) => a.order - b.order || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ item }) => item);
}
