import { createLibrary, type Library } from '../core/assets/library.js';
import { createAssetShelf, type AssetShelf } from '../core/assets/shelf.js';
import { modelFiles, type MeshFile } from '../dataset/glb-writer.js';

/** The object library with the names and bytes its meshes have on disk. */
export interface FiledShelf extends AssetShelf {
  /** Mesh file by name. */
  file(name: string): MeshFile;
}

export function createFiledShelf(library: Library = createLibrary()): FiledShelf {
  const files = new Map<string, MeshFile>();
  const shelf = createAssetShelf(library.build, (model) => {
    const { mesh, cavity } = modelFiles(model);
    files.set(mesh.name, mesh);
    if (cavity) files.set(cavity.name, cavity);
    return { mesh: mesh.name, cavity: cavity?.name ?? null };
  });
  return {
    ...shelf,
    file(name) {
      const file = files.get(name);
      if (!file) throw new Error(`No asset was built with the mesh ${name}.`);
      return file;
    },
  };
}
