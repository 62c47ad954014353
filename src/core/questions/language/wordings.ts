import type { Form, Language, Wording } from './language.js';

/** Which wordings a question may be put in. */
export interface WordingChoice {
  /** Of ambiguous questions, which train nobody: those of the test. */
  readonly split: 'train' | 'test' | 'ambiguous';
  /** Whether the frame is left to the reader. */
  readonly implicit: boolean;
}

/** @throws RangeError for a form that no file of the language defines */
export function formOf(language: Language, id: string): Form {
  const form = language.forms.get(id);
  if (!form)
    throw new RangeError(
      `The language "${language.id}" has no form "${id}": add it to a file of wordings (assets/language).`,
    );
  return form;
}

/** Wordings of a form that fit a choice; implicit ones where there are any, else those that say everything. */
export function wordingsFor(form: Form, { split, implicit }: WordingChoice): readonly Wording[] {
  const own = form.wordings.filter((wording) => wording.split === wordingSplit(split));
  const wanted = own.filter((wording) => (wording.label === 'implicit') === implicit);
  return wanted.length > 0 ? wanted : own.filter((wording) => wording.label !== 'implicit');
}

export function wordingById(form: Form, id: string): Wording | null {
  return form.wordings.find((wording) => wording.id === id) ?? null;
}

/** Which of a form's wordings a split draws from. */
export const wordingSplit = (split: WordingChoice['split']): Wording['split'] => (split === 'train' ? 'train' : 'test');
