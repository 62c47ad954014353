import type { Matrix } from '@babylonjs/core/Maths/math.vector';
import { Mesh } from '@babylonjs/core/Meshes/mesh';
import { SubMesh } from '@babylonjs/core/Meshes/subMesh';
import type { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import type { Scene } from '@babylonjs/core/scene';
import type { DrawnObject } from '../contract/capture-messages.js';
import type { CameraView } from '../core/camera/pinhole.js';
import { transformPoint, type Pose } from '../core/geometry/pose.js';
import { scale, type Vec3 } from '../core/geometry/vec3.js';
import { TEXTURES, type Material } from '../core/scene/material.js';
import type { EnvironmentBox } from './environment/room-environment.js';
import { worldMatrix } from './matrix-camera.js';
import { describeSurface, type MaterialSet } from './materials.js';
import type { MeshStore, StoredMesh } from './mesh-store.js';

/** Which material draws a mesh into which target. */
export interface Pass {
  readonly target: RenderTargetTexture;
  readonly materials: MaterialSet;
}

/** A mesh and the corners of its box, world. */
export interface DrawnBox {
  readonly mesh: Mesh;
  readonly corners: readonly Vec3[];
}

interface DrawnPiece extends DrawnBox {
  readonly id: number;
  /** Corners of the mesh's box, object frame, scale applied. */
  readonly box: readonly Vec3[];
  readonly scale: number;
  /** The same in world. */
  corners: readonly Vec3[];
  readonly structure: boolean;
  readonly glass: boolean;
}

/** One scene's meshes, ready to draw: one per object and material. */
export class DrawnScene {
  /** Of the objects, where they stood at first, in their main colours. */
  readonly boxes: EnvironmentBox[] = [];
  readonly #pieces: DrawnPiece[] = [];

  /** @param meshes of every object, by name */
  constructor(scene: Scene, objects: readonly DrawnObject[], meshes: MeshStore, passes: readonly Pass[]) {
    for (const object of objects) {
      const stored = meshes.get(object.mesh);
      if (!stored) throw new Error(`Object ${object.id}: mesh ${object.mesh} was not sent to the page.`);
      const main = stored.groups.reduce((a, b) => (b.count > a.count ? b : a));
      this.boxes.push({
        pose: object.worldFromObject,
        min: scale(stored.bounds.min, object.scale),
        max: scale(stored.bounds.max, object.scale),
        colour: linearColour(object.materials[main.material]?.colour ?? [0.5, 0.5, 0.5]),
        structure: object.structure,
      });
      const box = boxCorners(stored.bounds.min, stored.bounds.max).map((corner) => scale(corner, object.scale));
      const corners = box.map((corner) => transformPoint(object.worldFromObject, corner));
      const matrix = worldMatrix(object.worldFromObject, object.scale);
      for (const group of stored.groups) {
        const material = object.materials[group.material];
        if (!material)
          throw new Error(
            `Object ${object.id}: its mesh names material ${group.material}, it has ${object.materials.length}.`,
          );
        const opacity = material.opacity ?? 1;
        const glass = opacity < 1;
        const mesh = createMesh(scene, `${object.id}`, stored, group.start, group.count, matrix, glass);
        describeSurface(mesh, {
          instanceId: object.id,
          colour: linearColour(material.colour),
          roughness: material.roughness,
          metallic: material.metallic,
          pattern: TEXTURES.indexOf(material.texture),
          pane: object.structure && material.name === 'pane',
          opacity,
        });
        for (const { target, materials } of passes) {
          target.setMaterialForRendering(
            mesh,
            glass ? materials.glass : object.solid ? materials.closed : materials.open,
          );
        }
        this.#pieces.push({
          id: object.id,
          mesh,
          box,
          scale: object.scale,
          corners,
          structure: object.structure,
          glass,
        });
      }
    }
  }

  /** Puts an object elsewhere. Light maps are its owner's to draw again. */
  move(id: number, worldFromObject: Pose): void {
    for (const piece of this.#pieces) {
      if (piece.id !== id) continue;
      piece.corners = piece.box.map((corner) => transformPoint(worldFromObject, corner));
      piece.mesh.freezeWorldMatrix(worldMatrix(worldFromObject, piece.scale));
    }
  }

  /** What throws shadows: all but the building, whose walls and ceiling would keep the key light out. */
  get casters(): { meshes: Mesh[]; opaque: Mesh[]; boxes: DrawnBox[]; corners: Vec3[] } {
    const casters = this.#pieces.filter((piece) => !piece.structure);
    return {
      meshes: casters.map((piece) => piece.mesh),
      // Light goes through glass.
      opaque: casters.filter((piece) => !piece.glass).map((piece) => piece.mesh),
      boxes: casters.filter((piece) => !piece.glass),
      corners: casters.flatMap((piece) => piece.corners),
    };
  }

  /**
   * Meshes that a view may show, near ones first so that they hide the rest before it is shaded; the building last.
   *
   * @param hidden objects left out
   */
  visibleFrom(view: CameraView, hidden?: ReadonlySet<number>): Mesh[] {
    const seen: { mesh: Mesh; order: number }[] = [];
    for (const { id, mesh, corners, structure, glass } of this.#pieces) {
      if (hidden?.has(id)) continue;
      const distance = nearestVisible(view, corners);
      if (distance === null) continue;
      seen.push({ mesh, order: distance + (structure ? 1e3 : 0) });
      // Glass is drawn from far to near, by this index.
      if (glass) mesh.alphaIndex = -distance;
    }
    return seen.sort((a, b) => a.order - b.order).map(({ mesh }) => mesh);
  }

  dispose(): void {
    // The geometry belongs to the mesh store.
    for (const { mesh } of this.#pieces) mesh.dispose(false, false);
    this.#pieces.length = 0;
  }
}

function createMesh(
  scene: Scene,
  name: string,
  stored: StoredMesh,
  start: number,
  count: number,
  matrix: Matrix,
  glass: boolean,
): Mesh {
  const mesh = new Mesh(name, scene);
  stored.geometry.applyToMesh(mesh);
  mesh.releaseSubMeshes();
  SubMesh.AddToMesh(0, 0, stored.vertexCount, start, count, mesh, mesh, glass);
  mesh.freezeWorldMatrix(matrix);
  return mesh;
}

function boxCorners(min: Vec3, max: Vec3): Vec3[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].map((i) => [
    i & 1 ? max[0] : min[0],
    i & 2 ? max[1] : min[1],
    i & 4 ? max[2] : min[2],
  ]);
}

/** Depth of the nearest corner (at least 0), or null when all corners lie beyond one side of the view. */
function nearestVisible(view: CameraView, corners: readonly Vec3[]): number | null {
  const { width, height, fx, fy, cx, cy } = view.intrinsics;
  let nearest = Infinity;
  const outside = [0, 0, 0, 0, 0];
  for (const corner of corners) {
    const [x, y, z] = transformPoint(view.cameraFromWorld, corner);
    nearest = Math.min(nearest, z);
    const [u, v] = [fx * x + cx * z, fy * y + cy * z];
    if (u < 0) outside[0]++;
    if (u > width * z) outside[1]++;
    if (v < 0) outside[2]++;
    if (v > height * z) outside[3]++;
    if (z < 0) outside[4]++;
  }
  return outside.includes(corners.length) ? null : Math.max(0, nearest);
}

function linearColour(colour: Material['colour']): [number, number, number] {
  const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return [linear(colour[0]), linear(colour[1]), linear(colour[2])];
}
