import { category } from '../../src/core/assets/library.js';
import { LEXICON } from '../../src/core/assets/lexicon.js';
import { generateScene } from '../../src/core/generate-scene.js';
import { graphOf, type ObservedScene } from '../../src/core/observe-scene.js';
import { askScene } from '../../src/core/questions/ask-scene.js';
import { evaluateQuestion } from '../../src/core/questions/evaluate-question.js';
import { propose } from '../../src/core/questions/propose.js';
import type { QuestionSpec } from '../../src/core/questions/question-spec.js';
import { createSceneContext } from '../../src/core/questions/scene-context.js';
import type { QuestionType } from '../../src/core/questions/types/question-type.js';
import { QUESTION_TYPES } from '../../src/core/questions/types/table.js';
import type { ViewContext } from '../../src/core/questions/view-context.js';
import { SceneGeometry } from '../../src/core/relations/scene-geometry.js';
import type { Recipe } from '../../src/core/scene/recipe.js';
import { createCaptureRenderer } from '../../src/host/capture-browser.js';
import type { Bench } from '../bench.js';
import { physics, recipes, shelf } from '../recipes.js';

const SCENES = 3;
/** Evaluations of one family and view: as many as a scene of 20 objects has of most; fewer where each is a search. */
const MOST = 1000;
const MOST_SEARCHES = 6;
const SEARCHES: ReadonlySet<string> = new Set(['fits', 'fits-on', 'removed-to-fit', 'trace', 'grasp', 'graspable']);
const OBJECTS = [5, 10, 20, 40, 80];
/** As many things as fill the shipped table. */
const USUAL = 17;

/** What questions cost, family by family, on scenes of 20 objects; and what an image costs as its objects grow in number. */
export async function benchQuestionTypes({ say, measureOwn }: Bench): Promise<void> {
  const renderer = await createCaptureRenderer({});
  const make = async (recipe: Recipe, index: number): Promise<ObservedScene | null> => {
    const edges = { categories: category, shelf, lexicon: LEXICON, physics, renderer };
    const made = await generateScene(recipe, 1, index, `000000-${String(index).padStart(3, '0')}`, edges);
    return made.ok ? made.value : null;
  };
  /** Anew each time: nothing is remembered from one measurement to the next. */
  const graph = (observed: ObservedScene) => graphOf(observed, new SceneGeometry(observed.scene, shelf.meshes));

  // One more than is measured: the first warms the compiler up, so that the others cost what they cost in a long run.
  const [warming, ...twenty] = await some((i) => make(withObjects(20), 200 + i), 1 + SCENES);
  const kinds = new Map<string, { n: number; first: number; again: number }>();
  for (const family of QUESTION_TYPES) {
    if (family.scope !== 'view') continue;
    for (const view of createSceneContext(graph(warming), LEXICON).views)
      for (const spec of proposedBy(family, view)) evaluateQuestion(view, spec);
    let [proposing, n, asked, first, again] = [0, 0, 0, 0, 0];
    for (const observed of twenty) {
      for (const view of createSceneContext(graph(observed), LEXICON).views) {
        let specs: readonly QuestionSpec[] = [];
        proposing += measureOwn(() => (specs = proposedBy(family, view)));
        n += specs.length;
        first += measureOwn(() => specs.forEach((spec) => evaluateQuestion(view, spec)));
        again += measureOwn(() => specs.forEach((spec) => 'candidate' in evaluateQuestion(view, spec) && asked++));
      }
    }
    const views = twenty.reduce((sum, { views: own }) => sum + own.length, 0);
    const kind = kinds.get(family.kind) ?? { n: 0, first: 0, again: 0 };
    kinds.set(family.kind, { n: kind.n + n, first: kind.first + first, again: kind.again + again });
    const rate = (cpu: number) => (n === 0 ? '–' : String(Math.round(n / Math.max(cpu, 1e-6))));
    say(
      `${family.kind} ${family.name}, evaluations per CPU second`,
      `${rate(again)} (first time ${rate(first)}); ${n} evaluated, ${asked} with an answer; proposing ${((1000 * proposing) / views).toFixed(1)} ms a view`,
    );
  }

  for (const [kind, { n, first, again }] of kinds)
    say(
      `${kind}, all of its types`,
      `${(n / again).toFixed(0)} (first time ${(n / first).toFixed(0)}); ${n} evaluated`,
    );

  const costs: number[] = [];
  const counts: number[] = [];
  for (const count of OBJECTS) {
    const scenes = await some((i) => make(withObjects(count), 300 + i), 2);
    const images = scenes.reduce((sum, { views }) => sum + views.length, 0);
    const things = scenes.reduce((sum, { scene }) => sum + scene.objects.filter((o) => !o.structure).length, 0);
    const { questions } = recipes['tabletop'];
    let found = 0;
    const cpu = measureOwn(() => {
      for (const observed of scenes) found += askScene(graph(observed), questions, LEXICON).length;
    });
    costs.push(cpu / images);
    counts.push(things / scenes.length);
    say(
      `asking an image of ${(things / scenes.length).toFixed(0)} objects, CPU ms`,
      `${((1000 * cpu) / images).toFixed(0)} (${(found / images).toFixed(0)} candidates)`,
    );
  }
  const growth = (from: number, to: number) =>
    (Math.log(costs[to] / costs[from]) / Math.log(counts[to] / counts[from])).toFixed(2);
  const between = (from: number, to: number) =>
    `${growth(from, to)} (${counts[from].toFixed(0)} to ${counts[to].toFixed(0)})`;
  say('cost of an image grows as objects to the power of', `${between(0, 4)}, ${between(2, 4)}`);
  await renderer.dispose();
}

function proposedBy(family: QuestionType, view: ViewContext): readonly QuestionSpec[] {
  const most = SEARCHES.has(family.name) ? MOST_SEARCHES : MOST;
  const specs: QuestionSpec[] = [];
  for (const spec of propose(family, view, view.view.record.id)) {
    specs.push(spec);
    if (specs.length === most) break;
  }
  return specs;
}

/** The tabletop recipe with so many things, on a table so much larger that they stand as close as ever. */
function withObjects(count: number): Recipe {
  const recipe = recipes['tabletop'];
  const larger = Math.max(1, Math.sqrt(count / USUAL));
  const { surface, room } = recipe;
  return {
    ...recipe,
    ...(surface && { surface: { ...surface, size: [1.2 * larger, 0.8 * larger] } }),
    ...(room && {
      room: {
        ...room,
        width: [3.6 + 1.2 * larger, 4.6 + 1.2 * larger],
        depth: [3.4 + 0.8 * larger, 4.4 + 0.8 * larger],
      },
    }),
    objects: {
      ...recipe.objects,
      count: [count, count],
      perCategory: Math.max(recipe.objects.perCategory, Math.ceil(count / 8)),
    },
  } as Recipe;
}

/** The first few that could be made, of so many tries. */
async function some(make: (i: number) => Promise<ObservedScene | null>, wanted: number): Promise<ObservedScene[]> {
  const list: ObservedScene[] = [];
  for (let i = 0; i < 4 * wanted && list.length < wanted; i++) {
    const made = await make(i);
    if (made) list.push(made);
  }
  return list;
}
