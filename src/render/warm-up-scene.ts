import type { DrawnMesh, FrameRequest, SceneRequest } from '../contract/capture-messages.js';
import type { Material } from '../core/scene/material.js';

/** A closed, an open and a glass triangle before a camera: draws with every program once. */
export function warmUpScene(): { request: SceneRequest; meshes: DrawnMesh[]; frame: FrameRequest } {
  const hash = '0'.repeat(64);
  const material: Material = {
    name: 'warm-up',
    colour: [0.5, 0.5, 0.5],
    roughness: 0.5,
    metallic: 0,
    texture: 'plain',
  };
  const object = {
    mesh: hash,
    scale: 1,
    worldFromObject: { position: [0, 0, 0], orientation: [0, 0, 0, 1] },
    structure: false,
    materials: [material],
  } as const;
  return {
    request: {
      kind: 'scene',
      objects: [
        { ...object, id: 1, solid: true },
        { ...object, id: 2, solid: false },
        { ...object, id: 3, solid: true, materials: [{ ...material, opacity: 0.5 }] },
      ],
      lighting: { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] },
    },
    meshes: [
      {
        hash,
        mesh: {
          positions: new Float32Array([-1, -1, 0, 1, -1, 0, 0, 1, 0]),
          normals: new Float32Array([0, 0, 1, 0, 0, 1, 0, 0, 1]),
          indices: new Uint32Array([0, 1, 2]),
          groups: [{ start: 0, count: 3, material: 0 }],
        },
        textures: ['plain'],
      },
    ],
    frame: {
      kind: 'frame',
      view: {
        intrinsics: { width: 16, height: 16, fx: 16, fy: 16, cx: 8, cy: 8 },
        // Two metres above, looking down.
        cameraFromWorld: { position: [0, 0, 2], orientation: [1, 0, 0, 0] },
      },
      depthUnit: 0.0001,
      normals: false,
      antialias: true,
    },
  };
}
