import type { DecoderShape } from './decoder-graph.ts';
import type { VisionShape } from './vision-graph.ts';

// The shape of the bundled model: about 1.2 million weights. train.py reads the same numbers from shape.json.

export const BUNDLED_VISION: VisionShape = {
  size: 128,
  patch: 16,
  width: 128,
  layers: 2,
  heads: 4,
  merge: 1,
  out: 128,
  stem: [32, 64, 128, 128],
};

export function bundledDecoder(vocabulary: number): DecoderShape {
  return {
    width: 128,
    layers: 3,
    heads: 4,
    keyHeads: 2,
    hidden: 256,
    vocabulary,
    theta: 10_000,
    epsilon: 1e-5,
    positionRows: null,
    attentionBias: false,
    keepsLogits: false,
  };
}
