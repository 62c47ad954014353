import { encodeMeshes, type DrawnMesh } from '../../contract/capture-messages.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { readSurfaceMesh } from '../../dataset/mesh-store.js';

/**
 * Meshes and cavities of a stored scene, as one message for a page (contract/capture-messages).
 *
 * @param dir the dataset or run whose `assets` hold them
 * @param except names of those that the page has
 * @throws UserError for a file that is missing or damaged
 */
export async function encodeStoredMeshes(
  dir: string,
  { objects }: Pick<SettledScene, 'objects'>,
  except: ReadonlySet<string>,
): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = new Map<string, DrawnMesh['textures']>();
  for (const { mesh, cavity, materials } of objects) {
    if (!except.has(mesh))
      wanted.set(
        mesh,
        materials.map(({ texture }) => texture),
      );
    if (cavity !== null && !except.has(cavity)) wanted.set(cavity, []);
  }
  const meshes: DrawnMesh[] = [];
  for (const [hash, textures] of wanted) meshes.push({ hash, mesh: await readSurfaceMesh(dir, hash), textures });
  return encodeMeshes(meshes);
}
