import type { DrawnMesh } from '../../contract/capture-messages.js';
import { lexiconOf, LEXICON } from '../../core/assets/lexicon.js';
import type { Renderer } from '../../core/edges.js';
import { graphOf, observeScene, type ObservedView } from '../../core/observe-scene.js';
import { entryOf } from '../../core/questions/ask-scene.js';
import type { Entry } from '../../core/questions/fairness/balance.js';
import { deal, type Dealt } from '../../core/questions/fairness/deal.js';
import { hashString } from '../../core/random.js';
import { ENGLISH } from '../../core/questions/language/english.js';
import type { Lexicon } from '../../core/questions/lexicon.js';
import { createSceneContext, type SceneContext } from '../../core/questions/scene-context.js';
import { surveyScene, type SurveyedQuestion } from '../../core/questions/survey-scene.js';
import { verifyQuestion } from '../../core/questions/verify-question.js';
import { wordQuestion } from '../../core/questions/word-question.js';
import { evaluateAgain, surveyKey } from '../../core/questions/survey-scene.js';
import { flipMap } from '../../core/questions/flip-map.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { movedScene } from '../../core/scene/moved-scene.js';
import { movedView } from '../../core/truth/moved-view.js';
import type { AskingRules, QuestionRow, SceneCall, SceneEvents } from './messages.js';

type Of<Kind extends SceneCall['kind']> = Extract<SceneCall, { readonly kind: Kind }>;

/** The scene that is open, and what was found out about it. */
interface Open {
  readonly rules: AskingRules;
  readonly observed: readonly ObservedView[];
  readonly context: SceneContext;
}

/**
 * What the scene worker does, apart from being a worker: keeps one scene with its pictures and its graph. Long calls are
 * generators, so that whoever runs them can answer others in between, or leave.
 */
export class SceneHost {
  readonly #renderer: Renderer;
  readonly #meshes = new Map<string, DrawnMesh['mesh']>();
  #open: Open | null = null;

  constructor(renderer: Renderer) {
    this.#renderer = renderer;
  }

  async *open({ scene, views, rules, meshes, before }: Of<'open'>): AsyncGenerator<SceneEvents['open'] | null> {
    for (const { hash, mesh } of meshes) this.#meshes.set(hash, mesh);
    const shelf = { models: new Map<string, never>(), meshes: this.#meshes };
    const observed = await observeScene(scene, views, rules, { renderer: this.#renderer, shelf });
    const geometry = this.#geometryOf(scene);
    const context = createSceneContext(graphOf(observed, geometry), lexiconFor(scene));
    this.#open = { rules, observed: observed.views, context };
    yield { type: 'frames', views: observed.views };
    const batch: SurveyedQuestion[] = [];
    const unnamed = [];
    const told = (): SceneEvents['open'] => ({ type: 'questions', rows: this.#rows(context, rules, batch.splice(0)) });
    for (const item of surveyScene(context, rules.questions, before)) {
      if (item.type === 'unnamed') {
        unnamed.push(item.unnamed);
      } else {
        batch.push(item.question);
        if (batch.length >= BATCH) yield told();
      }
      yield null;
    }
    if (batch.length > 0) yield told();
    yield { type: 'unnamed', objects: unnamed };
  }

  preview({ poses, view, spec }: Of<'preview'>): QuestionRow {
    const { context, rules } = this.#opened();
    const { graph } = context;
    const geometry = graph.geometry.withScene(movedScene(graph.geometry.scene, poses));
    const moved = new Set(poses.keys());
    const views = graph.views.map((seen) => (seen.record.id === view ? movedView(seen, geometry, moved) : seen));
    const there = createSceneContext({ geometry, views }, context.lexicon);
    const question = { key: surveyKey(view, spec), view, spec, result: evaluateAgain(there, view, spec) };
    return this.#rows(there, rules, [question])[0];
  }

  verify({ record }: Of<'verify'>): SceneEvents['verify'] {
    const { context } = this.#opened();
    return { difference: verifyQuestion(context.graph, context.lexicon, record) };
  }

  async picture({ poses, view }: Of<'picture'>): Promise<SceneEvents['picture']> {
    const { observed, context } = this.#opened();
    const seen = observed.find(({ record }) => record.id === view);
    if (!seen) throw new Error(`The scene has no view ${view}.`);
    const scene = movedScene(context.graph.geometry.scene, poses);
    const options = { depthUnit: seen.record.depthUnit, normals: false, antialias: true };
    const [{ width, height, rgb }] = await this.#renderer.capture(scene, new Map(), [seen.record], options);
    return { width, height, rgb };
  }

  *flipMap({ view, spec, object, cells }: Of<'flip-map'>): Generator<SceneEvents['flip-map'] | null> {
    const { context } = this.#opened();
    for (const event of flipMap(context, { view, spec, object, cells })) yield event;
  }

  #opened(): Open {
    if (!this.#open) throw new Error('No scene is open yet.');
    return this.#open;
  }

  #geometryOf(scene: SettledScene): SceneGeometry {
    const known = this.#open?.context.graph.geometry;
    return known?.scene.id === scene.id ? known.withScene(scene) : new SceneGeometry(scene, this.#meshes);
  }

  #rows({ graph }: SceneContext, rules: AskingRules, surveyed: readonly SurveyedQuestion[]): QuestionRow[] {
    return surveyed.map(({ key, view, spec, result }) => {
      if ('refused' in result) return { key, view, spec, record: null, reason: result.refused };
      const { candidate } = result;
      const record = wordQuestion(ENGLISH, candidate, candidate.key, plainly(entryOf(graph, candidate), rules));
      const reason = record.answer.kind === 'text' && record.split === 'ambiguous' ? record.answer.reason : undefined;
      return { key, view, spec, record, reason: reason ?? null };
    });
  }
}

/** Questions told at a time. */
const BATCH = 12;

/** The first wording of its form, so that a question reads the same whenever it is asked again; options in any order. */
function plainly(entry: Entry, { questions }: AskingRules): Dealt {
  const dealt = deal([entry], ENGLISH, { ...questions.speech, imperial: 0, human: 0 }).get(entry.key);
  if (!dealt) throw new Error(`The question ${entry.key} was dealt no wording.`);
  const { order } = dealt;
  if (order === null) return { ...dealt, style: 'short' };
  const turn = hashString(`place ${entry.key}`) % order.length;
  return { ...dealt, style: 'short', order: [...order.slice(turn), ...order.slice(0, turn)] };
}

/** The words that ship, and for objects of other libraries the noun their record says. */
function lexiconFor({ objects }: SettledScene): Lexicon {
  const strange = objects.filter(({ category }) => !(category in LEXICON.nouns));
  if (strange.length === 0) return LEXICON;
  const nouns = Object.fromEntries(strange.map(({ category, name }) => [category, [name]]));
  return { ...lexiconOf(ENGLISH), nouns: { ...LEXICON.nouns, ...nouns } };
}
