import type { ViewRecord } from '../camera/view-record.js';
import type { SeenView } from '../relations/scene-graph.js';

/**
 * A stored view made ready for the predicates: steps of depth become metres.
 *
 * @param ids [height * width] as decoded from mask.png
 * @param depthSteps [height * width] as decoded from depth.png; 0 where nothing was hit
 */
export function seenView(record: ViewRecord, ids: Uint16Array, depthSteps: Uint16Array): SeenView {
  const { width, height } = record.intrinsics;
  if (ids.length !== width * height || depthSteps.length !== width * height) {
    throw new RangeError(
      `View "${record.id}": expected ${width} × ${height} pixels, got ${ids.length} ids and ${depthSteps.length} depths.`,
    );
  }
  const depth = new Float64Array(depthSteps.length);
  for (let i = 0; i < depth.length; i++) depth[i] = depthSteps[i] === 0 ? Infinity : depthSteps[i] * record.depthUnit;
  return { record, ids, depth };
}
