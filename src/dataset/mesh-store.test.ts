import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createLibrary } from '../core/assets/library.js';
import { modelFiles } from './glb-writer.js';
import { readSurfaceMesh, storeMesh } from './mesh-store.js';

it('gives back what is drawn: vertices, normals, and runs of triangles by material', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vantage-mesh-'));
  await mkdir(join(dir, 'assets'));
  const model = createLibrary().build('mug', 0);
  const { mesh, cavity } = modelFiles(model);
  await storeMesh(dir, mesh);
  expect(await readSurfaceMesh(dir, mesh.name)).toEqual(model.mesh);
  if (!cavity) throw new Error('A mug has a cavity.');
  await storeMesh(dir, cavity);
  const inner = await readSurfaceMesh(dir, cavity.name);
  expect(inner.groups).toEqual([]);
  expect(inner.normals).toEqual(new Float32Array(inner.positions.length));
  await rm(dir, { recursive: true });
});
