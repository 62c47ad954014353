import type { SettledScene } from '../../scene/settled-scene.js';
import type { Entry } from './balance.js';
import type { QuestionRecord } from '../question-record.js';
import { questionTypeOf } from '../types/table.js';

/** What the balance of a set looks at, read off a question's record. */
export type BalanceFacts = Pick<
  Entry,
  'view' | 'kind' | 'split' | 'group' | 'answer' | 'opposite' | 'egoDiffers' | 'pair' | 'options'
>;

const HORIZONTAL = new Set(['left', 'right', 'front', 'behind']);

export function balanceFacts(
  record: Omit<QuestionRecord, 'id' | 'template' | 'text'>,
  scene: SettledScene,
): BalanceFacts {
  const yesNo = record.answer.kind === 'yes-no';
  const answer = record.answer.kind === 'yes-no' && record.answer.value;
  const frame = record.frame?.kind ?? 'any';
  const { delta, margin } = record.evidence.measured;
  const ego = record.egoVerdict;
  return {
    view: record.views[0],
    kind: record.kind,
    split: record.split,
    group: yesNo ? [record.type, record.direction, frame].filter((part) => part !== null).join(' ') : null,
    answer,
    opposite:
      HORIZONTAL.has(record.type) &&
      !answer &&
      typeof delta === 'number' &&
      typeof margin === 'number' &&
      delta <= -margin,
    egoDiffers: yesNo && (ego === 'T' || ego === 'F') ? (ego === 'T') !== answer : null,
    pair: yesNo ? pairOf(record, scene) : null,
    options:
      record.answer.kind === 'choice' ? { count: record.answer.options.length, correct: record.answer.correct } : null,
  };
}

/** As the question's family has it. */
function pairOf(
  record: Pick<QuestionRecord, 'kind' | 'objects' | 'type' | 'direction'>,
  scene: SettledScene,
): string | null {
  const category = (id: number) => scene.objects.find((object) => object.id === id)?.category ?? '';
  return questionTypeOf(record)?.pair?.(record, category) ?? null;
}
