import { MEASURES, type Measure, type QuestionColumns } from '../index/browse-columns.js';

/** Where each bin of a measure's histogram begins; the last one takes all that is larger. */
export const BINS = {
  margin: [0, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 6, 8, 10],
  distance: [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 5, 7],
  visibility: [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
} as const satisfies Record<Measure, readonly number[]>;

/** Each question's bin of each measure; the number of bins where it has none. */
export type Binned = Readonly<Record<Measure, Uint8Array>>;

export const binned = (questions: QuestionColumns): Binned =>
  Object.fromEntries(
    MEASURES.map((measure) => [measure, binsOf(questions[measure], BINS[measure])]),
  ) as unknown as Binned;

function binsOf(values: Float32Array, edges: readonly number[]): Uint8Array {
  const bins = new Uint8Array(values.length).fill(edges.length);
  for (let k = 0; k < values.length; k++) {
    if (!(values[k] >= edges[0])) continue;
    let bin = 0;
    for (let edge = 1; edge < edges.length; edge++) bin += Number(values[k] >= edges[edge]);
    bins[k] = bin;
  }
  return bins;
}
