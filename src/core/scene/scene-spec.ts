import type { TriangleMesh } from '../geometry/mesh.js';
import type { AssetModel } from '../assets/asset.js';
import type { Anchor, SceneObject, SettledScene, Surface } from './settled-scene.js';

/** An object before physics: everything of its record but what settling decides. */
export type ObjectSpec = Omit<SceneObject, 'obb'>;

/** A scene as arranged: poses are where things are put down, a little above their support. */
export interface SceneSpec extends Omit<SettledScene, 'objects' | 'surfaces' | 'contacts' | 'settle' | 'anchor'> {
  readonly objects: readonly ObjectSpec[];
  /** Support surfaces, world, at the arranged poses; settling moves those of objects that moved. */
  readonly surfaces: readonly Surface[];
  /** The anchor at the arranged poses; read again from the settled poses of the objects it names. */
  readonly anchor: Anchor;
  /** id of the object each object was meant to stand on or in; settling rejects the scene when it stands elsewhere. */
  readonly intendedSupport: Readonly<Record<number, number>>;
  /**
   * Objects that may come to rest in any attitude (dropped into a container); those of them that were meant to stand on
   * nothing (let go by a hand) also wherever they land.
   */
  readonly free: readonly number[];
  /**
   * Objects of a twin that are as in its original: they come back exactly where they were put, or the scene is given up
   * as disturbed. None when left out.
   */
  readonly untouched?: readonly number[];
}

/** Meshes by the sha256 that names them: what a scene's `mesh` and `cavity` point to. Object frame, float32 positions. */
export type MeshLibrary = ReadonlyMap<string, TriangleMesh>;

/** Models by mesh name, for whoever draws or writes them. */
export type ModelLibrary = ReadonlyMap<string, Pick<AssetModel, 'mesh' | 'materials'>>;
