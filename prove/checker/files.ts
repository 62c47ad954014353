import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, fstatSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { Mesh } from './tree.ts';

// The containers: tar, PNG and GLB, read from their specifications (POSIX ustar, W3C PNG, glTF 2.0).

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

export interface TarEntry {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Names and places of the files in a tar; throws where it is not well formed. */
export function listTar(path: string): TarEntry[] {
  const fd = openSync(path, 'r');
  try {
    const end = fstatSync(fd).size;
    const entries: TarEntry[] = [];
    const header = Buffer.alloc(512);
    let longName: string | null = null;
    let at = 0;
    if (end % 512 !== 0) throw new Error(`${path}: ${end} bytes, not a multiple of 512`);
    while (true) {
      if (at + 512 > end) throw new Error(`${path}: no end-of-archive block`);
      readSync(fd, header, 0, 512, at);
      if (header.every((byte) => byte === 0)) break;
      const text = (from: number, length: number): string =>
        header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
      let sum = 0;
      for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : header[i];
      if (sum !== parseInt(text(148, 8).trim(), 8)) throw new Error(`${path}: header checksum wrong at byte ${at}`);
      const size = parseInt(text(124, 12).trim(), 8);
      const type = text(156, 1);
      if (at + 512 + size > end) throw new Error(`${path}: ${text(0, 100)} runs past the end`);
      if (type === 'x' || type === 'L') {
        const body = Buffer.alloc(size);
        readSync(fd, body, 0, size, at + 512);
        longName =
          type === 'L'
            ? body.toString('utf8').replace(/\0.*$/s, '')
            : (/ path=([^\n]*)\n/.exec(body.toString('utf8'))?.[1] ?? null);
      } else if (type === '0' || type === '') {
        const prefix = text(345, 155);
        entries.push({
          name: longName ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)),
          offset: at + 512,
          size,
        });
        longName = null;
      }
      at += 512 + Math.ceil(size / 512) * 512;
    }
    return entries;
  } finally {
    closeSync(fd);
  }
}

export function readAt(path: string, entry: TarEntry): Buffer {
  const fd = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(entry.size);
    readSync(fd, bytes, 0, entry.size, entry.offset);
    return bytes;
  } finally {
    closeSync(fd);
  }
}

export interface Png {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly channels: number;
  /** Row-major, channels interleaved. */
  readonly data: Uint16Array;
}

/** A PNG without palette or interlace; throws on anything else. */
export function decodePng(bytes: Buffer): Png {
  if (bytes.readUInt32BE(0) !== 0x89504e47) throw new Error('not a PNG');
  const idat: Buffer[] = [];
  let [width, height, bits, colour, interlace] = [0, 0, 0, 0, 0];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
      [bits, colour, interlace] = [body[8], body[9], body[12]];
    }
    if (type === 'IDAT') idat.push(body);
    at += 12 + length;
  }
  const channels = { 0: 1, 2: 3, 4: 2, 6: 4 }[colour];
  if (!channels || (bits !== 8 && bits !== 16) || interlace)
    throw new Error(`PNG of colour type ${colour}, ${bits} bits, interlace ${interlace}`);
  const raw = inflateSync(Buffer.concat(idat));
  const step = (channels * bits) / 8;
  const stride = width * step;
  if (raw.length !== height * (stride + 1)) throw new Error('PNG data of the wrong length');
  const out = new Uint8Array(height * stride);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x >= step ? out[y * stride + x - step] : 0;
      const up = y ? out[(y - 1) * stride + x] : 0;
      const corner = x >= step && y ? out[(y - 1) * stride + x - step] : 0;
      const p = left + up - corner;
      const [pa, pb, pc] = [Math.abs(p - left), Math.abs(p - up), Math.abs(p - corner)];
      const paeth = pa <= pb && pa <= pc ? left : pb <= pc ? up : corner;
      const guess = [0, left, up, (left + up) >> 1, paeth][filter];
      out[y * stride + x] = raw[y * (stride + 1) + 1 + x] + guess;
    }
  }
  const data = new Uint16Array(width * height * channels);
  if (bits === 8) data.set(out);
  else for (let i = 0; i < data.length; i++) data[i] = (out[2 * i] << 8) | out[2 * i + 1];
  return { width, height, bits, channels, data };
}

interface Gltf {
  readonly nodes?: readonly { matrix?: unknown; translation?: unknown; rotation?: unknown; scale?: unknown }[];
  readonly meshes: readonly {
    primitives: readonly { attributes: { POSITION: number }; indices?: number; mode?: number }[];
  }[];
  readonly accessors: readonly { bufferView: number; byteOffset?: number; componentType: number; count: number }[];
  readonly bufferViews: readonly { byteOffset?: number; byteStride?: number }[];
}

/** All triangles of a GLB in the object's frame: stored (x, z, −y) of glTF's axes, so y = −stored z, z = stored y. */
export function readGlb(bytes: Buffer): Mesh {
  if (bytes.toString('latin1', 0, 4) !== 'glTF' || bytes.readUInt32LE(4) !== 2) throw new Error('not a glTF 2 binary');
  if (bytes.readUInt32LE(8) !== bytes.length) throw new Error('GLB of the wrong length');
  const jsonLength = bytes.readUInt32LE(12);
  const gltf = JSON.parse(bytes.toString('utf8', 20, 20 + jsonLength)) as Gltf;
  const bin = bytes.subarray(20 + jsonLength + 8);
  for (const node of gltf.nodes ?? [])
    if (node.matrix || node.translation || node.rotation || node.scale) throw new Error('GLB with a transformed node');
  const vertices: number[] = [];
  const indices: number[] = [];
  for (const { primitives } of gltf.meshes)
    for (const primitive of primitives) {
      if ((primitive.mode ?? 4) !== 4) throw new Error('GLB primitive that is not a triangle list');
      const base = vertices.length / 3;
      const position = gltf.accessors[primitive.attributes.POSITION];
      if (position.componentType !== 5126) throw new Error('GLB positions that are not float32');
      const view = gltf.bufferViews[position.bufferView];
      const start = (view.byteOffset ?? 0) + (position.byteOffset ?? 0);
      for (let i = 0; i < position.count; i++) {
        const at = start + i * (view.byteStride ?? 12);
        const y = bin.readFloatLE(at + 8);
        vertices.push(bin.readFloatLE(at), y === 0 ? 0 : -y, bin.readFloatLE(at + 4));
      }
      if (primitive.indices === undefined) {
        for (let i = 0; i < position.count; i++) indices.push(base + i);
        continue;
      }
      const accessor = gltf.accessors[primitive.indices];
      const from = (gltf.bufferViews[accessor.bufferView].byteOffset ?? 0) + (accessor.byteOffset ?? 0);
      for (let i = 0; i < accessor.count; i++)
        indices.push(
          base +
            (accessor.componentType === 5125
              ? bin.readUInt32LE(from + 4 * i)
              : accessor.componentType === 5123
                ? bin.readUInt16LE(from + 2 * i)
                : bin[from + i]),
        );
    }
  return { vertices: new Float64Array(vertices), indices: new Uint32Array(indices) };
}

export const readText = (path: string): string => readFileSync(path, 'utf8');
