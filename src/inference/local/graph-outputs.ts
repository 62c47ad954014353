import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Fields of onnx.proto3 on the way to an output's name. */
const MODEL_GRAPH = 7;
const GRAPH_OUTPUT = 12;
const VALUE_NAME = 1;

/**
 * Names of an ONNX file's outputs, read by skipping over everything else: a session must be told which outputs stay on
 * the GPU before it is opened, and opening one twice would read gigabytes twice.
 * @throws RangeError where the file ends too early or is no protobuf
 */
export function graphOutputs(path: string): readonly string[] {
  const { size } = statSync(path);
  const file = openSync(path, 'r');
  try {
    const read = (at: number, length: number): Uint8Array => {
      const bytes = new Uint8Array(length);
      const got = readSync(file, bytes, 0, length, at);
      return bytes.subarray(0, got);
    };
    const graph = fieldsIn(read, 0, size).find(({ field }) => field === MODEL_GRAPH);
    if (!graph) throw new RangeError('it holds no graph');
    return fieldsIn(read, graph.from, graph.to)
      .filter(({ field }) => field === GRAPH_OUTPUT)
      .map(({ from, to }) => fieldsIn(read, from, to).find(({ field }) => field === VALUE_NAME))
      .map((name) => (name ? new TextDecoder().decode(read(name.from, name.to - name.from)) : ''));
  } finally {
    closeSync(file);
  }
}

interface Field {
  readonly field: number;
  readonly from: number;
  readonly to: number;
}

/** A field's key and length take at most two varints. */
const HEADER = 20;

/** Length-delimited fields of a message that fills [from, to). */
function fieldsIn(read: (at: number, length: number) => Uint8Array, from: number, to: number): readonly Field[] {
  const found: Field[] = [];
  for (let at = from; at < to;) {
    const header = read(at, Math.min(HEADER, to - at));
    const key = varint(header, 0);
    const wire = key.value & 7;
    const field = Math.floor(key.value / 8);
    if (wire === 2) {
      const length = varint(header, key.next);
      const start = at + length.next;
      if (start + length.value > to) throw new RangeError('it ends in the middle');
      found.push({ field, from: start, to: start + length.value });
      at = start + length.value;
    } else if (wire === 0) at += varint(header, key.next).next;
    else if (wire === 1) at += key.next + 8;
    else if (wire === 5) at += key.next + 4;
    else throw new RangeError('it is no ONNX file');
  }
  return found;
}

function varint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let i = at, scale = 1; i < bytes.length && i < at + 10; i++, scale *= 128) {
    const byte = bytes[i] as number;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, next: i + 1 };
  }
  throw new RangeError('it ends in the middle');
}
