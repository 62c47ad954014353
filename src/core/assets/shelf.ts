import type { TriangleMesh } from '../geometry/mesh.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { AssetModel } from './asset.js';

/** A built asset with the names its meshes have on disk. */
export interface ShelvedAsset {
  readonly model: AssetModel;
  /** sha256 of the mesh file. */
  readonly mesh: string;
  readonly cavity: string | null;
}

/** Builds each asset once and names it. Grows with the number of distinct assets in use, not with scenes. */
export interface AssetShelf {
  get(category: string, variant: number, size?: Vec3): ShelvedAsset;
  /** Takes in a model that no category builds (a link of the acting arm), once by its asset name. */
  add(model: AssetModel): ShelvedAsset;
  /** Drawn models by mesh name. */
  readonly models: ReadonlyMap<string, AssetModel>;
  /** Meshes and cavities by name. */
  readonly meshes: ReadonlyMap<string, TriangleMesh>;
}

/**
 * @param build the library's builder
 * @param name sha256 of the files a model's mesh and cavity would be written to
 */
export function createAssetShelf(
  build: (category: string, variant: number, size?: Vec3) => AssetModel,
  name: (model: AssetModel) => { readonly mesh: string; readonly cavity: string | null },
): AssetShelf {
  const shelved = new Map<string, ShelvedAsset>();
  const models = new Map<string, AssetModel>();
  const meshes = new Map<string, TriangleMesh>();
  const shelve = (key: string, make: () => AssetModel): ShelvedAsset => {
    const known = shelved.get(key);
    if (known) return known;
    const model = make();
    const asset: ShelvedAsset = { model, ...name(model) };
    shelved.set(key, asset);
    models.set(asset.mesh, model);
    meshes.set(asset.mesh, model.mesh);
    if (model.cavity && asset.cavity) meshes.set(asset.cavity, model.cavity);
    return asset;
  };
  return {
    models,
    meshes,
    get: (category, variant, size) =>
      shelve(`${category}/${variant}/${size?.join('x') ?? ''}`, () => build(category, variant, size)),
    add: (model) => shelve(`${model.asset}/`, () => model),
  };
}
