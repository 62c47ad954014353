import { validateBytes } from 'gltf-validator';
import { describe, expect, it } from 'vitest';
import type { TriangleMesh } from '../core/geometry/mesh.js';
import { createRng } from '../core/random.js';
import { decodeGlb } from './glb-reader.js';
import { encodeCavityGlb, encodeModelGlb, modelFiles } from './glb-writer.js';
import { boxModel } from './testing/box-model.js';

const model = boxModel('crate', [0.3, 0.2, 0.1], [0.8, 0.3, 0.2]);

const bitsOf = (floats: Float32Array) => new Uint32Array(floats.buffer, floats.byteOffset, floats.length);

async function complaintsOf(glb: Uint8Array): Promise<unknown[]> {
  const report = await validateBytes(glb);
  return report.issues.messages.filter((message) => message.severity < 2);
}

/** Replaces the JSON of a GLB by what `change` makes of it. */
function edited(glb: Uint8Array, change: (json: Record<string, never>) => void): Uint8Array {
  const data = Buffer.from(glb);
  const length = data.readUInt32LE(12);
  const json = JSON.parse(data.toString('utf8', 20, 20 + length)) as Record<string, never>;
  change(json);
  const text = Buffer.from(JSON.stringify(json));
  const head = Buffer.from(data.subarray(0, 20));
  head.writeUInt32LE(text.length, 12);
  head.writeUInt32LE(data.length - length + text.length, 8);
  return Buffer.concat([head, text, data.subarray(20 + length)]);
}

/** A lattice of n × n vertices, to pass the limit of 16-bit indices. */
function sheet(n: number): TriangleMesh {
  const positions = Float32Array.from(
    { length: 3 * n * n },
    (_, i) => [Math.floor(i / 3) % n, Math.floor(i / 3 / n), 0][i % 3] / n,
  );
  const indices: number[] = [];
  for (let y = 0; y + 1 < n; y++) {
    for (let x = 0; x + 1 < n; x++) indices.push(y * n + x, y * n + x + 1, (y + 1) * n + x);
  }
  return { positions, indices: Uint32Array.from(indices) };
}

describe('glb', () => {
  it('passes the Khronos validator', async () => {
    expect(await complaintsOf(encodeModelGlb(model))).toEqual([]);
    expect(await complaintsOf(encodeCavityGlb(model.mesh, 'crate/0'))).toEqual([]);
    expect(await complaintsOf(encodeCavityGlb(sheet(300), 'sheet/0'))).toEqual([]);
  });

  for (let seed = 0; seed < 10; seed++) {
    it(`gives back the same float32 bits (seed ${seed})`, () => {
      const rng = createRng(seed);
      const positions = model.mesh.positions.map(() => rng.pick([0, -0, rng.normal(), rng.normal() * 1e-30, 1 / 3]));
      const read = decodeGlb(encodeCavityGlb({ positions, indices: model.mesh.indices }, 'x/0'), 'x.glb');
      expect(bitsOf(read.positions)).toEqual(bitsOf(positions));
      expect(read.indices).toEqual(model.mesh.indices);
    });
  }

  it('keeps groups, materials and the name', () => {
    const read = decodeGlb(encodeModelGlb(model), 'x.glb');
    expect(read.name).toBe('crate/0');
    expect(read.primitives).toEqual([
      { start: 0, count: 24, material: 'crate body', materialIndex: 0 },
      { start: 24, count: 12, material: 'crate lid', materialIndex: 1 },
    ]);
    expect(read.positions).toEqual(model.mesh.positions);
    expect(read.normals).toEqual(model.mesh.normals);
  });

  it('stands the object up in glTF axes: its height is along +Y', () => {
    const json = Buffer.from(encodeModelGlb(model)).toString('utf8');
    expect(json).toContain(`"max":[${Math.fround(0.15)},${Math.fround(0.1)},${Math.fround(0.1)}]`);
  });

  it('stores more than 65,535 vertices', () => {
    const mesh = sheet(300);
    expect(decodeGlb(encodeCavityGlb(mesh, 'sheet/0'), 'x.glb').indices).toEqual(mesh.indices);
  });

  it('names equal models equally and different ones differently', () => {
    expect(modelFiles(boxModel('crate', [0.3, 0.2, 0.1], [0.8, 0.3, 0.2])).mesh.name).toBe(modelFiles(model).mesh.name);
    expect(modelFiles(boxModel('crate', [0.3, 0.2, 0.1], [0.8, 0.3, 0.3])).mesh.name).not.toBe(
      modelFiles(model).mesh.name,
    );
  });

  const glb = encodeModelGlb(model);
  const hostile: Record<string, Uint8Array> = {
    empty: new Uint8Array(0),
    text: Buffer.from('solid crate\n'.repeat(20)),
    'cut off': glb.subarray(0, glb.length - 5),
    'longer than it says': Buffer.concat([glb, new Uint8Array(4)]),
    'external data': edited(glb, (json) => Object.assign(json['buffers'][0], { uri: '../../etc/passwd' })),
    'a count of 4 billion': edited(glb, (json) => Object.assign(json['accessors'][0], { count: 4_294_967_295 })),
    'an accessor beyond the data': edited(glb, (json) => Object.assign(json['bufferViews'][0], { byteOffset: 1e9 })),
    'a required extension': edited(glb, (json) =>
      Object.assign(json, { extensionsRequired: ['KHR_draco_mesh_compression'] }),
    ),
    'a missing accessor': edited(glb, (json) => Object.assign(json, { accessors: [] })),
    'strips instead of triangles': edited(glb, (json) =>
      Object.assign(json['meshes'][0]['primitives'][0], { mode: 5 }),
    ),
  };
  for (const [what, bytes] of Object.entries(hostile)) {
    it(`refuses ${what} in one sentence`, () => {
      expect(() => decodeGlb(bytes, 'x.glb')).toThrow(
        /^"x\.glb" is no mesh of a dataset \([^\n]+\): put the original file back\.$/,
      );
    });
  }

  it('refuses a triangle whose vertex does not exist', () => {
    const broken = { positions: model.mesh.positions, indices: Uint32Array.from([0, 1, 24]) };
    expect(() => decodeGlb(encodeCavityGlb(broken, 'x/0'), 'x.glb')).toThrow('a triangle names vertex 24 of 24');
  });

  it('refuses vertices that are not finite', () => {
    const positions = model.mesh.positions.slice();
    positions[7] = Number.NaN;
    expect(() => decodeGlb(encodeCavityGlb({ positions, indices: model.mesh.indices }, 'x/0'), 'x.glb')).toThrow(
      'not a finite number',
    );
  });
});
