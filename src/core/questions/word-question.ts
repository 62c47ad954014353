import type { Candidate } from './candidate.js';
import type { Dealt } from './fairness/deal.js';
import { expressAnswer } from './language/express-answer.js';
import { fillWording } from './language/fill-wording.js';
import type { Language } from './language/language.js';
import { formOf, wordingById } from './language/wordings.js';
import type { Answer, QuestionRecord } from './question-record.js';

/**
 * Puts a candidate into words as it was dealt: text, answer in its style, options in their order.
 *
 * @throws RangeError for a wording that its form does not have
 */
export function wordQuestion(language: Language, candidate: Candidate, id: string, dealt: Dealt): QuestionRecord {
  const form = formOf(language, candidate.form);
  const wording = wordingById(form, dealt.wording);
  if (!wording) throw new RangeError(`The form "${form.id}" has no wording "${dealt.wording}".`);
  const { key, fill } = candidate;
  const {
    schema,
    scene,
    views,
    split,
    kind,
    type,
    frame,
    style: _,
    answer: own,
    answerText,
    ...rest
  } = candidate.record;
  const { evidence, phrases } = candidate.record;
  const asked = {
    key,
    fill,
    answer: ordered(own, dealt.order),
    answerText,
    derivation: { steps: evidence.steps, phrases, anchor: fill['anchor'] ?? '', facing: facingIn(fill) },
  };
  const expressed = expressAnswer(language, form, asked, dealt);
  return {
    schema,
    id,
    scene,
    views,
    split,
    kind,
    type,
    frame,
    template: wording.id,
    style: expressed.style,
    ...(wording.label !== 'plain' && { label: wording.label }),
    ...rest,
    text: fillWording(language, wording.text, fill),
    ...(expressed.instruction !== '' && { instruction: expressed.instruction }),
    answer: expressed.answer,
    answerText: expressed.answerText,
  };
}

/** Objects, as a candidate's blanks name them, whose left and right are said as seen when facing them. */
const facingIn = ({ facing = '' }: Candidate['fill']): number[] => facing.split(' ').filter(Boolean).map(Number);

function ordered(answer: Answer, order: readonly number[] | null): Answer {
  if (answer.kind !== 'choice' || order === null) return answer;
  return { ...answer, options: order.map((i) => answer.options[i]), correct: order.indexOf(answer.correct) };
}
