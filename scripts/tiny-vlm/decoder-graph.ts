import type { Graph, Weight } from './graph.ts';

/** A Llama-style decoder in the layout of `decoder_model_merged.onnx`. Widths in elements. */
export interface DecoderShape {
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly keyHeads: number;
  readonly hidden: number;
  readonly vocabulary: number;
  readonly theta: number;
  readonly epsilon: number;
  /**
   * Which of the three position rows (time, height, width) turns each half-dimension of a head: the M-RoPE of Qwen2-VL
   * (arXiv:2409.12191, section 2.1). Null: one row, as everywhere else.
   */
  readonly positionRows: readonly number[] | null;
  /** Qwen2 gives queries, keys and values a bias. */
  readonly attentionBias: boolean;
  /** Take `num_logits_to_keep`, as newer exports do. */
  readonly keepsLogits: boolean;
}

/** Finite in 16 bits, and safe where a whole row is masked. */
const MASKED = -10_000;

/** Inputs embeddings, mask, positions and the cache; outputs logits and the cache with the new tokens. */
export function buildDecoder(g: Graph, shape: DecoderShape, weight: (name: string) => Weight): void {
  const { width, heads, keyHeads } = shape;
  const headWidth = width / heads;
  const embeds = g.input('inputs_embeds', 'float32', ['batch_size', 'sequence_length', width]);
  const mask = g.input('attention_mask', 'int64', ['batch_size', 'total_sequence_length']);
  const rows = shape.positionRows ? [3, 'batch_size', 'sequence_length'] : ['batch_size', 'sequence_length'];
  const positions = g.input('position_ids', 'int64', rows);
  const kept = shape.keepsLogits ? g.input('num_logits_to_keep', 'int64', []) : null;
  const cacheDims = (length: string) => ['batch_size', keyHeads, length, headWidth];

  const { cos, sin } = rotation(g, shape, positions, headWidth);
  const hidden = attentionMask(g, embeds, mask);
  let x = g.enter(embeds);
  for (let layer = 0; layer < shape.layers; layer++) {
    const of = (name: string) => `layers.${layer}.${name}`;
    const past = (kind: string) =>
      g.input(`past_key_values.${layer}.${kind}`, g.float, cacheDims('past_sequence_length'));
    const pastKey = past('key');
    const pastValue = past('value');
    const normed = rmsNorm(g, x, of('input_norm'), weight(of('input_norm')), shape.epsilon);
    const project = (name: string, count: number) => {
      const bias = shape.attentionBias ? weight(of(`${name}.bias`)) : undefined;
      const flat = g.linear(normed, of(name), weight(of(name)), bias);
      return g.transpose(g.reshape(flat, [0, 0, count, headWidth]), [0, 2, 1, 3]);
    };
    const turn = (y: string) => g.add('Add', [g.add('Mul', [y, cos]), g.add('Mul', [halfTurn(g, y, headWidth), sin])]);
    const query = turn(project('q', heads));
    const key = g.concat([pastKey, turn(project('k', keyHeads))], 2);
    const value = g.concat([pastValue, project('v', keyHeads)], 2);
    g.output(key, `present.${layer}.key`, g.float, cacheDims('total_sequence_length'));
    g.output(value, `present.${layer}.value`, g.float, cacheDims('total_sequence_length'));
    const spread = (y: string) => {
      const group = g.concat(Array<string>(heads / keyHeads).fill(g.unsqueeze(y, 2)), 2);
      return g.reshape(group, [0, heads, -1, headWidth]);
    };
    const scores = g.add('MatMul', [query, g.transpose(spread(key), [0, 1, 3, 2])]);
    const scaled = g.add('Mul', [scores, g.scalar(1 / Math.sqrt(headWidth))]);
    const weights = g.add('Softmax', [g.add('Add', [scaled, hidden])], { axis: { int: -1 } });
    const mixed = g.transpose(g.add('MatMul', [weights, spread(value)]), [0, 2, 1, 3]);
    x = g.add('Add', [x, g.linear(g.reshape(mixed, [0, 0, width]), of('o'), weight(of('o')))]);
    const second = rmsNorm(g, x, of('post_norm'), weight(of('post_norm')), shape.epsilon);
    const gate = g.linear(second, of('gate'), weight(of('gate')));
    const up = g.linear(second, of('up'), weight(of('up')));
    const gated = g.add('Mul', [g.add('Mul', [gate, g.add('Sigmoid', [gate])]), up]);
    x = g.add('Add', [x, g.linear(gated, of('down'), weight(of('down')))]);
  }
  if (kept) x = lastTokens(g, x, kept);
  const logits = g.linear(rmsNorm(g, x, 'norm', weight('norm'), shape.epsilon), 'head', weight('embed'));
  g.output(g.leave(logits), 'logits', 'float32', ['batch_size', 'kept_length', shape.vocabulary]);
}

