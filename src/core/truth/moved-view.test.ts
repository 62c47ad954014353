import { describe, expect, it } from 'vitest';
import { IDENTITY } from '../geometry/quat.js';
import type { Pose } from '../geometry/pose.js';
import { drawView, lookAt, testGeometry } from '../relations/test-scene.js';
import { movedScene } from '../scene/moved-scene.js';
import { movedView } from './moved-view.js';

const CAMERA = lookAt([0, -1.2, 1.3], [0, 0, 0.8], { width: 160, height: 120, fx: 150, fy: 150, cx: 80, cy: 60 });

/** Two boxes on a table, which the first is slid behind and past. */
const geometry = testGeometry({
  objects: [
    { id: 1, center: [0, 0, 0.78], size: [1.4, 1, 0.04], fixed: true },
    { id: 2, center: [-0.2, 0.1, 0.85], size: [0.1, 0.1, 0.1] },
    { id: 3, center: [0.1, 0, 0.9], size: [0.12, 0.12, 0.2] },
  ],
});

describe.each([
  ['aside', -0.35, 0.1],
  ['half behind the other', 0.06, 0.15],
  ['in front of it', 0.1, -0.2],
])('movedView, slid %s', (_, x, y) => {
  const z = geometry.object(2).record.worldFromObject.position[2];
  const pose: Pose = { position: [x, y, z], orientation: IDENTITY };
  const after = geometry.withScene(movedScene(geometry.scene, new Map([[2, pose]])));
  const drawn = drawView(after, CAMERA);
  const worked = movedView(drawView(geometry, CAMERA), after, new Set([2]), Infinity);

  it('shows what a picture would', () => {
    const differing = worked.ids.reduce((sum, id, i) => sum + Number(id !== drawn.ids[i]), 0);
    expect(differing).toBe(0);
    for (let i = 0; i < drawn.depth.length; i++)
      if (drawn.depth[i] < Infinity) expect(worked.depth[i]).toBeCloseTo(drawn.depth[i], 9);
    expect(worked.record.objects).toEqual(drawn.record.objects);
  });

  it('is near it with few rays', () => {
    const coarse = movedView(drawView(geometry, CAMERA), after, new Set([2]), 40);
    const own = (view: typeof drawn) => view.record.objects.find(({ id }) => id === 2);
    expect(own(coarse)?.visibleFraction).toBeCloseTo(own(drawn)?.visibleFraction ?? NaN, 0);
    expect(own(coarse)?.amodalPixels).toBe(own(drawn)?.amodalPixels);
  });
});
