import { ModelFault } from './model-fault.js';
import type { DecoderCache, Matrix, ModelSessions } from './sessions.js';

/** One prompt, ready for the decoder. */
export interface Sequence {
  /** [tokens, width]: words as embedded, pictures as encoded. */
  readonly embeddings: Matrix;
  /** One list of the prompt's length for each position row. */
  readonly positions: readonly (readonly number[])[];
  /** Position of the reply's first token. */
  readonly next: number;
  readonly maxTokens: number;
}

export interface Generated {
  readonly tokens: readonly number[];
  /** Logits from which the first token was chosen, [vocabulary]. */
  readonly firstLogits: Float32Array;
  readonly finish: 'stop' | 'length' | 'cancelled';
}

export interface GenerateOptions {
  /** Tokens that end a reply; they are not part of it. */
  readonly stop: ReadonlySet<number>;
  readonly isCancelled: () => boolean;
  /** Called with each new token of a row, before the next is computed; null where nobody listens. */
  readonly onToken: ((row: number, token: number) => void) | null;
}

/**
 * Greedy decoding of a batch with a cache. Rows are padded on the left and masked there, so a row's numbers do not
 * depend on the others. A row whose logits are not finite ends with a fault; the rest goes on.
 */
export async function generate(
  sessions: ModelSessions,
  sequences: readonly Sequence[],
  { stop, isCancelled, onToken }: GenerateOptions,
): Promise<readonly (Generated | ModelFault)[]> {
  const batch = sequences.length;
  const rows = sequences.map(() => new Row());
  const positionRows = (sequences[0] as Sequence).positions.length as 1 | 3;
  let step = promptStep(sequences);
  let mask = step.mask;
  let past: DecoderCache | null = null;
  try {
    for (let index = 0; ; index++) {
      const { logits, cache } = await sessions.decode({ batch, ...step, mask, positionRows, past });
      past?.dispose();
      past = cache;
      rows.forEach((row, i) => {
        if (row.done) return;
        const own = logits.values.subarray(i * logits.columns, (i + 1) * logits.columns);
        const token = row.choose(own, stop, (sequences[i] as Sequence).maxTokens);
        if (token !== null) onToken?.(i, token);
      });
      if (rows.every((row) => row.done) || isCancelled()) break;
      // Rows that have ended go on with their last token; what comes of it is not looked at.
      const embedded = await sessions.embedTokens(rows.map((row) => row.last));
      const positions = new Int32Array(positionRows * batch);
      sequences.forEach((sequence, i) => {
        for (let p = 0; p < positionRows; p++) positions[p * batch + i] = sequence.next + index;
      });
      mask = withOnes(mask, batch);
      step = { length: 1, embeddings: embedded.values, mask, positions };
    }
  } finally {
    past?.dispose();
  }
  return rows.map((row) => row.result());
}

class Row {
  private readonly tokens: number[] = [];
  private firstLogits: Float32Array | null = null;
  private finish: 'stop' | 'length' | null = null;
  private fault: ModelFault | null = null;
  last = 0;

  get done(): boolean {
    return this.finish !== null || this.fault !== null;
  }

  /** The most probable token, or null when the reply ends with this step. */
  choose(logits: Float32Array, stop: ReadonlySet<number>, maxTokens: number): number | null {
    const token = mostProbable(logits);
    if (token === null) {
      const where = this.tokens.length === 0 ? 'its first word' : `word part ${this.tokens.length + 1}`;
      this.fault = new ModelFault(
        'not-finite',
        `The model's numbers for ${where} are not finite: choose dtype fp32 (16 bits overflow in some models), or copy the model's files again.`,
      );
      return null;
    }
    this.firstLogits ??= logits.slice();
    this.last = token;
    if (stop.has(token)) this.finish = 'stop';
    else {
      this.tokens.push(token);
      if (this.tokens.length >= maxTokens) this.finish = 'length';
    }
    return this.finish === 'stop' ? null : token;
  }

  result(): Generated | ModelFault {
    if (this.fault) return this.fault;
    return { tokens: this.tokens, firstLogits: this.firstLogits as Float32Array, finish: this.finish ?? 'cancelled' };
  }
}

/** Index of the largest, the first among equals; null when any is NaN or nothing is finite. */
export function mostProbable(logits: Float32Array): number | null {
  let best = -1;
  let most = -Infinity;
  for (let i = 0; i < logits.length; i++) {
    const value = logits[i] as number;
    if (value > most) {
      most = value;
      best = i;
    } else if (value !== value) return null;
  }
  return most === Infinity || best === -1 ? null : best;
}

interface PaddedStep {
  readonly length: number;
  readonly embeddings: Float32Array;
  readonly mask: Uint8Array;
  readonly positions: Int32Array;
}

/** All prompts side by side, the shorter ones padded on the left with zeros that nothing looks at. */
export function promptStep(sequences: readonly Sequence[]): PaddedStep {
  const batch = sequences.length;
  const first = sequences[0] as Sequence;
  if (batch === 1) {
    const { values, rows } = first.embeddings;
    return {
      length: rows,
      embeddings: values,
      mask: new Uint8Array(rows).fill(1),
      positions: Int32Array.from(first.positions.flat()),
    };
  }
  const length = Math.max(...sequences.map(({ embeddings }) => embeddings.rows));
  const width = first.embeddings.columns;
  const positionRows = first.positions.length;
  const embeddings = new Float32Array(batch * length * width);
  const mask = new Uint8Array(batch * length);
  const positions = new Int32Array(positionRows * batch * length);
  sequences.forEach((sequence, i) => {
    const padding = length - sequence.embeddings.rows;
    embeddings.set(sequence.embeddings.values, (i * length + padding) * width);
    mask.fill(1, i * length + padding, (i + 1) * length);
    sequence.positions.forEach((row, p) => positions.set(row, (p * batch + i) * length + padding));
  });
  return { length, embeddings, mask, positions };
}

function withOnes(mask: Uint8Array, batch: number): Uint8Array {
  const length = mask.length / batch;
  const longer = new Uint8Array(batch * (length + 1)).fill(1);
  for (let row = 0; row < batch; row++) longer.set(mask.subarray(row * length, (row + 1) * length), row * (length + 1));
  return longer;
}
