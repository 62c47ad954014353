/// <reference lib="es2025.float16" />
import { Tensor, type InferenceSession } from 'onnxruntime-node';

/** Element type and dimensions of an input or output; a text is a free dimension. */
export interface TensorSlot {
  readonly name: string;
  readonly type: Tensor.Type;
  readonly dims: readonly (number | string)[];
}

/** @throws when the graph's input or output holds no tensor, which no language model has */
export function slotsOf(metadata: readonly InferenceSession.ValueMetadata[]): readonly TensorSlot[] {
  return metadata.map((value) => {
    if (!value.isTensor) throw new Error(`"${value.name}" is no tensor`);
    return { name: value.name, type: value.type, dims: value.shape };
  });
}

/** Numbers in the float that an input wants. */
export function floatTensor(type: Tensor.Type, values: Float32Array, dims: readonly number[]): Tensor {
  if (type === 'float32') return new Tensor('float32', values, dims);
  if (type === 'float16') return feedable(new Tensor('float16', bitsOf(Float16Array.from(values)), dims));
  throw new Error(`an input wants ${type} where floats are given`);
}

/** @param values whole, within 32 bits. Written as low and high words: a BigInt for each would be garbage for each */
export function intTensor(values: ArrayLike<number>, dims: readonly number[]): Tensor {
  const whole = new BigInt64Array(values.length);
  const words = new Int32Array(whole.buffer);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    words[2 * i] = value;
    if (value < 0) words[2 * i + 1] = -1;
  }
  return new Tensor('int64', whole, dims);
}

export function boolTensor(value: boolean): Tensor {
  return new Tensor('bool', Uint8Array.of(value ? 1 : 0), [1]);
}

/** The numbers of a float tensor in 32 bits; the tensor's own memory where it has them so. */
export function floatsOf(tensor: Tensor): Float32Array {
  if (tensor.type === 'float32') return tensor.data as Float32Array;
  if (tensor.type !== 'float16') throw new Error(`an output is ${tensor.type} where floats are expected`);
  const { data } = tensor as { data: unknown };
  const halves = data instanceof Uint16Array ? new Float16Array(data.buffer, data.byteOffset, data.length) : data;
  return Float32Array.from(halves as Float16Array);
}

/**
 * A tensor that a session takes as input. Surprise of onnxruntime-node 1.30 on a Node that has Float16Array: it gives
 * 16-bit outputs as Float16Array, and refuses that very array as an input ("not enough space: expected N, got 0");
 * it wants the same bits as Uint16Array, which the constructor of Tensor turns into a Float16Array again.
 */
export function feedable(tensor: Tensor): Tensor {
  if (tensor.type !== 'float16' || tensor.location !== 'cpu') return tensor;
  const inner = tensor as unknown as { cpuData: Float16Array | Uint16Array };
  if (!(inner.cpuData instanceof Uint16Array)) inner.cpuData = bitsOf(inner.cpuData);
  return tensor;
}

function bitsOf(halves: Float16Array): Uint16Array {
  return new Uint16Array(halves.buffer, halves.byteOffset, halves.length);
}

/** An empty cache entry for a batch: free dimensions other than the batch are 0. */
export function emptyCache(slot: TensorSlot, batch: number): Tensor {
  const dims = slot.dims.map((dim, axis) => (typeof dim === 'number' ? dim : axis === 0 ? batch : 0));
  const size = dims.reduce((product, dim) => product * dim, 1);
  if (size > 0) throw new Error(`the cache input "${slot.name}" has no free dimension for the tokens so far`);
  return floatTensor(slot.type, new Float32Array(0), dims);
}
