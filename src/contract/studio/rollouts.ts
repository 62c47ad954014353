import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { EpisodeRecord, FailureClass, RecordedFrame, RunRecord } from '../../core/rollout/rollout-record.js';
import type { RolloutScores } from '../../core/rollout/rollout-scores.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { OpenedScene } from './scenes.js';

/** A run as it is listed: the bars beside it come from its episodes. */
export interface RunEntry {
  readonly name: string;
  readonly suite: Pick<RunRecord['suite'], 'id' | 'title' | 'episodes'>;
  readonly model: RunRecord['model'];
  readonly plan: RunRecord['plan'];
  /** Of the episodes that are finished. */
  readonly scores: RolloutScores;
}

/** An episode as it is listed. */
export interface EpisodeEntry {
  readonly episode: number;
  /** What the robot was told; null: no scene had room for such a task. */
  readonly text: string | null;
  readonly skill: string | null;
  readonly relation: string | null;
  readonly frame: string | null;
  readonly success: boolean;
  readonly attempts: number;
  readonly failure: FailureClass | null;
}

/** A scene of an episode as it was looked at: before the first attempt, or after something moved. */
export interface EpisodeLook {
  readonly scene: SettledScene;
  readonly views: readonly ViewRecord[];
}

const run = z.object({ dir: z.string().min(1).max(4000), run: z.string().min(1).max(100) });
const episode = run.extend({ episode: z.int().min(0).max(999_999) });
const look = episode.extend({ look: z.int().min(0).max(99) });

/** A suite or recipe file, as it is listed. */
export interface SuiteEntry {
  readonly path: string;
  readonly id: string;
  readonly title: string;
}

/** What "more like this" has written. */
export interface MoreFiles {
  readonly recipe: SuiteEntry;
  readonly suite: SuiteEntry;
}

export const rolloutsContract = {
  suites: oc.output(type<readonly SuiteEntry[]>()),
  /** Runs below a folder. */
  runs: oc.input(z.object({ dir: z.string().min(1).max(4000) })).output(type<readonly RunEntry[]>()),
  episodes: oc.input(run).output(type<readonly EpisodeEntry[]>()),
  episode: oc.input(episode).output(type<EpisodeRecord>()),
  look: oc.input(look).output(type<EpisodeLook>()),
  /** The scene of a look, to be worked on: its meshes are kept for `scenes.meshes` and `scenes.settle`. */
  openScene: oc.input(look).output(type<OpenedScene>()),
  /**
   * Writes a recipe of scenes and questions like those of an episode, and a suite of tasks like its task, into the
   * working folder's `scenes`. Refused where the suite of the run is not there any more.
   */
  more: oc.input(episode).output(type<MoreFiles>()),
  /** What the model was shown: camera `camera` of a look, PNG. */
  picture: oc.input(look.extend({ camera: z.int().min(0).max(31) })).output(type<Blob>()),
  /** Meshes of a look's scene, as contract/capture-messages encodes them; those in `except` are left out. */
  meshes: oc.input(look.extend({ except: z.array(z.string().max(64)).max(20_000) })).output(type<Blob>()),
  /** A 30 Hz record of the episode by its name. */
  motion: oc
    .input(episode.extend({ name: z.string().regex(/^[a-z0-9.-]{1,64}$/) }))
    .output(type<readonly RecordedFrame[]>()),
};
