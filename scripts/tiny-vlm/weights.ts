/// <reference lib="es2025.float16" />
import { createRng } from '../../src/core/random.ts';
import type { Weight } from './graph.ts';

export type Weights = ReadonlyMap<string, Weight>;

/** A source of weights that fails by name: a graph asks for exactly what its model has. */
export function weightsFrom(weights: Weights): (name: string) => Weight {
  return (name) => {
    const weight = weights.get(name);
    if (!weight) throw new Error(`The weights have no tensor "${name}".`);
    return weight;
  };
}

/**
 * Weights drawn from a normal distribution scaled by the inputs of each row, times `gain`: far from degenerate, so that
 * two different prompts or pictures give different replies.
 * @param shapes dimensions by name; one dimension: ones for a norm, zeros for a bias
 */
export function randomWeights(shapes: ReadonlyMap<string, readonly number[]>, seed: number, gain = 1): Weights {
  const rng = createRng(seed);
  const weights = new Map<string, Weight>();
  for (const [name, dims] of shapes) {
    const size = dims.reduce((product, dim) => product * dim, 1);
    const own = rng.fork(name);
    const data = new Float32Array(size);
    if (dims.length === 1) data.fill(name.endsWith('bias') ? 0 : 1);
    else {
      const spread = gain / Math.sqrt(size / (dims[0] as number));
      for (let i = 0; i < size; i++) data[i] = own.normal() * spread;
    }
    weights.set(name, { dims, data });
  }
  return weights;
}

/** Tensors of a .safetensors file in 16- or 32-bit floats. */
export function readSafetensors(bytes: Uint8Array): Weights {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerLength = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength))) as Record<
    string,
    { dtype: string; shape: number[]; data_offsets: [number, number] }
  >;
  const weights = new Map<string, Weight>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const own = Uint8Array.from(bytes.subarray(8 + headerLength + data_offsets[0], 8 + headerLength + data_offsets[1]));
    const data = dtype === 'F16' ? Float32Array.from(new Float16Array(own.buffer)) : new Float32Array(own.buffer);
    weights.set(name, { dims: shape, data });
  }
  return weights;
}
