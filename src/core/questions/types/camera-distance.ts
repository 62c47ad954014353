import { medianDepth, nearestVisible } from '../../relations/seen-pixels.js';
import { quantityFamily } from './quantity-family.js';

/** How far a thing is from the camera: its nearest visible point, or its depth along the optical axis (SPEC §7). */
export const CAMERA_DISTANCE = quantityFamily({
  name: 'camera-distance',
  types: ['dist_cam', 'depth_cam'],
  weight: 1,
  *tuples({ referents }) {
    for (const { id } of referents) yield { ids: [id], frame: { kind: 'ego' } };
  },
  measure: ({ view }, type, [id]) => (type === 'dist_cam' ? nearestVisible(view, id) : medianDepth(view, id)) ?? NaN,
});
