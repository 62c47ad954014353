import type { QuestionRow } from '../scene-worker/messages.js';
import { answerWord } from './row-words.js';

/**
 * A row's answer with its verdict's mark: teal, orange or hatched grey. Where it said something else before something
 * moved, that stands small beneath, and the change flashes once.
 */
export function AnswerMark({ row, was }: { readonly row: QuestionRow; readonly was: QuestionRow | string | null }) {
  const word = answerWord(row);
  const before = was === null || typeof was === 'string' ? was : answerWord(was);
  const changed = before !== null && before !== word;
  const { record } = row;
  const mark =
    record === null
      ? 'none'
      : record.answer.kind === 'yes-no' || record.evidence.verdict === 'A'
        ? record.evidence.verdict
        : 'other';
  return (
    <div className="answer" key={word} data-changed={changed || undefined}>
      <span className="answer-mark" data-verdict={mark} aria-hidden />
      <span className="answer-word" title={word}>
        {word}
      </span>
      {changed && <span className="answer-was">was {before}</span>}
    </div>
  );
}
