import { join } from 'node:path';
import { z } from 'zod';
import type { Estimate } from '../../contract/studio/jobs.js';
import type { Recipe } from '../../core/scene/recipe.js';
import { hashRecipe } from '../../dataset/manifest.js';
import { ensureFolder, fileSize, readWholeFile, writeWholeFile } from '../../dataset/whole-file.js';
import { GENERATOR } from '../version.js';

const MAX_BYTES = 4 * 1024 * 1024;
/** Recipes remembered. */
const KEPT = 100;

const estimateSchema = z.object({
  secondsBefore: z.number().min(0),
  secondsPerScene: z.number().min(0),
  scenes: z.number().int().min(1),
  made: z.number().int().min(0),
  bytesPerScene: z.number().min(0),
  questionsPerScene: z.number().min(0),
  workers: z.number().int().min(1),
  measured: z.number(),
});
const fileSchema = z.object({
  schema: z.literal('vantage/estimates@1'),
  estimates: z.record(z.string(), estimateSchema),
});

/** What was measured on this machine, by recipe as run: `estimates.json` in the user's folder. */
export class Estimates {
  constructor(private readonly folder: string) {}

  async find(recipe: Recipe, workers: number): Promise<Estimate | null> {
    return (await this.read())[keyOf(recipe, workers)] ?? null;
  }

  async keep(recipe: Recipe, estimate: Estimate): Promise<void> {
    const all = { ...(await this.read()), [keyOf(recipe, estimate.workers)]: estimate };
    const latest = Object.entries(all)
      .sort(([, a], [, b]) => b.measured - a.measured)
      .slice(0, KEPT);
    await ensureFolder(this.folder);
    await writeWholeFile(
      this.path,
      `${JSON.stringify({ schema: 'vantage/estimates@1', estimates: Object.fromEntries(latest) }, null, 2)}\n`,
    );
  }

  private get path(): string {
    return join(this.folder, 'estimates.json');
  }

  /** Nothing where there is no readable file: measuring again is cheap. */
  private async read(): Promise<Readonly<Record<string, Estimate>>> {
    if ((await fileSize(this.path)) === null) return {};
    const text = (await readWholeFile(this.path, MAX_BYTES)).toString('utf8');
    const parsed = fileSchema.safeParse(jsonOf(text));
    return parsed.success ? parsed.data.estimates : {};
  }
}

const keyOf = (recipe: Recipe, workers: number): string => `${hashRecipe(recipe)} ${GENERATOR.version} ${workers}`;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
