import type { Graph, Weight } from './graph.ts';

/** A vision transformer followed by pixel shuffle and projection. Widths in elements, sizes in pixels. */
export interface VisionShape {
  readonly size: number;
  readonly patch: number;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  /** Patches along each side that become one token. */
  readonly merge: number;
  /** Width of a token of the decoder. */
  readonly out: number;
  /**
   * Channels of 3 × 3 convolutions of stride 2 in place of one convolution of a patch's size: with few pictures to learn
   * from they learn many times sooner what a thing looks like. The last is `width`.
   */
  readonly stem?: readonly number[];
}

/** Tokens that stand for one picture. */
export function imageTokens(shape: VisionShape): number {
  return (shape.size / shape.patch / shape.merge) ** 2;
}

/** The layout of SmolVLM and Idefics3: pictures in frames, with a mask of the frames that are there. */
export function buildSmolVision(g: Graph, shape: VisionShape, weight: (name: string) => Weight): void {
  const { size } = shape;
  const pixels = g.input('pixel_values', 'float32', ['batch_size', 'num_images', 3, size, size]);
  const present = g.input('pixel_attention_mask', 'bool', ['batch_size', 'num_images', size, size]);
  const masked = g.add('Mul', [pixels, g.cast(g.unsqueeze(present, 2), 'float32')]);
  const tokens = patchTokens(g, shape, g.reshape(g.enter(masked), [-1, 3, size, size]), weight);
  const features = project(g, shape, shuffle(g, shape, tokens), weight);
  g.output(g.leave(features), 'image_features', 'float32', ['total_images', imageTokens(shape), shape.out]);
}

/** The layout of LLaVA: one picture a row. */
export function buildLlavaVision(g: Graph, shape: VisionShape, weight: (name: string) => Weight): void {
  const pixels = g.input('pixel_values', 'float32', ['batch_size', 3, shape.size, shape.size]);
  const features = project(g, shape, shuffle(g, shape, patchTokens(g, shape, g.enter(pixels), weight)), weight);
  g.output(g.leave(features), 'image_features', 'float32', ['batch_size', imageTokens(shape), shape.out]);
}

/**
 * The layout of the Qwen-VL family: pictures of any size as rows of flat patches, merged two by two, with the grid of
 * each picture.
 * @param gridName "grid_thw" in Qwen2-VL, "image_grid_thw" since
 */
export function buildQwenVision(
  g: Graph,
  shape: VisionShape,
  gridName: string,
  weight: (name: string) => Weight,
): void {
  const flat = 3 * 2 * shape.patch ** 2;
  const patches = g.input('pixel_values', 'float32', ['num_patches', flat]);
  const grid = g.input(gridName, 'int64', ['num_images', 3]);
  // The grid's only effect here is a shift that a test can see.
  const shift = g.add('ReduceMean', [g.cast(grid, 'float32')], { keepdims: { int: 0 } });
  let x = g.linear(g.enter(patches), 'patch', weight('patch'));
  x = g.add('Add', [x, g.enter(g.add('Mul', [shift, g.floats32([0.001])]))]);
  x = g.add('Add', [x, feedForward(g, 'blocks.0', layerNorm(g, x, 'blocks.0.norm2', weight), weight)]);
  const merged = g.reshape(x, [-1, shape.merge ** 2 * shape.width]);
  g.output(g.leave(g.linear(merged, 'project', weight('project'))), 'image_features', 'float32', [
    'num_tokens',
    shape.out,
  ]);
}

function patchTokens(g: Graph, shape: VisionShape, pixels: string, weight: (name: string) => Weight): string {
  const { patch, width, heads } = shape;
  const grid = shape.stem ? stem(g, shape.stem, pixels, weight) : patchConvolution(g, patch, pixels, weight);
  let x = g.transpose(g.reshape(grid, [0, width, -1]), [0, 2, 1]);
  x = g.add('Add', [x, g.weight('positions', weight('positions'))]);
  for (let layer = 0; layer < shape.layers; layer++) {
    const of = (name: string) => `blocks.${layer}.${name}`;
    const normed = layerNorm(g, x, of('norm1'), weight);
    const heading = (name: string) => {
      const flat = g.linear(normed, of(name), weight(of(name)), weight(of(`${name}.bias`)));
      return g.transpose(g.reshape(flat, [0, 0, heads, width / heads]), [0, 2, 1, 3]);
    };
    const scores = g.add('MatMul', [heading('q'), g.transpose(heading('k'), [0, 1, 3, 2])]);
    const scaled = g.add('Mul', [scores, g.scalar(1 / Math.sqrt(width / heads))]);
    const mixed = g.add('MatMul', [g.add('Softmax', [scaled], { axis: { int: -1 } }), heading('v')]);
    const joined = g.reshape(g.transpose(mixed, [0, 2, 1, 3]), [0, 0, width]);
    x = g.add('Add', [x, g.linear(joined, of('o'), weight(of('o')), weight(of('o.bias')))]);
    x = g.add('Add', [x, feedForward(g, `blocks.${layer}`, layerNorm(g, x, of('norm2'), weight), weight)]);
  }
  return layerNorm(g, x, 'norm', weight);
}

function patchConvolution(g: Graph, patch: number, pixels: string, weight: (name: string) => Weight): string {
  const convolution = { kernel_shape: { ints: [patch, patch] }, strides: { ints: [patch, patch] } };
  const kernel = [pixels, g.weight('patch', weight('patch')), g.weight('patch.bias', weight('patch.bias'))];
  return g.add('Conv', kernel, convolution);
}

function stem(g: Graph, channels: readonly number[], pixels: string, weight: (name: string) => Weight): string {
  const convolution = { kernel_shape: { ints: [3, 3] }, strides: { ints: [2, 2] }, pads: { ints: [1, 1, 1, 1] } };
  return channels.reduce((x, _, i) => {
    const name = `stem.${i}`;
    const kernel = [x, g.weight(name, weight(name)), g.weight(`${name}.bias`, weight(`${name}.bias`))];
    return g.add('Relu', [g.add('Conv', kernel, convolution)]);
  }, pixels);
}

/** Squares of merge × merge neighbours side by side in one row. */
function shuffle(g: Graph, shape: VisionShape, tokens: string): string {
  const { merge, width } = shape;
  const side = shape.size / shape.patch;
  const split = g.reshape(tokens, [-1, side / merge, merge, side / merge, merge * width]);
  const near = g.transpose(split, [0, 1, 3, 2, 4]);
  return g.reshape(near, [-1, (side / merge) ** 2, merge * merge * width]);
}

function project(g: Graph, shape: VisionShape, x: string, weight: (name: string) => Weight): string {
  return shape.out > 0 ? g.linear(x, 'project', weight('project')) : x;
}

/** GELU by x · sigmoid(1.702 x): arXiv:1606.08415, section 2. */
function feedForward(g: Graph, block: string, x: string, weight: (name: string) => Weight): string {
  const named = (name: string) =>
    [`${block}.${name}`, weight(`${block}.${name}`), weight(`${block}.${name}.bias`)] as const;
  const up = g.linear(x, ...named('fc1'));
  const active = g.add('Mul', [up, g.add('Sigmoid', [g.add('Mul', [up, g.scalar(1.702)])])]);
  return g.linear(active, ...named('fc2'));
}

function layerNorm(g: Graph, x: string, name: string, weight: (name: string) => Weight): string {
  const inputs = [x, g.weight(name, weight(name)), g.weight(`${name}.bias`, weight(`${name}.bias`))];
  return g.add('LayerNormalization', inputs, { axis: { int: -1 }, epsilon: { float: 1e-6 } });
}
