import type { SurfaceMesh, TriangleMesh } from '../core/geometry/mesh.js';
import { UserError } from '../core/result.js';
import type { MeshLibrary } from '../core/scene/scene-spec.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { decodeGlb, type StoredMesh } from './glb-reader.js';
import type { MeshFile } from './glb-writer.js';
import { assetPath } from './layout.js';
import { fileSize, hashFile, readWholeFile, sha256Of, writeWholeFile } from './whole-file.js';

/** Stores a mesh unless it is there, whole; writers at the same time write the same bytes. The folder `assets` exists. */
export async function storeMesh(dir: string, file: MeshFile): Promise<void> {
  const path = assetPath(dir, file.name);
  if ((await fileSize(path)) === file.bytes.length && (await hashFile(path)) === file.name) return;
  await writeWholeFile(path, file.bytes);
}

/**
 * A stored mesh in its object's frame.
 *
 * @param mesh its sha256
 * @throws UserError when the file is missing, no longer has the bytes it is named after, or is no mesh
 */
export async function readMesh(dir: string, mesh: string): Promise<TriangleMesh> {
  const { positions, indices } = await readStored(dir, mesh);
  return { positions, indices };
}

/** The same with what drawing needs; of a mesh that is not drawn (a cavity), normals are zero and there are no groups. */
export async function readSurfaceMesh(dir: string, mesh: string): Promise<SurfaceMesh> {
  const { positions, indices, normals, primitives } = await readStored(dir, mesh);
  const groups = primitives.flatMap(({ start, count, materialIndex }) =>
    materialIndex === null ? [] : [{ start, count, material: materialIndex }],
  );
  return { positions, indices, normals: normals ?? new Float32Array(positions.length), groups };
}

async function readStored(dir: string, mesh: string): Promise<StoredMesh> {
  const path = assetPath(dir, mesh);
  const bytes = await readWholeFile(path);
  if (sha256Of(bytes) !== mesh) {
    throw new UserError(`"${path}" is not the mesh its name says: delete it and put the original file back.`);
  }
  return decodeGlb(bytes, path);
}

/** Meshes of a dataset, each read and checked once. */
export class MeshStore {
  private readonly meshes = new Map<string, Promise<TriangleMesh>>();

  constructor(private readonly dir: string) {}

  /** All meshes and cavities that a scene names. */
  async of(scene: SettledScene): Promise<MeshLibrary> {
    const names = new Set(scene.objects.flatMap((object) => [object.mesh, ...(object.cavity ? [object.cavity] : [])]));
    return new Map(
      await Promise.all([...names].map(async (name): Promise<[string, TriangleMesh]> => [name, await this.read(name)])),
    );
  }

  private read(name: string): Promise<TriangleMesh> {
    let mesh = this.meshes.get(name);
    if (!mesh) {
      mesh = readMesh(this.dir, name);
      this.meshes.set(name, mesh);
    }
    return mesh;
  }
}
