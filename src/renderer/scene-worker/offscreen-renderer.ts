import { decodeFrame, type DrawnMesh } from '../../contract/capture-messages.js';
import type { Renderer } from '../../core/edges.js';
import { CaptureStage } from '../../render/capture-stage.js';

/**
 * Step 5 of the walk without a page of its own: the capture stage on a canvas that is never shown. The same pictures as
 * `generate` draws in this browser.
 *
 * @param meshOf asked for each mesh the stage does not have
 * @param patterns as render/patterns gives them
 */
export async function createOffscreenRenderer(
  meshOf: (hash: string) => DrawnMesh,
  patterns: Uint8Array,
): Promise<Renderer> {
  const stage = await CaptureStage.create(new OffscreenCanvas(1, 1), patterns);
  return {
    description: stage.description,
    async capture(scene, _models, views, options) {
      stage.setScene({ kind: 'scene', objects: scene.objects, lighting: scene.lighting });
      const missing = stage.buildScene();
      if (missing.length > 0) {
        stage.addMeshes(missing.map(meshOf));
        stage.buildScene();
      }
      return views.map((view) => decodeFrame(new Uint8Array(stage.capture({ kind: 'frame', view, ...options }))));
    },
    async dispose() {},
  };
}
