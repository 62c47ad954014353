import type { Vec2 } from '../geometry/polygon.js';
import { movingObject } from '../relations/fits-moving.js';
import { buildPatch, insideBy } from '../relations/patch.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { PlannedPose } from './plan-pose.js';

/** (i) of docs/spec.md §6: the mass centre stands this far within the surface, metres. */
const MIN_MASS_INSET = 0.01;
/** The corners of the contact footprint may stick out by this: under 5 % of any footprint it is asked of. */
const MAX_OVERHANG = 0.002;

/** Whether an object would stand on its surface rather than hang over its edge; what lies in a hollow does. */
export function isBalanced(geometry: SceneGeometry, id: number, plan: PlannedPose): boolean {
  if (plan.surface === null) return true;
  const surface = geometry.scene.surfaces.find((one) => one.id === plan.surface);
  if (!surface) return false;
  const patch = buildPatch(surface);
  const { contact, massCenter } = movingObject(geometry, id);
  const [cos, sin] = [Math.cos(plan.yaw), Math.sin(plan.yaw)];
  const at = (x: number, y: number): Vec2 => [plan.center[0] + cos * x - sin * y, plan.center[1] + sin * x + cos * y];
  if (insideBy(patch, ...at(massCenter[0], massCenter[1])) < MIN_MASS_INSET) return false;
  for (let i = 0; i < contact.length; i += 2)
    if (insideBy(patch, ...at(contact[i], contact[i + 1])) < -MAX_OVERHANG) return false;
  return true;
}
