import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Estimate } from '../../contract/studio/jobs.js';
import type { Recipe } from '../../core/scene/recipe.js';
import { generateRun } from '../generate-run.js';

/** Scenes that each worker makes for a measurement. */
const SCENES_EACH = 3;

/**
 * What a run of this recipe takes on this machine: three scenes are made by each worker, as a run would make them,
 * into a folder that is removed again.
 *
 * @param now milliseconds
 */
export async function measureRun(
  recipe: Recipe,
  seed: number,
  imported: string,
  workers: number,
  now: () => number,
): Promise<Estimate> {
  const folder = await mkdtemp(join(tmpdir(), 'vantage-estimate-'));
  const scenes = SCENES_EACH * workers;
  try {
    const begun = now();
    const at: number[] = [];
    let asking = begun;
    let summary: Readonly<Record<string, unknown>> = {};
    const run = generateRun({
      recipe,
      imported,
      out: join(folder, 'dataset'),
      scenes,
      seed,
      shardSize: SCENES_EACH,
      shards: null,
      workers,
      resume: false,
      resumeCommand: '',
    });
    for await (const event of run) {
      if (event.type === 'progress' && event.phase === 'scenes') at.push(now());
      if (event.type === 'phase' && event.phase === 'questions') asking = now();
      if (event.type === 'done') summary = event.summary;
    }
    const ended = now();
    // Each worker's first scene builds objects and compiles materials: it counts as preparation.
    const first = at[Math.min(workers, at.length) - 1] ?? asking;
    const last = at.at(-1) ?? asking;
    const perScene = at.length > workers ? (last - first) / (at.length - workers) : (last - begun) / scenes;
    const questions = Object.values(summary['questions'] as Record<string, number>).reduce((sum, n) => sum + n, 0);
    return {
      secondsBefore: (first - begun) / 1000,
      secondsPerScene: (perScene + (ended - asking) / scenes) / 1000,
      scenes,
      made: summary['scenes'] as number,
      bytesPerScene: (summary['bytes'] as number) / scenes,
      questionsPerScene: questions / scenes,
      workers,
      measured: now(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
