import type { FlipLayers } from '../../core/plots/flip-layers.js';
import { slidTo, type FlipVerdict } from '../../core/questions/flip-map.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { session } from '../scene/scene-session.js';
import { sceneWorker } from '../scene-worker/ask-open-scene.js';
import type { QuestionRow, SceneEvents } from '../scene-worker/messages.js';
import { createStore, type Store } from '../store.js';

/** A flip map as it comes in. */
export interface FlipState {
  /** Of the question it is about; null: none. */
  readonly key: string | null;
  /** What is slid. */
  readonly object: number | null;
  readonly layers: FlipLayers | null;
  /** Places that are known, of all; of the model's side too. */
  readonly done: number;
  readonly asked: { readonly done: number; readonly of: number } | null;
  readonly running: boolean;
  readonly problem: string | null;
}

const NO_MAP: FlipState = {
  key: null,
  object: null,
  layers: null,
  done: 0,
  asked: null,
  running: false,
  problem: null,
};

export const flip: Store<FlipState> = createStore<FlipState>(NO_MAP);

/** Places along the longer side of the surface. */
const CELLS = 48;
/** The model is asked about squares of so many places a side: each is a picture and a reply. */
const MODEL_CELLS = 4;

let running: AbortController | null = null;

/** Ends what runs and takes the map away. */
export function closeFlipMap(): void {
  running?.abort();
  running = null;
  if (flip.get().key !== null) flip.set(NO_MAP);
}

/** Ends what runs and keeps what there is. */
export function stopFlipMap(): void {
  running?.abort();
  running = null;
  flip.set({ running: false });
}

/** Slides an object of a question over its surface: the truth at every place. */
export async function startFlipMap({ key, view, spec }: QuestionRow, object: number): Promise<void> {
  closeFlipMap();
  const abort = (running = new AbortController());
  flip.set({ ...NO_MAP, key, object, running: true });
  await finish(abort, async () => {
    await sceneWorker().call({ kind: 'flip-map', view, spec, object, cells: CELLS }, addCells, abort.signal);
  });
}

function addCells(event: SceneEvents['flip-map']): void {
  if (event.type === 'grid') {
    const { columns, rows } = event.grid;
    const verdicts = nowhere<FlipVerdict>(columns * rows);
    flip.set({ layers: { grid: event.grid, verdicts, yes: null } });
    return;
  }
  flip.set(({ layers, done }) => {
    if (!layers) return {};
    const { columns, rows } = layers.grid;
    const verdicts = [...layers.verdicts];
    for (const { column, row, size, verdict } of event.cells)
      for (let r = row; r < Math.min(rows, row + size); r++)
        verdicts.fill(verdict, r * columns + column, r * columns + Math.min(columns, column + size));
    return { layers: { ...layers, verdicts }, done: done + event.cells.length };
  });
}

/** Asks one picture about one question: how sure the model is of yes, 0–1; null where its reply says nothing of the kind. */
export type AskYes = (
  picture: SceneEvents['picture'],
  record: QuestionRecord,
  signal: AbortSignal,
) => Promise<number | null>;

/** The model's side of the map that is shown: a picture and a question for every square where the object can stand. */
export async function askFlipMap({ view, record }: QuestionRow, ask: AskYes): Promise<void> {
  const { scene } = session.get();
  const { layers } = flip.get();
  if (!record || !layers || !scene) return;
  running?.abort();
  const abort = (running = new AbortController());
  const { grid, verdicts } = layers;
  const { columns, rows } = grid;
  const squares: (readonly [number, number])[] = [];
  for (let row = 0; row < rows; row += MODEL_CELLS)
    for (let column = 0; column < columns; column += MODEL_CELLS) {
      const middle = verdicts[Math.min(rows - 1, row + 2) * columns + Math.min(columns - 1, column + 2)];
      if (middle !== 'off' && middle !== 'blocked' && middle !== null) squares.push([column, row]);
    }
  flip.set({ running: true, problem: null, asked: { done: 0, of: squares.length } });
  flip.set({ layers: { ...layers, yes: nowhere<number>(columns * rows) } });
  await finish(abort, async () => {
    for (const [column, row] of squares) {
      const poses = slidTo(scene, grid, column + MODEL_CELLS / 2, row + MODEL_CELLS / 2);
      let p: number | null = null;
      const pictures: SceneEvents['picture'][] = [];
      await sceneWorker().call({ kind: 'picture', poses, view }, (picture) => pictures.push(picture), abort.signal);
      if (abort.signal.aborted) return;
      p = await ask(pictures[0], record, abort.signal);
      if (abort.signal.aborted) return;
      flip.set(({ layers: now, asked }) => {
        if (!now?.yes || !asked) return {};
        const yes = [...now.yes];
        for (let r = row; r < Math.min(rows, row + MODEL_CELLS); r++)
          yes.fill(p, r * columns + column, r * columns + Math.min(columns, column + MODEL_CELLS));
        return { layers: { ...now, yes }, asked: { ...asked, done: asked.done + 1 } };
      });
    }
  });
}

async function finish(abort: AbortController, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!abort.signal.aborted) flip.set({ problem: error instanceof Error ? error.message : String(error) });
  } finally {
    if (running === abort) {
      running = null;
      flip.set({ running: false });
    }
  }
}

const nowhere = <Value>(places: number): (Value | null)[] => Array.from({ length: places }, () => null);
