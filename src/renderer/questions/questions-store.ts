import type { UnnamedObject } from '../../core/questions/survey-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { createStore, type Store } from '../store.js';
import { answerWord } from './row-words.js';

/** The questions of the open scene. */
export interface QuestionsState {
  readonly phase: 'none' | 'starting' | 'drawing' | 'asking' | 'ready' | 'failed';
  /** Why there are none; one sentence. */
  readonly problem: string | null;
  /** In the order they were found; those asked before something moved keep their places. */
  readonly rows: readonly QuestionRow[];
  /** Objects about which nothing is asked in a view. */
  readonly unnamed: readonly UnnamedObject[];
  /** What a row said before something moved, by key, where it says something else now. */
  readonly was: ReadonlyMap<string, string>;
  readonly selected: string | null;
  /** The selected question with things where they are dragged to now; null while nothing is dragged. */
  readonly live: QuestionRow | null;
  /** Whether things have been dragged on since `live` was worked out. */
  readonly liveIsBehind: boolean;
}

export const NO_QUESTIONS: QuestionsState = {
  phase: 'none',
  problem: null,
  rows: [],
  unnamed: [],
  was: new Map(),
  selected: null,
  live: null,
  liveIsBehind: false,
};

export const questions: Store<QuestionsState> = createStore<QuestionsState>(NO_QUESTIONS);

/**
 * Puts rows asked again in their old places and new ones behind, and keeps what those said that say something else now.
 *
 * @param before as they were when this round of asking began
 */
export function mergeRows(
  { rows, was }: Pick<QuestionsState, 'rows' | 'was'>,
  before: ReadonlyMap<string, QuestionRow>,
  found: readonly QuestionRow[],
): Pick<QuestionsState, 'rows' | 'was'> {
  const fresh = new Map(found.map((row) => [row.key, row]));
  const kept = rows.map((row) => fresh.get(row.key) ?? row);
  const known = new Set(rows.map(({ key }) => key));
  const changed = new Map(was);
  for (const row of found) {
    const old = before.get(row.key);
    if (!old) continue;
    if (answerWord(old) !== answerWord(row)) changed.set(row.key, answerWord(old));
  }
  return { rows: [...kept, ...found.filter(({ key }) => !known.has(key))], was: changed };
}

/** Chooses a question, or none. */
export function selectQuestion(key: string | null): void {
  if (questions.get().selected !== key) questions.set({ selected: key, live: null });
}
