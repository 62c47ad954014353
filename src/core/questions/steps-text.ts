import { clauseText } from './language/fill-wording.js';
import { capitalised } from './language/grammar.js';
import type { Language } from './language/language.js';
import type { QuestionRecord } from './question-record.js';

/**
 * The steps of a derivation as sentences, rendered from its records alone (SPEC §8): "The mug is to the left of the
 * plate, as seen from the camera." Steps that join earlier ones name them by number, from 1.
 *
 * @param nameOf how an object is called that the record has no phrase for
 * @param anchor of the world frame, as the scene words it
 */
export function stepsText(
  language: Language,
  { evidence: { steps }, phrases }: Pick<QuestionRecord, 'evidence' | 'phrases'>,
  nameOf: (id: number) => string,
  anchor: string,
): string[] {
  const phrase = (id: number) => phrases[id] ?? nameOf(id);
  return steps.map(({ op, args, frame }) => {
    if (op === 'not') return `Not ${args[0] + 1}`;
    if (op === 'and' || op === 'or') return args.map((i) => i + 1).join(` ${op} `);
    return relationText(language, op, frame?.kind ?? null, args.map(phrase), anchor);
  });
}

/** "The mug is to the left of the plate, as seen from the camera"; by the type's id where the language has no clause. */
export function relationText(
  language: Language,
  type: string,
  frame: 'ego' | 'world' | 'object' | null,
  names: readonly string[],
  anchor: string,
): string {
  const relation = frame === null ? type : `${type}.${frame}`;
  if (!(relation in language.clauses)) return `${capitalised(type.replaceAll('_', ' '))}: ${names.join(', ')}`;
  const fill = Object.fromEntries([['anchor', anchor], ...names.map((name, i) => ['ABCDEF'[i], name])]);
  return `The ${names[0]} is ${clauseText(language, relation, fill)}`;
}
