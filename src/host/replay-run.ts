import type { RunEvent } from '../contract/run-events.js';
import type { AssetModel } from '../core/assets/asset.js';
import { UsageError } from '../core/result.js';
import { lookOf } from '../core/rollout/looks.js';
import { sceneAtFrame } from '../core/rollout/replay.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { DEPTH_UNIT } from '../core/observe-scene.js';
import { encodeSheet } from '../dataset/images.js';
import { readSurfaceMesh } from '../dataset/mesh-store.js';
import { readEpisode, readLookView } from '../dataset/rollouts/read-episode.js';
import { writeWholeFile } from '../dataset/whole-file.js';
import { createCaptureRenderer } from './capture-browser.js';
import { wholeLook, wholeMotion } from './whole-look.js';

export interface ReplayRunOptions {
  readonly dir: string;
  readonly run: string;
  readonly episode: number;
  /** Which attempt; default: the last that moved something. */
  readonly attempt?: number | undefined;
  /** Pictures on the sheet. */
  readonly pictures: number;
  readonly columns: number;
  /** Path of the PNG. */
  readonly out: string;
}

/**
 * Draws an attempt of a stored rollout as a sheet of pictures, row by row in time, from its 30 Hz record and by the eyes
 * of the camera that was pointed in.
 *
 * @throws UsageError when nothing moved in that attempt
 */
export async function* replayRun(options: ReplayRunOptions): AsyncGenerator<RunEvent> {
  const { dir, run, episode: number, pictures, columns, out } = options;
  const { attempts, task } = await readEpisode(dir, run, number);
  const attempt = options.attempt ?? attempts.findLastIndex(({ motion }) => motion !== null);
  const motion = attempts[attempt]?.motion ?? null;
  if (motion === null)
    throw new UsageError(
      `Nothing moved in ${options.attempt === undefined ? 'any' : 'that'} attempt of episode ${number}.`,
    );
  const look = lookOf(attempts[attempt]);
  const { scene, models: built } = await wholeLook(dir, run, number, look);
  const frames = await wholeMotion(dir, run, number, motion);
  const { record: view } = await readLookView(dir, run, number, look, task?.shown.place.at(-1) ?? 0);
  const models = await storedModels(dir, scene, built);
  const renderer = await createCaptureRenderer();
  try {
    const tiles: Uint8Array[] = [];
    yield { type: 'phase', phase: 'gallery', total: pictures, unit: 'pictures' };
    for (let k = 0; k < pictures; k++) {
      const at = Math.round((k * (frames.length - 1)) / Math.max(1, pictures - 1));
      const [frame] = await renderer.capture(sceneAtFrame(scene, frames, at), models, [view], {
        depthUnit: DEPTH_UNIT[scene.profile],
        normals: false,
        antialias: true,
      });
      tiles.push(frame.rgb);
      yield { type: 'progress', phase: 'gallery', done: k + 1, total: pictures };
    }
    await writeWholeFile(out, await encodeSheet(tiles, view.intrinsics, columns));
    yield {
      type: 'done',
      summary: { out, attempt, pictures, seconds: frames.at(-1)?.time ?? 0, text: task?.text ?? '' },
    };
  } finally {
    await renderer.dispose();
  }
}

/** Models of a scene from its stored meshes; of the arm's links, as they are built. */
async function storedModels(
  dir: string,
  scene: SettledScene,
  built: ReadonlyMap<string, AssetModel>,
): Promise<Map<string, Pick<AssetModel, 'mesh' | 'materials'>>> {
  const models = new Map<string, Pick<AssetModel, 'mesh' | 'materials'>>(built);
  for (const { mesh, materials } of scene.objects)
    if (!models.has(mesh)) models.set(mesh, { mesh: await readSurfaceMesh(dir, mesh), materials });
  return models;
}
