import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useCallback, useEffect, useRef } from 'react';
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
  const height = virtual.scrollRect?.height ?? 0;
  const last = useRef({ selected, height });
  useEffect(() => {
    const before = last.current;
    last.current = { selected, height };
    const top = at * ROW_HEIGHT - (virtual.scrollOffset ?? 0);
    const isIn = (tall: number) => top >= 0 && top + ROW_HEIGHT <= tall;
    // Only a choice scrolls, and evidence that takes its place: rows that come in must not pull the list from under
    // one's eyes. What is in sight is left alone: asking how far one may scroll has the whole page laid out.
    if (at >= 0 && !isIn(height) && (before.selected !== selected || isIn(before.height)))
      virtual.scrollToIndex(at, { align: 'auto' });
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [selected, height]);
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
          return (
            <ListRow
              key={key}
              index={index}
              count={rows.length}
              start={start}
              row={row}
              live={live?.key === row.key ? live : null}
              was={was.get(row.key) ?? null}
              scene={scene}
              selected={row.key === selected}
              modelSays={modelSays(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly index: number;
  /** Of all rows. */
  readonly count: number;
  /** Pixels from the top. */
  readonly start: number;
  readonly row: QuestionRow;
  /** With things where they are dragged to. */
  readonly live: QuestionRow | null;
  /** What it said before something moved. */
  readonly was: string | null;
  readonly scene: SettledScene | null;
  readonly selected: boolean;
  readonly modelSays: string | null;
}

/** Stays as it is while another one is chosen. */
const ListRow = memo(function ListRow({ index, count, start, row, live, was, scene, selected, modelSays }: RowProps) {
  const now = live ?? row;
  return (
    <div
      id={`question-${index}`}
      role="option"
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={count}
      className="questions-row"
      data-status={statusOf(now)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
      onClick={() => selectQuestion(row.key)}
    >
      <div className="questions-row-text">{rowText(now, scene)}</div>
      <AnswerMark row={now} was={live ? row : was} />
      <div className="questions-row-about">{about(now, modelSays)}</div>
    </div>
  );
});

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
