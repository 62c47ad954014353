/// <reference lib="es2025.float16" />
import type { Attribute, ElementType, GraphData, NodeData, TensorData, ValueInfo } from './onnx-file.ts';

/** How weights are stored: as Hugging Face's file suffixes name them. */
export type Dtype = 'fp32' | 'fp16' | 'q8' | 'q4';

/** [rows.. cols], row-major. */
export interface Weight {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** Values along K that share one scale. */
const BLOCK = 32;

/**
 * Builds one graph. A value is the name of a tensor. `fp16` computes in 16 bits (inputs and outputs named by the
 * caller); `q8` and `q4` store matrices in blocks of 32 with one scale each (MatMulNBits) and compute in 32 bits.
 */
export class Graph {
  readonly dtype: Dtype;
  private readonly name: string;
  private readonly nodes: NodeData[] = [];
  private readonly weights = new Map<string, TensorData>();
  private readonly inputs: ValueInfo[] = [];
  private readonly outputs: ValueInfo[] = [];
  /** What numbers are computed in. */
  readonly float: 'float32' | 'float16';

  constructor(name: string, dtype: Dtype) {
    this.name = name;
    this.dtype = dtype;
    this.float = dtype === 'fp16' ? 'float16' : 'float32';
  }

  input(name: string, type: ElementType, dims: readonly (number | string)[]): string {
    this.inputs.push({ name, type, dims });
    return name;
  }

  output(value: string, name: string, type: ElementType, dims: readonly (number | string)[]): void {
    this.outputs.push({ name, type, dims });
    this.add('Identity', [value], {}, name);
  }

  add(op: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, output?: string): string {
    return this.addMany(op, inputs, [output ?? this.fresh(op)], attributes)[0] as string;
  }

  private addMany(
    op: string,
    inputs: readonly string[],
    outputs: readonly string[],
    attributes: Record<string, Attribute>,
    domain = '',
  ): readonly string[] {
    this.nodes.push({ op, domain, inputs, outputs, attributes });
    return outputs;
  }

  ints(values: readonly number[], dims: readonly number[] = [values.length]): string {
    const bytes = new Uint8Array(BigInt64Array.from(values.map(BigInt)).buffer);
    return this.constant({ type: 'int64', dims, bytes });
  }

  floats(values: readonly number[], dims: readonly number[] = [values.length]): string {
    return this.constant(floatTensor({ dims, data: Float32Array.from(values) }, this.float));
  }

  /** In 32 bits whatever the graph computes in. */
  floats32(values: readonly number[]): string {
    return this.constant(floatTensor({ dims: [values.length], data: Float32Array.from(values) }, 'float32'));
  }

  scalar(value: number): string {
    return this.floats([value], []);
  }

  /** A weight in the graph's own float. */
  weight(name: string, weight: Weight, type: 'float32' | 'float16' = this.float): string {
    if (!this.weights.has(name)) this.weights.set(name, floatTensor(weight, type));
    return name;
  }

  /**
   * x · Wᵀ.
   * @param weight [out, in], as torch's Linear stores it
   */
  linear(x: string, name: string, weight: Weight, bias?: Weight): string {
    const [out, into] = weight.dims as [number, number];
    const bits = this.dtype === 'q8' ? 8 : this.dtype === 'q4' ? 4 : null;
    const product =
      bits !== null && into % BLOCK === 0
        ? this.multiplyBlocks(x, name, weight, bits)
        : this.add('MatMul', [x, this.weight(name, transpose(weight, out, into))]);
    return bias ? this.add('Add', [product, this.weight(`${name}.bias`, bias)]) : product;
  }

  /** ids → rows of a table [vocabulary, width]; in 32 bits where the graph computes so: not every GPU has 16. */
  embedding(ids: string, name: string, table: Weight): string {
    const rows = this.add('Gather', [this.weight(name, table), ids], { axis: { int: 0 } });
    return this.leave(rows);
  }

  cast(x: string, type: ElementType): string {
    const to = { float32: 1, uint8: 2, int64: 7, bool: 9, float16: 10 }[type];
    return this.add('Cast', [x], { to: { int: to } });
  }

