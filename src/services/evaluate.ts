import type { RunEvent } from '../contract/run-events.js';
import type {
  ModelFaultReason,
  ModelReply,
  ModelRequest,
  VisionLanguageModel,
} from '../core/models/vision-language-model.js';
import type { Result } from '../core/result.js';

/** One question on its way to a model. */
export interface Asked {
  readonly item: string;
  readonly rotation: number;
  readonly request: ModelRequest;
}

/** Where questions come from and replies go: a dataset or a benchmark, and a folder of results. */
export interface EvaluationDesk {
  /** Requests in all, and those that have a reply already. */
  readonly total: number;
  readonly done: number;
  /** Requests without a reply, in order; images are read when they are needed. */
  open(): AsyncIterable<Asked>;
  /** Keeps replies, in order, for good. */
  keep(replies: readonly Answered[]): Promise<void>;
}

export interface Answered extends Asked {
  readonly reply: Result<ModelReply, ModelFaultReason>;
}

/** How the asking ended. */
export interface AskingSummary {
  readonly asked: number;
  /** Requests that brought no reply, by reason. */
  readonly faults: Readonly<Record<string, number>>;
  /** One sentence when it stopped before the end; null: all were asked. */
  readonly stopped: string | null;
}

/** So many questions in a row without a reply mean that the next will bring none either. */
const HOPELESS = 12;
/** Faults told one by one; the rest are only counted. */
const TOLD = 5;

/**
 * Asks a model every open question of a desk, a batch at a time, and keeps the replies as they come. A question that
 * brings no reply is counted and the run goes on, until nothing more can come of it: then it stops, and what was kept
 * stays. Leaving the loop cancels the requests in progress.
 */
export async function* askAll(
  desk: EvaluationDesk,
  model: VisionLanguageModel,
  outer?: AbortSignal,
): AsyncGenerator<RunEvent, AskingSummary> {
  const leaving = new AbortController();
  const signal = outer ? AbortSignal.any([outer, leaving.signal]) : leaving.signal;
  const faults: Record<string, number> = {};
  let done = desk.done;
  let asked = 0;
  let failing: Answered[] = [];
  function* tell(kept: readonly Answered[]): Generator<RunEvent> {
    for (const { reply, item } of kept) {
      if (reply.ok) continue;
      const { reason, detail } = reply.fault;
      faults[reason] = (faults[reason] ?? 0) + 1;
      if (faults[reason] <= TOLD) yield { type: 'problem', where: item, message: detail };
    }
  }
  yield { type: 'phase', phase: 'replies', total: desk.total, unit: 'questions', done };
  try {
    for await (const batch of batches(desk.open(), model.batchSize)) {
      const replies = await model.answer(
        batch.map(({ request }) => request),
        { signal },
      );
      const answered = batch.map((question, i): Answered => ({ ...question, reply: replies[i] }));
      asked += batch.length;
      let stopped: string | null = null;
      const kept: Answered[] = [];
      for (const answer of answered) {
        const { reply } = answer;
        if (!reply.ok && (reply.fault.reason === 'cancelled' || reply.fault.reason === 'unusable')) {
          stopped ??= reply.fault.reason === 'cancelled' ? 'Cancelled.' : reply.fault.detail;
          continue;
        }
        if (reply.ok) {
          kept.push(...failing, answer);
          failing = [];
        } else {
          // Not kept before it is clear that the run survives them: a resumed run asks these again.
          failing.push(answer);
          if (failing.length >= HOPELESS) stopped ??= reply.fault.detail;
        }
      }
      await desk.keep(kept);
      done += kept.length;
      yield* tell(kept);
      yield { type: 'progress', phase: 'replies', done, total: desk.total };
      if (stopped !== null) return { asked, faults, stopped };
    }
    // A few failures at the very end are failures like any others.
    await desk.keep(failing);
    yield* tell(failing);
    return { asked, faults, stopped: null };
  } finally {
    leaving.abort();
  }
}

async function* batches<T>(list: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of list) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
