// Writes ONNX files: the few protobuf messages of onnx.proto3 that a graph with its weights needs. Equal graphs give
// equal bytes, so models for tests are made when they are needed and none is stored.

export const ELEMENT = { float32: 1, uint8: 2, int64: 7, bool: 9, float16: 10 } as const;
export type ElementType = keyof typeof ELEMENT;

export interface TensorData {
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Little-endian, row-major. */
  readonly bytes: Uint8Array;
}

export type Attribute =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string }
  | { readonly tensor: TensorData };

export interface NodeData {
  readonly op: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  /** A number is fixed, a text names a free dimension. */
  readonly dims: readonly (number | string)[];
}

export interface GraphData {
  readonly name: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly weights: ReadonlyMap<string, TensorData>;
  readonly nodes: readonly NodeData[];
}

const IR_VERSION = 8;
const OPSET = 17;

/** The bytes of a .onnx file. */
export function encodeModel(graph: GraphData): Uint8Array {
  return concat([
    varintField(1, IR_VERSION),
    textField(2, 'vantage-tiny-vlm'),
    bytesField(7, encodeGraph(graph)),
    bytesField(8, concat([textField(1, ''), varintField(2, OPSET)])),
    bytesField(8, concat([textField(1, 'com.microsoft'), varintField(2, 1)])),
  ]);
}

function encodeGraph(graph: GraphData): Uint8Array {
  return concat([
    ...graph.nodes.map((node, i) => bytesField(1, encodeNode(node, `${node.op}_${i}`))),
    textField(2, graph.name),
    ...[...graph.weights].map(([name, tensor]) => bytesField(5, encodeTensor(tensor, name))),
    ...graph.inputs.map((info) => bytesField(11, encodeValueInfo(info))),
    ...graph.outputs.map((info) => bytesField(12, encodeValueInfo(info))),
  ]);
}

function encodeNode(node: NodeData, name: string): Uint8Array {
  return concat([
    ...node.inputs.map((input) => textField(1, input)),
    ...node.outputs.map((output) => textField(2, output)),
    textField(3, name),
    textField(4, node.op),
    ...Object.entries(node.attributes).map(([key, value]) => bytesField(5, encodeAttribute(key, value))),
    ...(node.domain === '' ? [] : [textField(7, node.domain)]),
  ]);
}

function encodeAttribute(name: string, value: Attribute): Uint8Array {
  const head = textField(1, name);
  if ('float' in value) return concat([head, floatField(2, value.float), varintField(20, 1)]);
  if ('int' in value) return concat([head, varintField(3, value.int), varintField(20, 2)]);
  if ('text' in value) return concat([head, textField(4, value.text), varintField(20, 3)]);
  if ('tensor' in value) return concat([head, bytesField(5, encodeTensor(value.tensor, '')), varintField(20, 4)]);
  return concat([head, ...value.ints.map((int) => varintField(8, int)), varintField(20, 7)]);
}

function encodeTensor(tensor: TensorData, name: string): Uint8Array {
  return concat([
    ...tensor.dims.map((dim) => varintField(1, dim)),
    varintField(2, ELEMENT[tensor.type]),
    textField(8, name),
    bytesField(9, tensor.bytes),
  ]);
}

function encodeValueInfo(info: ValueInfo): Uint8Array {
  const dims = info.dims.map((dim) => bytesField(1, typeof dim === 'number' ? varintField(1, dim) : textField(2, dim)));
  const tensorType = concat([varintField(1, ELEMENT[info.type]), bytesField(2, concat(dims))]);
  return concat([textField(1, info.name), bytesField(2, bytesField(1, tensorType))]);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  // Negative numbers are written as 64-bit two's complement.
  for (let rest = BigInt.asUintN(64, BigInt(value)); ;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest === 0n ? low : low | 0x80);
    if (rest === 0n) return Uint8Array.from(bytes);
  }
}

function varintField(field: number, value: number): Uint8Array {
  return concat([varint(field << 3), varint(value)]);
}

function floatField(field: number, value: number): Uint8Array {
  return concat([varint((field << 3) | 5), new Uint8Array(Float32Array.of(value).buffer)]);
}

function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return concat([varint((field << 3) | 2), varint(bytes.length), bytes]);
}

function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
