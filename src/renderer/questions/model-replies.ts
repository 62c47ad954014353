import type { StudioClient } from '../../contract/studio/contract.js';
import type { ConnectedModel } from '../../contract/studio/models.js';
import { promptFor } from '../../core/models/prompt.js';
import type { ModelReply } from '../../core/models/vision-language-model.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { scoreReply } from '../../core/scoring/score-reply.js';
import { scoreItemOf } from '../../core/scoring/score-set.js';
import type { ItemScore } from '../../core/scoring/score-report.js';
import { askedView } from '../models/asked-view.js';
import { frames } from '../scene-worker/frames.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { createStore, type Store } from '../store.js';

/** What a model replied to a question of the open scene, read and scored as an evaluation would. */
export interface ScoredReply {
  readonly reply: ModelReply;
  readonly score: ItemScore;
}

/** Replies of the connected model to questions of the open scene. */
export interface RepliesState {
  /** The model whose replies these are, by its name. */
  readonly model: string | null;
  /** By the question they answer: one asked again of other pictures is another. */
  readonly replies: ReadonlyMap<QuestionRecord, ScoredReply>;
  /** While many are asked. */
  readonly asking: { readonly done: number; readonly of: number } | null;
  readonly problem: string | null;
}

const NONE: RepliesState = { model: null, replies: new Map(), asking: null, problem: null };

export const replies: Store<RepliesState> = createStore<RepliesState>(NONE);

let many: AbortController | null = null;

/** A row's reply by this model, if there is one. */
export const replyTo = (state: RepliesState, model: string, { record }: QuestionRow): ScoredReply | null =>
  (record && state.model === model && state.replies.get(record)) || null;

/** Whether a question can be put to a model: it has an answer, and its pictures are there. */
export const canBeAsked = ({ views, evidence }: QuestionRecord): boolean =>
  evidence.verdict !== 'A' && picturesOf(views).length === views.length;

/**
 * Puts a question with its pictures to the model, and keeps what it replies.
 *
 * @param told its words so far, as they come
 */
export async function askRecord(
  studio: StudioClient,
  { name, profile }: ConnectedModel,
  record: QuestionRecord,
  signal: AbortSignal,
  told: (text: string) => void = () => {},
): Promise<void> {
  const shown = picturesOf(record.views);
  const imageSizes = shown.map(({ frame }) => [frame.width, frame.height] as const);
  const { system, prompt, maxTokens, score } = promptFor(record, profile, { imageSizes });
  const images = await Promise.all(shown.map(({ record: view, frame }) => askedView(view.id, frame, null).png()));
  const events = await studio.models.ask({ images, system, prompt, maxTokens, score: [...score] }, { signal });
  let said = '';
  for await (const event of events) {
    if (event.type === 'text') told((said += event.text));
    else {
      const item = scoreItemOf(record, new Map(shown.map(({ record: view }) => [view.id, view])));
      const { text, probabilities } = event.reply;
      const stored = { item: record.id, rotation: 0, text, fault: null, probabilities };
      const scored = { reply: event.reply, score: scoreReply(item, stored, profile) };
      replies.set(({ model, replies: before }) => ({
        model: name,
        replies: new Map([...(model === name ? before : []), [record, scored]]),
      }));
    }
  }
}

/** Asks those of the rows that were not asked yet, one after another, until all are or it is stopped. */
export async function askMany(
  studio: StudioClient,
  model: ConnectedModel,
  rows: readonly QuestionRow[],
): Promise<void> {
  stopAsking();
  const abort = (many = new AbortController());
  const records = rows.flatMap((row) =>
    row.record && canBeAsked(row.record) && !replyTo(replies.get(), model.name, row) ? [row.record] : [],
  );
  replies.set({ asking: { done: 0, of: records.length }, problem: null });
  try {
    for (const [done, record] of records.entries()) {
      if (abort.signal.aborted) return;
      replies.set({ asking: { done, of: records.length } });
      await askRecord(studio, model, record, abort.signal);
    }
  } catch (error) {
    if (!abort.signal.aborted) replies.set({ problem: error instanceof Error ? error.message : String(error) });
  } finally {
    if (many === abort) stopAsking();
  }
}

/** Ends asking many; what was replied is kept. */
export function stopAsking(): void {
  many?.abort();
  many = null;
  if (replies.get().asking !== null) replies.set({ asking: null });
}

const picturesOf = (ids: readonly string[]) => {
  const { views } = frames.get();
  return ids.flatMap((id) => views.find(({ record }) => record.id === id) ?? []);
};
