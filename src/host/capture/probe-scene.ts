import type { DrawnMesh, DrawnObject, FrameRequest, SceneRequest } from '../../contract/capture-messages.js';
import type { SurfaceMesh } from '../../core/geometry/mesh.js';
import { fromAxisAngle, fromMatrix } from '../../core/geometry/quat.js';
import { normalize, type Vec3 } from '../../core/geometry/vec3.js';

/** A floor, a tilted box and a ball that throw shadows on it, and a camera that looks down at them. */
export function probeScene(): { scene: SceneRequest; meshes: ReadonlyMap<string, DrawnMesh>; frame: FrameRequest } {
  const meshes = new Map([box(), ball()].map((mesh) => [mesh.hash, mesh]));
  const material = { name: 'probe', colour: [0.7, 0.7, 0.7], roughness: 0.8, metallic: 0, texture: 'plain' } as const;
  const object = { solid: true, structure: false, materials: [material], scale: 1 };
  const objects: DrawnObject[] = [
    {
      ...object,
      id: 1,
      mesh: 'probe-box',
      scale: 4,
      structure: true,
      worldFromObject: { position: [0, 0, -2], orientation: [0, 0, 0, 1] },
    },
    {
      ...object,
      id: 300,
      mesh: 'probe-box',
      scale: 0.3,
      worldFromObject: { position: [0.1, 0.35, 0.3], orientation: fromAxisAngle([1, 2, 3], 0.7) },
    },
    {
      ...object,
      id: 65535,
      mesh: 'probe-ball',
      scale: 0.25,
      worldFromObject: { position: [0.2, -0.3, 0.25], orientation: [0, 0, 0, 1] },
    },
  ];
  return {
    scene: {
      kind: 'scene',
      objects,
      lighting: { direction: normalize([0.5, 0.2, -1]), key: 1, ambient: 1, tint: [1, 1, 1] },
    },
    meshes,
    frame: {
      kind: 'frame',
      view: {
        intrinsics: { width: 160, height: 120, fx: 150, fy: 155, cx: 83.3, cy: 57.1 },
        // From x = −1.6, z = 1.2, looking along +x and 35° down.
        cameraFromWorld: cameraFromWorld([-1.6, 0, 1.2], (35 * Math.PI) / 180),
      },
      depthUnit: 0.0001,
      normals: false,
      antialias: true,
    },
  };
}

/** Camera at `eye` looking along world +X, `pitch` radians down. */
function cameraFromWorld(eye: Vec3, pitch: number) {
  // Rows are the camera's axes in world: right −Y, down, forward.
  const [s, c] = [Math.sin(pitch), Math.cos(pitch)];
  const rows: readonly Vec3[] = [
    [0, -1, 0],
    [-s, 0, -c],
    [c, 0, -s],
  ];
  const position = rows.map((row) => -(row[0] * eye[0] + row[1] * eye[1] + row[2] * eye[2]));
  return {
    position: [position[0], position[1], position[2]] as Vec3,
    orientation: fromMatrix([
      rows[0][0],
      rows[0][1],
      rows[0][2],
      rows[1][0],
      rows[1][1],
      rows[1][2],
      rows[2][0],
      rows[2][1],
      rows[2][2],
    ]),
  };
}

/** Unit cube about the origin. */
function box(): DrawnMesh {
  const positions: number[] = [];
  const normals: number[] = [];
  const indices: number[] = [];
  for (let axis = 0; axis < 3; axis++) {
    for (const sign of [-1, 1]) {
      const first = positions.length / 3;
      for (const [a, b] of [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ]) {
        const corner = [0, 0, 0];
        const normal = [0, 0, 0];
        corner[axis] = sign / 2;
        normal[axis] = sign;
        corner[(axis + 1) % 3] = a / 2;
        corner[(axis + 2) % 3] = b / 2;
        positions.push(...corner);
        normals.push(...normal);
      }
      indices.push(...(sign > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2]).map((i) => first + i));
    }
  }
  return drawn('probe-box', positions, normals, indices);
}

/** Unit sphere about the origin, 24 by 12 facets. */
function ball(): DrawnMesh {
  const [around, down] = [24, 12];
  const positions: number[] = [];
  const indices: number[] = [];
  for (let j = 0; j <= down; j++) {
    const polar = (Math.PI * j) / down;
    for (let i = 0; i <= around; i++) {
      // Both ends of a ring are the same number, so that the ball is closed.
      const angle = (2 * Math.PI * (i % around)) / around;
      const radius = j === 0 || j === down ? 0 : Math.sin(polar);
      positions.push(radius * Math.cos(angle), radius * Math.sin(angle), Math.cos(polar));
    }
  }
  for (let j = 0; j < down; j++) {
    for (let i = 0; i < around; i++) {
      const a = j * (around + 1) + i;
      const b = a + around + 1;
      if (j > 0) indices.push(a, b, a + 1);
      if (j < down - 1) indices.push(a + 1, b, b + 1);
    }
  }
  return drawn('probe-ball', positions, positions, indices);
}

function drawn(hash: string, positions: number[], normals: number[], indices: number[]): DrawnMesh {
  const mesh: SurfaceMesh = {
    positions: new Float32Array(positions),
    normals: new Float32Array(normals),
    indices: new Uint32Array(indices),
    groups: [{ start: 0, count: indices.length, material: 0 }],
  };
  return { hash, mesh, textures: ['plain'] };
}
