import type { SettledScene } from '../scene/settled-scene.js';
import type { Entry } from './balance.js';
import type { QuestionRecord } from './question-record.js';

/** What the balance of a set looks at, read off a question's record. */
export type BalanceFacts = Pick<
  Entry,
  'view' | 'kind' | 'split' | 'group' | 'answer' | 'opposite' | 'egoDiffers' | 'pair'
>;

const HORIZONTAL = new Set(['left', 'right', 'front', 'behind']);

export function balanceFacts(
  record: Omit<QuestionRecord, 'id' | 'template' | 'text'>,
  scene: SettledScene,
): BalanceFacts {
  const yesNo = record.answer.kind === 'yes-no';
  const answer = record.answer.kind === 'yes-no' && record.answer.value;
  const frame = record.frame?.kind ?? 'any';
  const direction = record.direction ?? (HORIZONTAL.has(record.type) ? record.type : null);
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
    pair: yesNo ? pairOf(record, scene, direction) : null,
  };
}

/**
 * Unordered for horizontal directions. Above and below keep their order (a mug above a table is no news, a table above
 * a mug is none either), and are one relation seen from two ends.
 */
function pairOf(
  record: Pick<QuestionRecord, 'objects' | 'type'>,
  scene: SettledScene,
  direction: string | null,
): string | null {
  const { subject, reference } = record.objects;
  const category = (id: number | undefined) => scene.objects.find((object) => object.id === id)?.category;
  const [a, b] = [category(subject), category(reference)];
  if (!a || !b) return null;
  if (record.type === 'above') return `${a} above ${b}`;
  if (record.type === 'below') return `${b} above ${a}`;
  return HORIZONTAL.has(record.type) ? `${[a, b].sort().join(' ')} ${direction}` : null;
}
