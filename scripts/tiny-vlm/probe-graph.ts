import { encodeModel } from './onnx-file.ts';

/** c = a + b on four floats: the graph by which the product tries an execution provider (`PROBE_GRAPH`). */
export function probeGraph(): Uint8Array {
  const four = (name: string) => ({ name, type: 'float32', dims: [4] }) as const;
  return encodeModel({
    name: 'probe',
    inputs: [four('a'), four('b')],
    outputs: [four('c')],
    weights: new Map(),
    nodes: [{ op: 'Add', domain: '', inputs: ['a', 'b'], outputs: ['c'], attributes: {} }],
  });
}
