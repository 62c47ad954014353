import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { SampledView } from '../../core/camera/sample-views.js';
import type { RejectReason, SettlingMoment } from '../../core/edges.js';
import type { SceneSpec } from '../../core/scene/scene-spec.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';

/** What happens while a scene is arranged and comes to rest, in this order. */
export type StagingEvent =
  | { readonly type: 'arranged'; readonly spec: SceneSpec }
  | ({ readonly type: 'moment' } & SettlingMoment)
  | { readonly type: 'settled'; readonly scene: SettledScene; readonly views: readonly SampledView[] }
  | { readonly type: 'rejected'; readonly reason: RejectReason; readonly detail: string };

export const scenesContract = {
  /** Scene `index` of a dataset of this recipe and seed: the very one `generate` would draw. */
  stage: oc
    .input(z.object({ recipe: z.unknown(), seed: z.int(), index: z.int().min(0) }))
    .output(eventIterator(type<StagingEvent>())),
  /** Meshes and cavities by name, as contract/capture-messages encodes them. */
  meshes: oc.input(z.object({ names: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(4000) })).output(type<Blob>()),
};
