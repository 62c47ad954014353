import type { QuestionRecord } from '../questions/question-record.js';

/** What `--where` can ask of a question, by the names of its record. */
const FIELDS: Readonly<Record<string, (question: QuestionRecord) => string>> = {
  kind: (q) => q.kind,
  type: (q) => q.type,
  frame: (q) => q.frame?.kind ?? 'none',
  split: (q) => q.split,
  answer: (q) => q.answer.kind,
  direction: (q) => q.direction ?? 'none',
  template: (q) => q.template,
  style: (q) => q.style,
  profile: (q) => q.profile,
  scene: (q) => q.scene,
  view: (q) => q.views[0],
  views: (q) => String(q.views.length),
};

/**
 * Reads `--where`: "kind=configuration,frame=ego|object,split=test". All named fields must match; a field matches one of
 * the values between bars.
 *
 * @returns the filter, or one sentence on what is wrong with the text
 */
export function parseWhere(
  text: string,
):
  | { readonly ok: true; readonly matches: (question: QuestionRecord) => boolean }
  | { readonly ok: false; readonly problem: string } {
  const tests: ((question: QuestionRecord) => boolean)[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*([a-z]+)\s*=\s*(.+?)\s*$/.exec(part);
    if (!match) return { ok: false, problem: `--where must look like kind=configuration,split=test, not "${text}".` };
    const field = Object.hasOwn(FIELDS, match[1]) ? FIELDS[match[1]] : null;
    if (field === null)
      return { ok: false, problem: `--where knows no "${match[1]}", only ${Object.keys(FIELDS).join(', ')}.` };
    const values = new Set(match[2].split('|').map((value) => value.trim()));
    tests.push((question) => values.has(field(question)));
  }
  return { ok: true, matches: (question) => tests.every((test) => test(question)) };
}
