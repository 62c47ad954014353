import { ModelFault } from './model-fault.js';
import { mostProbable, promptStep, type Sequence } from './generate.js';
import type { DecoderCache, Matrix, ModelSessions } from './sessions.js';

/**
 * Largest difference of logits, as a share of the largest logit, that is rounding: 16-bit and 4-bit graphs differ by up
 * to 0.01 between batch sizes; a graph that looks at padding differs by about 1.
 */
const ROUNDING = 0.03;

/**
 * Whether this graph is exact for prompts of unequal length, found by running it: a short prompt alone and beside a
 * longer one, at the prompt and one token later. Many exports are not: those whose attention counts tokens from the
 * left (GroupQueryAttention), or computes positions itself. They get batches of equal lengths only.
 *
 * It is also the first real run: what a provider cannot compute shows here and not in the first question.
 * @throws ModelFault `not-finite` when the model's numbers are not numbers
 */
export async function takesPadding(
  sessions: ModelSessions,
  tokens: readonly number[],
  positionRows: 1 | 3,
): Promise<boolean> {
  const long = await sequence(sessions, tokens, positionRows);
  const short = await sequence(sessions, tokens.slice(0, Math.ceil(tokens.length / 2)), positionRows);
  const alone = await twoSteps(sessions, [short]);
  const beside = await twoSteps(sessions, [long, short]);
  return alone.every((own, i) => {
    const other = beside[i] as Matrix;
    const mine = own.values;
    const theirs = other.values.subarray(other.columns);
    const largest = mine.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    return mine.every((value, at) => Math.abs(value - (theirs[at] as number)) <= ROUNDING * largest);
  });
}

async function sequence(sessions: ModelSessions, ids: readonly number[], positionRows: 1 | 3): Promise<Sequence> {
  const positions = Array.from({ length: positionRows }, () => ids.map((_, i) => i));
  return { embeddings: await sessions.embedTokens(ids), positions, next: ids.length, maxTokens: 2 };
}

/** Logits after the prompt and after one more token (each row's own first token again). */
async function twoSteps(sessions: ModelSessions, sequences: readonly Sequence[]): Promise<readonly Matrix[]> {
  const batch = sequences.length;
  const positionRows = (sequences[0] as Sequence).positions.length as 1 | 3;
  const prompt = promptStep(sequences);
  let cache: DecoderCache | null = null;
  try {
    const first = await sessions.decode({ batch, ...prompt, positionRows, past: null });
    cache = first.cache;
    if (mostProbable(first.logits.values) === null) {
      throw new ModelFault(
        'not-finite',
        "The model's numbers are not finite from the first word on: choose another dtype (fp32), or copy the model's files again.",
      );
    }
    const width = (sequences[0] as Sequence).embeddings.columns;
    const embeddings = new Float32Array(batch * width);
    const mask = new Uint8Array(batch * (prompt.length + 1)).fill(1);
    const positions = new Int32Array(positionRows * batch);
    sequences.forEach((one, i) => {
      embeddings.set(one.embeddings.values.subarray(0, width), i * width);
      mask.set(prompt.mask.subarray(i * prompt.length, (i + 1) * prompt.length), i * (prompt.length + 1));
      for (let p = 0; p < positionRows; p++) positions[p * batch + i] = one.next;
    });
    const second = await sessions.decode({ batch, length: 1, embeddings, mask, positions, positionRows, past: cache });
    cache.dispose();
    cache = second.cache;
    return [first.logits, second.logits];
  } finally {
    cache?.dispose();
  }
}
