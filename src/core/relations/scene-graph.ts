import type { ViewRecord } from '../camera/view-record.js';
import type { SceneGeometry } from './scene-geometry.js';

/** One view as read back from the stored files: what the predicates may use of the pixels. */
export interface SeenView {
  readonly record: ViewRecord;
  /** [height * width] instance ids decoded from mask.png. */
  readonly ids: Uint16Array;
  /** [height * width] metres along camera +Z decoded from depth.png; Infinity where 0 is stored. */
  readonly depth: Float64Array;
}

/** A settled scene with its views: all that questions are asked of. */
export interface SceneGraph {
  readonly geometry: SceneGeometry;
  readonly views: readonly SeenView[];
}