/** Cosine and sine of each position's angles, [batch, 1, sequence, headWidth]. */
function rotation(g: Graph, shape: DecoderShape, positions: string, headWidth: number): { cos: string; sin: string } {
  const half = headWidth / 2;
  // Angles in 32 bits: positions above 2048 are not exact in 16.
  const frequency = Array.from({ length: half }, (_, i) => shape.theta ** (-i / half));
  const real = g.unsqueeze(g.cast(positions, 'float32'), -1);
  let angles: string;
  if (shape.positionRows === null) {
    angles = g.add('Mul', [real, g.floats32(frequency)]);
  } else {
    const part = (row: number) => {
      const own = frequency.map((f, i) => (shape.positionRows?.[i] === row ? f : 0));
      return g.add('Mul', [g.add('Squeeze', [g.slice(real, 0, row, row + 1), g.ints([0])]), g.floats32(own)]);
    };
    angles = g.add('Add', [g.add('Add', [part(0), part(1)]), part(2)]);
  }
  const both = g.unsqueeze(g.concat([angles, angles], -1), 1);
  return { cos: g.enter(g.add('Cos', [both])), sin: g.enter(g.add('Sin', [both])) };
}

/** 0 where a token may look, else a large negative number; [batch, 1, sequence, total]. */
function attentionMask(g: Graph, embeds: string, mask: string): string {
  const total = g.size(mask, 1);
  const one = g.ints([1], []);
  const keys = g.add('Range', [g.ints([0], []), total, one]);
  const queries = g.add('Range', [g.add('Sub', [total, g.size(embeds, 1)]), total, one]);
  const causal = g.add('LessOrEqual', [g.unsqueeze(keys, 0), g.unsqueeze(queries, 1)]);
  const present = g.add('Greater', [mask, g.ints([0], [])]);
  const seen = g.add('And', [causal, g.unsqueeze(g.unsqueeze(present, 1), 1)]);
  return g.add('Where', [seen, g.scalar(0), g.scalar(MASKED)]);
}

/** The last n tokens; all of them for n = 0. */
function lastTokens(g: Graph, x: string, count: string): string {
  const starts = g.reshape(g.add('Neg', [count]), [1]);
  return g.add('Slice', [x, starts, g.ints([Number.MAX_SAFE_INTEGER]), g.ints([1])]);
}

function halfTurn(g: Graph, x: string, headWidth: number): string {
  const half = headWidth / 2;
  return g.concat([g.add('Neg', [g.slice(x, -1, half, headWidth)]), g.slice(x, -1, 0, half)], -1);
}

/** x / sqrt(mean(x²) + ε) · w; arXiv:1910.07467. */
function rmsNorm(g: Graph, x: string, name: string, weight: Weight, epsilon: number): string {
  const mean = g.add('ReduceMean', [g.add('Mul', [x, x])], { axes: { ints: [-1] }, keepdims: { int: 1 } });
  const scale = g.add('Sqrt', [g.add('Add', [mean, g.scalar(epsilon)])]);
  return g.add('Mul', [g.add('Div', [x, scale]), g.weight(name, weight)]);
}
