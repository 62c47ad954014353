import type { DrawnMesh, FrameRequest, SceneRequest } from '../contract/capture-messages.js';
import type { Material } from '../core/scene/material.js';
import type { Lighting } from '../core/scene/settled-scene.js';

const DAY: Lighting = { direction: [0, 0, -1], key: 1, ambient: 1, tint: [1, 1, 1] };
const lamps: Lighting['lamps'] = [{ position: [0, 0, 1], colour: [1, 1, 1], radius: 0.1, clear: 0.1 }];
const LIGHTS: readonly Lighting[] = [{ ...DAY, lamps }, { ...DAY, key: 0, lamps }, DAY];

/** A closed, an open and a glass triangle before a camera, in every kind of light: draws with every program once. */
export function warmUpScene(): { requests: SceneRequest[]; meshes: DrawnMesh[]; frame: FrameRequest } {
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
    requests: LIGHTS.map((lighting) => ({
      kind: 'scene',
      objects: [
        { ...object, id: 1, solid: true },
        { ...object, id: 2, solid: false },
        { ...object, id: 3, solid: true, materials: [{ ...material, opacity: 0.5 }] },
      ],
      lighting,
    })),
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
