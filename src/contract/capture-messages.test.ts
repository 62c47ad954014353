import { describe, expect, test } from 'vitest';
import {
  decodeFrame,
  decodeMeshes,
  encodeMeshes,
  frameLayout,
  writeFrameHeader,
  type DrawnMesh,
} from './capture-messages.js';

const mesh = (hash: string, x: number): DrawnMesh => ({
  hash,
  mesh: {
    positions: new Float32Array([x, 0, 0, 1, 0, 0, 0, 1, 0]),
    normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]),
    indices: new Uint32Array([0, 1, 2]),
    groups: [{ start: 0, count: 3, material: 1 }],
  },
  textures: ['plain', 'wood'],
});

describe('meshes', () => {
  // Names of every length: the arrays must be aligned whatever the header takes.
  test.each(['a', 'bb', 'ccc', 'dddd'])('come back as they were sent, name "%s"', (name) => {
    const sent = [mesh(name, 0.1), mesh(`${name}2`, -3)];
    expect(decodeMeshes(encodeMeshes(sent).buffer)).toEqual(sent);
  });
});

describe('frames', () => {
  test.each([
    { wideIds: false, normals: false, offset: 0 },
    { wideIds: false, normals: true, offset: 3 },
    { wideIds: true, normals: true, offset: 4 },
    { wideIds: true, normals: false, offset: 1 },
  ])('are read at any offset: %o', ({ wideIds, normals, offset }) => {
    const [width, height] = [3, 1];
    const layout = frameLayout(width, height, wideIds, normals);
    const buffer = new ArrayBuffer(layout.size);
    writeFrameHeader(buffer, width, height, wideIds, normals);
    new Uint16Array(buffer, layout.depth, 3).set([0, 65535, 7]);
    const ids = wideIds ? [0, 300, 65535] : [0, 255, 1];
    (wideIds ? new Uint16Array(buffer, layout.ids, 3) : new Uint8Array(buffer, layout.ids, 3)).set(ids);
    new Uint8Array(buffer, layout.rgb, 9).set([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    if (normals) new Uint8Array(buffer, layout.normals, 9).fill(200);

    const pool = new Uint8Array(offset + layout.size + 5);
    pool.set(new Uint8Array(buffer), offset);
    const frame = decodeFrame(pool.subarray(offset, offset + layout.size));
    expect({ ...frame }).toEqual({
      width,
      height,
      rgb: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8, 9]),
      depth: new Uint16Array([0, 65535, 7]),
      ids: new Uint16Array(ids),
      normals: normals ? new Uint8Array(9).fill(200) : null,
    });
  });

  test('a cut message is refused', () => {
    const layout = frameLayout(2, 2, false, false);
    const buffer = new ArrayBuffer(layout.size);
    writeFrameHeader(buffer, 2, 2, false, false);
    expect(() => decodeFrame(new Uint8Array(buffer, 0, layout.size - 1))).toThrow(`should take ${layout.size} bytes`);
  });
});
