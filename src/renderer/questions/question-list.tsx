import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { AnswerMark } from './answer-mark.js';
import { questions, selectQuestion } from './questions-store.js';
import { frameWord, rowText, statusOf, typeWord, viewWord } from './row-words.js';

const ROW_HEIGHT = 50;
/** Rows that Page Up and Page Down go by. */
const PAGE = 8;

/** The rows of the list; only those in sight exist. */
export function QuestionList({
  rows,
  scene,
  modelSays,
}: {
  readonly rows: readonly QuestionRow[];
  readonly scene: SettledScene | null;
  /** How the model's reply came out; null where it has not replied. */
  readonly modelSays: (row: QuestionRow) => string | null;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const { selected, live, was } = useStore(questions, (state) => state);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: useCallback((i: number) => rows[i].key, [rows]),
    overscan: 6,
  });
  const at = rows.findIndex(({ key }) => key === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    // Only a choice scrolls: rows that come in must not pull the list from under one's eyes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);
  const keys: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: rows.length - 1,
  };
  return (
    <div
      className="questions-list"
      ref={frame}
      role="listbox"
      aria-label="Questions of this scene"
      aria-activedescendant={at >= 0 ? `question-${at}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => {
        const to = keys[event.key];
        if (to === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        selectQuestion(rows[Math.max(0, Math.min(rows.length - 1, to))].key);
      }}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          const now = live?.key === row.key ? live : row;
          return (
            <div
              key={key}
              id={`question-${index}`}
              role="option"
              aria-selected={row.key === selected}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
              className="questions-row"
              data-status={statusOf(now)}
              style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
              onClick={() => selectQuestion(row.key)}
            >
              <div className="questions-row-text">{rowText(now, scene)}</div>
              <AnswerMark row={now} was={live?.key === row.key ? row : (was.get(row.key) ?? null)} />
              <div className="questions-row-about">{about(now, modelSays(row))}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What stands under a question: type, frame, view, how clear it is, how a model did; of one that is not asked, why. */
function about(row: QuestionRow, modelSays: string | null): string {
  if (row.record === null || row.reason !== null) return `${viewWord(row.view)} · ${row.reason ?? ''}`;
  const frame = frameWord(row);
  const { marginRatio } = row.record;
  return [
    typeWord(row.spec.type),
    ...(frame === null ? [] : [frame]),
    viewWord(row.view),
    ...(typeof marginRatio === 'number' ? [`${marginRatio >= 10 ? '≥ 10' : marginRatio.toFixed(1)}×`] : []),
    ...(modelSays === null ? [] : [`model: ${modelSays}`]),
  ].join(' · ');
}
