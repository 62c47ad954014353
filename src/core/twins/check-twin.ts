import type { Lexicon } from '../questions/lexicon.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import { flippedAnswers } from './flipped-answers.js';

/**
 * A stored twin against its original: nothing differs but what it says, and the answers it says flip do.
 *
 * @returns one sentence for each contradiction
 */
export function checkTwin(original: SceneGraph, twin: SceneGraph, lexicon: Lexicon): string[] {
  const problems: string[] = [];
  const [a, b] = [original.geometry.scene, twin.geometry.scene];
  const { counterfactual } = b;
  if (b.counterfactualOf !== a.id) return [`it follows ${a.id} but says it is a twin of ${b.counterfactualOf}.`];
  if (!counterfactual) return ['it names an original but not what it changed.'];
  for (const key of ['seed', 'split', 'recipe', 'profile', 'lighting', 'gravity'] as const) {
    if (!same(a[key], b[key])) problems.push(`its ${key} is not that of its original.`);
  }
  if (a.counterfactualOf !== null) problems.push('its original is a twin itself.');
  if (a.objects.length !== b.objects.length) return [...problems, 'it does not have the objects of its original.'];
  const changed = new Set(counterfactual.objects);
  for (const [k, { worldFromObject, obb: _obb, ...object }] of b.objects.entries()) {
    const { worldFromObject: pose, obb: _before, ...before } = a.objects[k];
    if (!same(object, before)) problems.push(`object ${object.id} is not what it was in its original.`);
    if (same(worldFromObject, pose) === changed.has(object.id)) {
      const told = changed.has(object.id) ? 'is said to have moved and has not' : 'has moved and is not said to have';
      problems.push(`object ${object.id} ${told}.`);
    }
  }
  if (original.views.length !== twin.views.length) return [...problems, 'it does not have the views of its original.'];
  for (const [k, { record }] of twin.views.entries()) {
    const { intrinsics, cameraFromWorld } = original.views[k].record;
    if (!same(record.intrinsics, intrinsics) || !same(record.cameraFromWorld, cameraFromWorld))
      problems.push(`view ${k} is not taken by the camera of its original.`);
  }
  if (counterfactual.flips.length === 0) problems.push('it flips no answer.');
  if (!same(flippedAnswers(original, twin, counterfactual.objects, lexicon), counterfactual.flips))
    problems.push('the answers it says flip are not those that do.');
  return problems;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
