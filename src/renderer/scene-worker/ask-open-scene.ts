import { useEffect } from 'react';
import type { Pose } from '../../core/geometry/pose.js';
import type { Recipe } from '../../core/scene/recipe.js';
import { camerasSchema } from '../../core/scene/recipe/cameras.js';
import { looksSchema } from '../../core/scene/recipe/looks.js';
import { questionsSchema } from '../../core/scene/recipe/questions.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { mergeRows, NO_QUESTIONS, questions } from '../questions/questions-store.js';
import { display } from '../scene/display.js';
import { meshes, session, type SceneState } from '../scene/scene-session.js';
import { frames } from './frames.js';
import type { AskingRules, QuestionRow } from './messages.js';
import { SceneWorker } from './scene-worker.js';

// Keeps the scene worker on the scene that is open: a scene that came to rest, or was changed by hand, is drawn and asked
// about; while something is dragged, the chosen question is looked at again and again. One worker for the life of the
// page: its shaders take seconds to compile.

let worker: SceneWorker | null = null;
const sent = new Set<string>();

/** What was opened last. */
let opened: SettledScene | null = null;
let opening: AbortController | null = null;

/** The scene worker, started when first asked for. */
export function sceneWorker(): SceneWorker {
  worker ??= new SceneWorker(() => {
    if (questions.get().phase === 'starting') questions.set({ phase: 'drawing' });
  });
  return worker;
}

let users = 0;

/** Has the open scene drawn and asked about while the calling part is shown. */
export function useSceneWorker(): void {
  useEffect(() => {
    if (users++ > 0) return () => void users--;
    const stop = follow();
    return () => {
      users--;
      stop();
    };
  }, []);
}

function follow(): () => void {
  const look = () => {
    const state = session.get();
    if (state.phase === 'arranging' || state.phase === 'none') forget();
    else if (state.scene && state.poses === null && state.scene !== opened && isAtRest(state))
      void open(state, state.scene);
    if (state.scene && state.scene === opened && isAtRest(state)) preview(state.poses);
  };
  const stopSession = session.subscribe(look);
  const stopQuestions = questions.subscribe(() => {
    if (questions.get().selected !== previewed) preview(session.get().poses);
  });
  look();
  return () => {
    stopSession();
    stopQuestions();
  };
}

const isAtRest = ({ phase }: SceneState): boolean => phase !== 'arranging' && phase !== 'settling' && phase !== 'none';

/** A new scene is being arranged: what is known belongs to another. */
function forget(): void {
  opening?.abort();
  opening = null;
  opened = null;
  if (questions.get().phase !== 'none') questions.set(NO_QUESTIONS);
  if (frames.get().views.length > 0) frames.set({ views: [], stale: false });
}

async function open({ recipe, views }: SceneState, scene: SettledScene): Promise<void> {
  opening?.abort();
  const abort = (opening = new AbortController());
  opened = scene;
  const first = worker === null;
  const { rows, selected } = questions.get();
  // The one that is looked at first.
  const before = [...rows].sort((a, b) => Number(b.key === selected) - Number(a.key === selected));
  const known = new Map(before.map((row) => [row.key, row]));
  questions.set({ phase: first ? 'starting' : 'drawing', problem: null });
  if (frames.get().views.length > 0) frames.set({ stale: true });
  const fresh = scene.objects
    .flatMap(({ mesh, cavity }) => (cavity === null ? [mesh] : [mesh, cavity]))
    .filter((name, i, all) => !sent.has(name) && all.indexOf(name) === i);
  const found = new Set<string>();
  try {
    await sceneWorker().call(
      {
        kind: 'open',
        scene,
        views,
        rules: rulesOf(recipe),
        meshes: fresh.flatMap((name) => meshes.get(name) ?? []),
        before: before.map(({ view, spec }) => ({ view, spec })),
      },
      (event) => {
        if (abort.signal.aborted) return;
        switch (event.type) {
          case 'frames':
            for (const name of fresh) sent.add(name);
            frames.set({ views: event.views, stale: false });
            questions.set({ phase: 'asking' });
            break;
          case 'questions':
            for (const { key } of event.rows) found.add(key);
            questions.set((state) => ({
              ...mergeRows(state, known, event.rows),
              live: state.live !== null && found.has(state.live.key) ? null : state.live,
            }));
            break;
          case 'unnamed':
            // What was not asked again names something that is gone.
            questions.set(({ rows }) => ({ unnamed: event.objects, rows: rows.filter(({ key }) => found.has(key)) }));
        }
      },
      abort.signal,
    );
    if (!abort.signal.aborted) questions.set({ phase: 'ready', live: null });
  } catch (error) {
    if (abort.signal.aborted) return;
    questions.set({ phase: 'failed', problem: error instanceof Error ? error.message : String(error) });
  }
}

/** A scene from a file may come without its recipe: then it is asked what recipes ask that say nothing. */
const rulesOf = (recipe: Recipe | null): AskingRules =>
  recipe
    ? { cameras: recipe.cameras, looks: recipe.looks, questions: recipe.questions }
    : {
        cameras: camerasSchema.parse({ rig: 'standing' }),
        looks: looksSchema.parse({}),
        questions: questionsSchema.parse({}),
      };

let previewing = false;
/** The question that was looked at last. */
let previewed: string | null = null;

/** Looks at the chosen question with things where they are dragged to: one look at a time, always at the latest place. */
async function preview(poses: ReadonlyMap<number, Pose> | null): Promise<void> {
  const { selected, rows, live, phase } = questions.get();
  previewed = selected;
  if (poses === null || selected === null) {
    if (live !== null && selected === null) questions.set({ live: null });
    return;
  }
  const row = rows.find(({ key }) => key === selected);
  if (!row || phase === 'starting' || phase === 'drawing' || frames.get().views.length === 0) return;
  questions.set({ liveIsBehind: true });
  if (previewing) return;
  previewing = true;
  display.set({ answering: true });
  try {
    await sceneWorker().call({ kind: 'preview', poses, view: row.view, spec: row.spec }, (now: QuestionRow) => {
      if (questions.get().selected === now.key && session.get().poses !== null) questions.set({ live: now });
      display.set({ answering: false });
    });
  } catch (error) {
    questions.set({ live: null, problem: error instanceof Error ? error.message : String(error) });
  } finally {
    previewing = false;
    display.set({ answering: false });
  }
  const latest = session.get().poses;
  if (latest !== null && latest !== poses) void preview(latest);
  if (!previewing) questions.set({ liveIsBehind: false });
}
