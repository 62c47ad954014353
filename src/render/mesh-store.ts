import { VertexBuffer } from '@babylonjs/core/Buffers/buffer';
import { Geometry } from '@babylonjs/core/Meshes/geometry';
import { Mesh } from '@babylonjs/core/Meshes/mesh';
import type { Scene } from '@babylonjs/core/scene';
import type { DrawnMesh } from '../contract/capture-messages.js';
import { bounds, type MeshGroup } from '../core/geometry/mesh.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { layTextures } from './surface-coordinates.js';

/** GPU bytes of meshes kept for coming scenes; a scene of twenty objects takes one to five million. */
const CAPACITY = 48 * 1024 * 1024;

export interface StoredMesh {
  readonly geometry: Geometry;
  /** A geometry dies with its last mesh: this one is never drawn and keeps it. */
  readonly keeper: Mesh;
  readonly vertexCount: number;
  readonly groups: readonly MeshGroup[];
  /** Object frame. */
  readonly bounds: { readonly min: Vec3; readonly max: Vec3 };
  readonly bytes: number;
}

/** Meshes on the GPU by name, those unused for longest given up first. */
export class MeshStore {
  readonly #scene: Scene;
  /** In order of last use. */
  readonly #meshes = new Map<string, StoredMesh>();
  #bytes = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  add({ hash, mesh, textures }: DrawnMesh): void {
    if (this.#meshes.has(hash)) return;
    const { positions, normals, uvs, indices } = layTextures(mesh, textures);
    const engine = this.#scene.getEngine();
    const geometry = new Geometry(hash, this.#scene);
    geometry.setVerticesBuffer(
      new VertexBuffer(engine, positions, VertexBuffer.PositionKind, { updatable: false, stride: 3 }),
    );
    geometry.setVerticesBuffer(
      new VertexBuffer(engine, normals, VertexBuffer.NormalKind, { updatable: false, stride: 3 }),
    );
    geometry.setVerticesBuffer(new VertexBuffer(engine, uvs, VertexBuffer.UVKind, { updatable: false, stride: 2 }));
    geometry.setIndices(indices, positions.length / 3, false);
    const keeper = new Mesh(hash, this.#scene);
    keeper.setEnabled(false);
    geometry.applyToMesh(keeper);
    const bytes = positions.byteLength + normals.byteLength + uvs.byteLength + indices.byteLength;
    const stored = {
      geometry,
      keeper,
      vertexCount: positions.length / 3,
      groups: mesh.groups,
      bounds: bounds(mesh.positions),
      bytes,
    };
    this.#meshes.set(hash, stored);
    this.#bytes += bytes;
  }

  /** Marks the mesh as used now. */
  get(hash: string): StoredMesh | undefined {
    const mesh = this.#meshes.get(hash);
    if (mesh) {
      this.#meshes.delete(hash);
      this.#meshes.set(hash, mesh);
    }
    return mesh;
  }

  /** Gives up what was unused for longest until the rest fits; never a mesh in `needed`. */
  trim(needed: ReadonlySet<string>): void {
    for (const [hash, mesh] of this.#meshes) {
      if (this.#bytes <= CAPACITY) return;
      if (needed.has(hash)) continue;
      this.#meshes.delete(hash);
      this.#bytes -= mesh.bytes;
      mesh.keeper.dispose();
    }
  }
}
