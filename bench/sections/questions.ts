import { LEXICON } from '../../src/core/assets/lexicon.js';
import { graphOf, observeScene } from '../../src/core/observe-scene.js';
import type { Pose } from '../../src/core/geometry/pose.js';
import { flipMap } from '../../src/core/questions/flip-map.js';
import { createSceneContext } from '../../src/core/questions/scene-context.js';
import { evaluateAgain, surveyScene, type SurveyedQuestion } from '../../src/core/questions/survey-scene.js';
import { SceneGeometry } from '../../src/core/relations/scene-geometry.js';
import { movedScene } from '../../src/core/scene/moved-scene.js';
import { movedView } from '../../src/core/truth/moved-view.js';
import { createCaptureRenderer } from '../../src/host/capture-browser.js';
import type { Bench } from '../bench.js';
import { prepare, recipes, shelf } from '../recipes.js';

/** Places something is dragged to, and most questions of a kind that are looked at there. */
const PLACES = 8;
const OF_A_KIND = 6;

/** What the questions panel waits for: all questions of a scene, one of them while something is dragged, a flip map. */
export async function benchQuestions({ say, measure, measureOwn }: Bench): Promise<void> {
  const recipe = recipes['tabletop'];
  const prepared = prepare(recipe, 7);
  if (typeof prepared === 'string') throw new Error(`The scene of seed 7 came to nothing: ${prepared}.`);
  const { scene, views } = prepared;
  const renderer = await createCaptureRenderer({});
  const observed = await observeScene(scene, views, recipe, { renderer, shelf });
  await renderer.dispose();
  const geometry = new SceneGeometry(scene, shelf.meshes);
  const graph = graphOf(observed, geometry);
  const context = createSceneContext(graph, LEXICON);

  const survey = await measure(() => [...surveyScene(context, recipe.questions)]);
  const questions = survey.value.flatMap((item) => (item.type === 'question' ? [item.question] : []));
  say(
    'all questions of a scene, CPU s',
    `${survey.cpu.toFixed(2)}  (${scene.objects.length} objects, ${views.length} views, ${questions.length} questions)`,
  );

  const kinds = new Map<string, SurveyedQuestion[]>();
  for (const question of questions) {
    const { spec } = question;
    const movable = spec.objects.subject ?? spec.objects.reference;
    if (movable === undefined || geometry.object(movable).record.fixed) continue;
    const list = kinds.get(spec.kind) ?? [];
    if (list.length < OF_A_KIND) kinds.set(spec.kind, [...list, question]);
  }
  for (const [kind, list] of kinds) {
    const looks: number[] = [];
    for (const question of list)
      for (let k = 0; k < PLACES; k++) looks.push(1000 * measureOwn(() => lookAgain(question, k)));
    looks.sort((a, b) => a - b);
    const [median, worst] = [looks[looks.length >> 1], looks[Math.floor(0.95 * looks.length)]];
    say(
      `a dragged ${kind} question looked at again, CPU ms`,
      `${median.toFixed(1)} median, ${worst.toFixed(1)} of twenty the worst`,
    );
  }

  const yesNo = questions.find(
    ({ spec, result }) => spec.type === 'left' && spec.frame?.kind === 'ego' && !('refused' in result),
  );
  if (!yesNo) return;
  const { view, spec } = yesNo;
  let places = 0;
  const map = await measure(() => {
    for (const event of flipMap(context, { view, spec, object: spec.objects.subject ?? 0, cells: 48 }))
      if (event?.type === 'cells') places += event.cells.length;
  });
  say(
    'flip map of left, CPU ms a place',
    `${((1000 * map.cpu) / places).toFixed(2)}  (${places} places, ${map.cpu.toFixed(1)} s)`,
  );

  /** As the scene worker does while something is dragged: from the last pictures, one question. */
  function lookAgain({ view: id, spec: asked }: SurveyedQuestion, k: number): void {
    const moved = asked.objects.subject ?? asked.objects.reference ?? 0;
    const { position, orientation } = geometry.object(moved).record.worldFromObject;
    const angle = (2 * Math.PI * k) / PLACES;
    const pose: Pose = {
      position: [position[0] + 0.08 * Math.cos(angle), position[1] + 0.08 * Math.sin(angle), position[2]],
      orientation,
    };
    const there = geometry.withScene(movedScene(scene, new Map([[moved, pose]])));
    const seen = graph.views.map((old) => (old.record.id === id ? movedView(old, there, new Set([moved])) : old));
    evaluateAgain(createSceneContext({ geometry: there, views: seen }, LEXICON), id, asked);
  }
}
