import type { TriangleMesh } from '../core/geometry/mesh.js';
import { UserError } from '../core/result.js';
import type { MeshLibrary } from '../core/scene/scene-spec.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { decodeGlb } from './glb-reader.js';
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
  const path = assetPath(dir, mesh);
  const bytes = await readWholeFile(path);
  if (sha256Of(bytes) !== mesh) {
    throw new UserError(`"${path}" is not the mesh its name says: delete it and put the original file back.`);
  }
  const { positions, indices } = decodeGlb(bytes, path);
  return { positions, indices };
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
