import { CONSTANTS } from '../../core/relations/constants.js';
import { patchView } from '../../core/relations/free-space-pixels.js';
import { buildPatch, isUpwardSurface } from '../../core/relations/patch.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { SeenView } from '../../core/relations/scene-graph.js';
import type { CameraView } from '../../core/camera/pinhole.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { PixelMask } from '../../render/viewport/overlays/explanation.js';
import type { TruthImage } from '../../render/viewport/truth-image.js';
import { meshes } from './scene-session.js';

/**
 * Pixels of a view that show free places on surfaces, whatever one asks about them: seen, on the patch, and with room for
 * the cylinder of SPEC §5 (conditions 1, 4 and 5). On the building's own surfaces the room's margins hold.
 *
 * @param k number of the view
 */
export function freeSpaceMask(scene: SettledScene, view: CameraView, k: number, truth: TruthImage): PixelMask {
  const library = new Map([...meshes].map(([name, { mesh }]) => [name, mesh]));
  const geometry = new SceneGeometry(scene, library);
  const seen = seenOf(scene, view, truth);
  const { width, height } = truth;
  const pixels = new Uint8Array(width * height);
  for (const surface of scene.surfaces) {
    if (!isUpwardSurface(surface)) continue;
    const profile = geometry.object(surface.owner).record.structure ? 'room' : scene.profile;
    for (const i of patchView(geometry, seen, buildPatch(surface), CONSTANTS[profile]).pixels) pixels[i] = 1;
  }
  return { view: k, width, height, pixels, tone: 'subject' };
}

function seenOf(scene: SettledScene, view: CameraView, truth: TruthImage): SeenView {
  const { width, height } = truth;
  const ids = new Uint16Array(width * height);
  const depth = new Float64Array(width * height).fill(Infinity);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const id = truth.id(column, row);
      if (id === 0) continue;
      ids[row * width + column] = id;
      depth[row * width + column] = truth.depth(column, row);
    }
  }
  const { intrinsics, cameraFromWorld } = view;
  const names = { schema: 'vantage/view@1', id: '', scene: scene.id, depthUnit: 0.0001 } as const;
  return { record: { ...names, intrinsics, cameraFromWorld, objects: [] }, ids, depth };
}