  /** To the float that the graph computes in. */
  enter(x: string): string {
    return this.float === 'float32' ? x : this.cast(x, 'float16');
  }

  /** From there back to 32 bits. */
  leave(x: string): string {
    return this.float === 'float32' ? x : this.cast(x, 'float32');
  }

  reshape(x: string, dims: readonly number[]): string {
    return this.add('Reshape', [x, this.ints(dims)]);
  }

  transpose(x: string, order: readonly number[]): string {
    return this.add('Transpose', [x], { perm: { ints: order } });
  }

  unsqueeze(x: string, axis: number): string {
    return this.add('Unsqueeze', [x, this.ints([axis])]);
  }

  concat(parts: readonly string[], axis: number): string {
    return this.add('Concat', parts, { axis: { int: axis } });
  }

  /** Elements [from, to) along an axis. */
  slice(x: string, axis: number, from: number, to: number): string {
    return this.add('Slice', [x, this.ints([from]), this.ints([to]), this.ints([axis])]);
  }

  /** Size of one axis, as a tensor of no dimensions. */
  size(x: string, axis: number): string {
    return this.add('Gather', [this.add('Shape', [x]), this.ints([axis], [])], { axis: { int: 0 } });
  }

  build(): GraphData {
    return { name: this.name, inputs: this.inputs, outputs: this.outputs, weights: this.weights, nodes: this.nodes };
  }

  private multiplyBlocks(x: string, name: string, weight: Weight, bits: 8 | 4): string {
    const [out, into] = weight.dims as [number, number];
    const packed = quantizeBlocks(weight, bits);
    this.weights.set(`${name}.q${bits}`, packed.values);
    this.weights.set(`${name}.scales`, packed.scales);
    const attributes = { K: { int: into }, N: { int: out }, bits: { int: bits }, block_size: { int: BLOCK } };
    const inputs = [x, `${name}.q${bits}`, `${name}.scales`];
    return this.addMany('MatMulNBits', inputs, [this.fresh('MatMulNBits')], attributes, 'com.microsoft')[0] as string;
  }

  private constant(tensor: TensorData): string {
    const name = `c${this.weights.size}`;
    this.weights.set(name, tensor);
    return name;
  }

  private fresh(op: string): string {
    return `${op}.${this.nodes.length}`;
  }
}

/** Symmetric, with the zero point that MatMulNBits assumes when none is given: 2^(bits - 1). */
function quantizeBlocks(weight: Weight, bits: 8 | 4): { values: TensorData; scales: TensorData } {
  const [out, into] = weight.dims as [number, number];
  const blocks = into / BLOCK;
  const zero = 2 ** (bits - 1);
  const values = new Uint8Array((out * into * bits) / 8);
  const scales = new Float32Array(out * blocks);
  for (let block = 0; block < out * blocks; block++) {
    const part = weight.data.subarray(block * BLOCK, (block + 1) * BLOCK);
    const largest = part.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const scale = largest === 0 ? 1 : largest / (zero - 1);
    scales[block] = scale;
    part.forEach((value, i) => {
      const q = Math.max(0, Math.min(2 * zero - 1, Math.round(value / scale) + zero));
      const at = block * BLOCK + i;
      if (bits === 8) values[at] = q;
      else values[at >> 1]! |= at % 2 === 0 ? q : q << 4;
    });
  }
  return {
    values: { type: 'uint8', dims: [out, blocks, (BLOCK * bits) / 8], bytes: values },
    scales: { type: 'float32', dims: [out * blocks], bytes: new Uint8Array(scales.buffer) },
  };
}

function floatTensor(weight: Weight, type: 'float32' | 'float16'): TensorData {
  const values = type === 'float32' ? weight.data : Float16Array.from(weight.data);
  return {
    type,
    dims: weight.dims,
    bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  };
}

function transpose(weight: Weight, rows: number, cols: number): Weight {
  const data = new Float32Array(rows * cols);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) data[c * rows + r] = weight.data[r * cols + c]!;
  return { dims: [cols, rows], data };
}
