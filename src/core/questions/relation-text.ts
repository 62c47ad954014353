import { clauseText } from './language/fill-wording.js';
import { capitalised } from './language/grammar.js';
import type { Language } from './language/language.js';

/**
 * A relation in words, for lists of what is not asked and so has no wording: "The mug is to the left of the plate, as
 * seen from the camera"; by the type's id where the language has no clause.
 *
 * @param names of the objects in SPEC's order, without article
 * @param anchor of the world frame, as the scene words it
 */
export function relationText(
  language: Language,
  type: string,
  frame: 'ego' | 'world' | 'object' | null,
  names: readonly string[],
  anchor: string,
): string {
  const relation = frame === null ? type : `${type}.${frame}`;
  const clause = language.clauses[relation] ?? '';
  const needed = (clause.match(/\{[B-F]/g) ?? []).length + 1;
  if (clause === '' || names.length < needed)
    return `${capitalised(type.replaceAll('_', ' '))}: ${names.map((name) => `the ${name}`).join(', ')}`;
  const fill = Object.fromEntries([['anchor', anchor], ...names.map((name, i) => ['ABCDEF'[i], name])]);
  return `The ${names[0]} is ${clauseText(language, relation, fill)}`;
}
