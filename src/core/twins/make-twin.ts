import type { SampledView } from '../camera/sample-views.js';
import type { Physics, RejectReason } from '../edges.js';
import type { Lexicon } from '../questions/lexicon.js';
import type { Rng } from '../random.js';
import { SceneGeometry } from '../relations/scene-geometry.js';
import { failure, success, type Result } from '../result.js';
import type { Recipe } from '../scene/recipe.js';
import type { MeshLibrary, SceneSpec } from '../scene/scene-spec.js';
import type { Obb, SettledScene } from '../scene/settled-scene.js';
import { graphOf, type ObservedScene } from '../observe-scene.js';
import { compose, invert, transformPoint, type Pose } from '../geometry/pose.js';
import { changedScene } from './changed-scene.js';
import { flippedAnswers, promisesFlip } from './flipped-answers.js';
import { proposeChange } from './propose-change.js';

/** Changes proposed, settled and drawn at most; the first that flips an answer is taken. */
const MOST_PROPOSED = 60;
/** So many are of one kind, chosen first, before any kind will do: the easy kind would crowd out the others. */
const FIRST_KIND = 30;
const MOST_SETTLED = 6;
const MOST_DRAWN = 3;

/** What making a twin needs. */
export interface TwinEdges {
  readonly physics: Physics;
  readonly meshes: MeshLibrary;
  readonly lexicon: Lexicon;
  /** Draws a scene from given views. */
  observe(scene: SettledScene, views: readonly SampledView[]): Promise<ObservedScene>;
}

/**
 * A counterfactual twin (SPEC §9.4): the same scene with one thing changed, settled and judged like any other, seen by
 * the same cameras in the same light, and taken only when some question with the same words has the other answer.
 */
export async function makeTwin(
  original: ObservedScene,
  arranged: SceneSpec,
  views: readonly SampledView[],
  rules: Recipe['twins'],
  rng: Rng,
  edges: TwinEdges,
): Promise<Result<ObservedScene, RejectReason>> {
  const geometry = new SceneGeometry(original.scene, edges.meshes);
  const before = graphOf(original, geometry);
  const first = rng.fork('how').pick(rules.how);
  let [settled, drawn] = [0, 0];
  let last = 'No change was found that could flip an answer.';
  for (let attempt = 0; attempt < MOST_PROPOSED; attempt++) {
    const own = rng.fork(attempt);
    const how = attempt < FIRST_KIND ? first : own.pick(rules.how);
    const change = proposeChange({ geometry, arranged, views }, how, own);
    if (change === null) continue;
    const spec = changedScene(original.scene, arranged, change);
    const changed = change.moves.map(({ id }) => id).sort((a, b) => a - b);
    const records = original.views.map(({ record }) => record);
    if (!promisesFlip(geometry, new SceneGeometry(asPut(spec, original.scene), edges.meshes), changed, views, records))
      continue;

    if (settled++ === MOST_SETTLED) break;
    const rested = edges.physics.settle(spec);
    if (!rested.ok) {
      last = rested.fault.detail;
      continue;
    }
    if (drawn++ === MOST_DRAWN) break;
    const observed = await edges.observe(rested.value, views);
    const after = graphOf(observed, new SceneGeometry(rested.value, edges.meshes));
    const flips = flippedAnswers(before, after, changed, edges.lexicon);
    if (flips.length === 0) {
      last = 'No question had the other answer after the change.';
      continue;
    }
    const scene: SettledScene = { ...rested.value, counterfactual: { how: change.how, objects: changed, flips } };
    return success({ scene, views: observed.views });
  }
  return failure('no-twin', `No twin of ${original.scene.id}: ${last}`);
}

/** A spec as if it had settled where things were put: enough for what looks at places only. */
const asPut = (spec: SceneSpec, scene: SettledScene): SettledScene => ({
  ...scene,
  objects: spec.objects.map((object, k) => {
    const { obb } = scene.objects[k];
    return { ...object, obb: movedBox(obb, scene.objects[k].worldFromObject, object.worldFromObject) };
  }),
  contacts: [],
});

function movedBox(obb: Obb, from: Pose, to: Pose): Obb {
  return { ...obb, center: transformPoint(compose(to, invert(from)), obb.center), orientation: to.orientation };
}
