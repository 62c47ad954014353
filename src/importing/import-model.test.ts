import { describe, expect, it } from 'vitest';
import { importModel } from './import-model.js';
import type { ImportOptions } from './import-options.js';
import { cubeGlb, glbOf, type CubeJson } from './testing/build-glb.js';

const options: ImportOptions = {
  file: 'thing.glb',
  nouns: ['thing'],
  hypernyms: [],
  category: 'thing',
  variant: 0,
  kind: null,
  front: null,
  up: '+y',
  leftRight: 'unsettled',
  symmetry: 1,
  unit: 1,
  height: null,
  licence: 'own work',
  note: '',
  material: 'plastic',
  density: 1000,
  friction: 0.5,
};

describe('importModel', () => {
  it('stands a cube on its origin and knows its mass, colour and top', async () => {
    const { model, record } = await importModel(cubeGlb(), options);
    expect(record.size.map((s) => Math.round(s * 1e6) / 1e6)).toEqual([0.1, 0.1, 0.1]);
    expect(model.mass).toBeCloseTo(1, 5);
    expect(model.massCenter[2]).toBeCloseTo(0.05, 6);
    expect(model.solid).toBe(true);
    expect(model.parts).toHaveLength(1);
    expect(model.parts[0].vertices).toHaveLength(8);
    expect(record.fit.outside).toBeLessThan(1e-6);
    expect(model.surfaces.map((s) => s.outline[0][2])).toEqual([Math.fround(0.1)]);
    expect(model.cavity).toBeNull();
    // Linear 0.5 is sRGB 0.735.
    expect(model.materials[0].colour[0]).toBeCloseTo(0.735, 2);
    expect(model.materials[0].colour[1]).toBeCloseTo(0.152, 2);
  });

  it('turns the named axis of the file to the front, and scales to a height', async () => {
    // A cube drawn out along the file's −X becomes long along our X when it faces that way.
    const long = cubeGlb({
      positions: (p) => {
        for (let v = 0; v < 8; v++) if (p[3 * v] < 0) p[3 * v] = -0.2;
      },
      change: (json) => {
        json.accessors[0]['min'] = [Math.fround(-0.2), Math.fround(-0.05), Math.fround(-0.05)];
      },
    });
    const { model, record } = await importModel(long, { ...options, front: '-x', height: 0.2 });
    expect(record.size.map((s) => Math.round(s * 1e5) / 1e5)).toEqual([0.5, 0.2, 0.2]);
    expect(model.front).toEqual([1, 0, 0]);
  });

  it('gives equal objects for equal files', async () => {
    const glb = cubeGlb();
    const text = async () => JSON.stringify((await importModel(glb, options)).record);
    expect(await text()).toBe(await text());
  });

  it('collides as hulls where a mesh is open, and says so', async () => {
    const open = cubeGlb({ change: (json) => (json.accessors[1]['count'] = 30) });
    const { model, record } = await importModel(open, options);
    expect(model.solid).toBe(false);
    expect(model.parts).toHaveLength(1);
    expect(record.notes.join()).toContain('not closed');
  });
});

describe('what is refused, in one sentence', () => {
  const change = (f: (json: CubeJson) => void) => cubeGlb({ change: f });
  const deep = (json: CubeJson) => {
    json.nodes = Array.from({ length: 200 }, (_, i) => (i < 199 ? { children: [i + 1] } : { mesh: 0 }));
  };
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'is no binary glTF'],
    ['text', Buffer.from('hello there, this is not a model at all'), 'is no binary glTF'],
    [
      'glTF as text',
      Buffer.from('{"asset":{"version":"2.0"},"buffers":[{"uri":"a.bin"}]}'),
      'data lies in other files',
    ],
    ['a truncated file', cubeGlb().slice(0, -40), 'was cut short'],
    ['a length that lies', glbOf({ json: { asset: { version: '2.0' } }, length: 0xffffffff }), 'was cut short'],
    ['version 1', glbOf({ json: {}, version: 1 }), 'version 1'],
    ['a description that is no JSON', glbOf({ json: '{"asset":' }), 'not JSON'],
    ['no description of ours', glbOf({ json: { asset: 7 } }), 'wrong at "asset"'],
    ['another file', change((j) => (j.buffers[0]['uri'] = '../../etc/passwd')), 'refers to another file'],
    ['an address', change((j) => (j['images'] = [{ uri: 'http://example.com/x.png' }])), 'refers to another file'],
    [
      'data in the address',
      change((j) => (j.buffers[0]['uri'] = 'data:application/octet-stream;base64,AAAA')),
      'refers to another',
    ],
    ['10⁸ vertices declared', change((j) => (j.accessors[0]['count'] = 1e8)), 'at most'],
    ['a count that is no number', change((j) => (j.accessors[0]['count'] = 'many')), 'wrong at "accessors.0.count"'],
    ['a negative count', change((j) => (j.accessors[0]['count'] = -5)), 'wrong at'],
    ['data beyond the end', change((j) => (j.bufferViews[1]['byteLength'] = 5000)), 'beyond its end'],
    [
      'compression',
      change((j) => (j['extensionsRequired'] = ['KHR_draco_mesh_compression'])),
      'KHR_draco_mesh_compression',
    ],
    ['more vertices than data', change((j) => (j.accessors[0]['count'] = 9)), 'validator'],
    ['a triangle without its vertices', change((j) => (j.meshes[0].primitives[0]['indices'] = 7)), 'validator'],
    ['a circle of nodes', change((j) => (j.nodes[0]['children'] = [0])), 'validator'],
    ['a very deep tree', change(deep), 'deep'],
    ['NaN', cubeGlb({ positions: (p) => (p[4] = NaN) }), 'validator'],
    ['no triangles', change((j) => (j.meshes[0].primitives[0]['mode'] = 1)), 'no triangles'],
    [
      'a flat thing',
      cubeGlb({
        positions: (p) => p.forEach((_, i) => i % 3 === 1 && (p[i] = 0)),
        change: (j) =>
          Object.assign(j.accessors[0], {
            min: [-0.05, 0, -0.05].map(Math.fround),
            max: [0.05, 0, 0.05].map(Math.fround),
          }),
      }),
      'flat',
    ],
    ['the wrong unit', cubeGlb({ half: 50 }), '--unit'],
    ['far too small', cubeGlb({ half: 0.0001 }), '--height'],
  ])('%s', async (_, glb, sentence) => {
    await expect(importModel(glb, options)).rejects.toThrow(sentence);
    await expect(importModel(glb, options)).rejects.toMatchObject({ name: 'UserError' });
  });

  it('any byte of a sound file flipped: refused or read, never hung or crashed', async () => {
    const sound = cubeGlb();
    let refused = 0;
    for (let at = 0; at < sound.length; at += 9) {
      const broken = Uint8Array.from(sound);
      broken[at] ^= 0x10;
      await importModel(broken, options).catch((error: Error) => {
        expect(`${error.name} at ${at}: ${error.message}`).toContain('UserError');
        refused++;
      });
    }
    expect(refused).toBeGreaterThan(20);
  });
});
