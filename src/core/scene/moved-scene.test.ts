import { describe, expect, it } from 'vitest';
import { fromYaw, IDENTITY } from '../geometry/quat.js';
import { standsOn, testGeometry } from '../relations/test-scene.js';
import { directlyOn } from '../relations/directly-on.js';
import { movedScene } from './moved-scene.js';
import type { Surface } from './settled-scene.js';

const TOP: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.5, -0.5, 0.8],
    [0.5, -0.5, 0.8],
    [0.5, 0.5, 0.8],
    [-0.5, 0.5, 0.8],
  ],
  holes: [],
};

/** A mug on a table. */
const world = () =>
  testGeometry({
    objects: [
      { id: 1, center: [0, 0, 0.78], size: [1, 1, 0.04], fixed: true },
      { id: 2, center: [0.1, 0, 0.85], size: [0.1, 0.1, 0.1] },
    ],
    surfaces: [TOP],
    contacts: [standsOn(2, 1, [0.1, 0, 0.8])],
  });

describe('movedScene', () => {
  it('keeps what carries a body that is slid and turned level on its support', () => {
    const before = world();
    const pose = {
      position: [-0.2, 0.3, before.object(2).record.worldFromObject.position[2]],
      orientation: fromYaw(1),
    } as const;
    const scene = movedScene(before.scene, new Map([[2, pose]]));
    const after = before.withScene(scene);
    expect(after.object(2).center[0]).toBeCloseTo(-0.2, 9);
    expect(after.object(2).center[1]).toBeCloseTo(0.3, 9);
    expect(directlyOn(after, 2, 1).verdict).toBe('T');
  });

  it('knows no contact of a body that was lifted, tilted or pushed over the edge', () => {
    const before = world();
    const z = before.object(2).record.worldFromObject.position[2];
    const lifted = { position: [0.1, 0, z + 0.1], orientation: IDENTITY } as const;
    const tilted = { position: [0.1, 0, z], orientation: [Math.sin(0.1), 0, 0, Math.cos(0.1)] } as const;
    const overEdge = { position: [0.6, 0, z], orientation: IDENTITY } as const;
    for (const pose of [lifted, tilted, overEdge])
      expect(movedScene(before.scene, new Map([[2, pose]])).contacts).toEqual([]);
  });

  it('takes the surfaces of a body along, and is the same scene when nothing moved', () => {
    const { scene } = world();
    expect(movedScene(scene, new Map())).toBe(scene);
    const pose = { position: [0, 0, 1.78], orientation: IDENTITY } as const;
    const up = movedScene(scene, new Map([[1, pose]]));
    expect(up.surfaces[0].outline[0][2] - TOP.outline[0][2]).toBeCloseTo(
      1.78 - scene.objects[0].worldFromObject.position[2],
      9,
    );
    expect(up.contacts).toEqual([]);
  });
});
