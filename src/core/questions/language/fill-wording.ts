import { capitalised, definite, indefinite, plural, possessive } from './grammar.js';
import type { LanguageFile } from './language-file.js';

/** What fills a wording's blanks: capitals are objects' phrases without article, all else is put in as it is. */
export type Fill = Readonly<Record<string, string>>;

/**
 * A wording with its blanks filled, sentences beginning with capitals. `{A}` "the red mug", `{A's}` "the red mug's",
 * `{a A}` "a red mug", `{bare A}` "red mug", `{plural A}` "red mugs", `{anchor}` verbatim.
 *
 * @throws RangeError for a blank that nothing fills
 */
export function fillWording(language: LanguageFile, text: string, fill: Fill): string {
  return capitalised(fillBlanks(language, text, fill));
}

function fillBlanks(language: LanguageFile, text: string, fill: Fill): string {
  return text.replace(
    /\{(a |bare |plural )?([A-Za-z0-9]+)('s)?\}/g,
    (_, before: string, name: string, after: string) => {
      const value = fill[name];
      if (value === undefined) throw new RangeError(`Nothing fills {${name}} in "${text}".`);
      if (!/^[A-Z]$/.test(name) || before === 'bare ') return value;
      if (before === 'plural ') return plural(language, value);
      if (before === 'a ') return indefinite(language, value);
      const phrase = definite(language, value);
      return after ? possessive(language, phrase) : phrase;
    },
  );
}

/**
 * A relation as a clause after "is": "to the left of the jar, as seen from the camera".
 *
 * @param relation type, and frame where it has one: "left.ego", "on"
 * @throws RangeError for a relation that the language has no clause for
 */
export function clauseText(language: LanguageFile, relation: string, fill: Fill): string {
  const clause = language.clauses[relation];
  if (clause === undefined)
    throw new RangeError(`The language "${language.id}" has no clause "${relation}": add it to its language.json.`);
  return fillBlanks(language, clause, fill);
}
