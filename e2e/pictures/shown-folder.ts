import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeFewRecipe } from '../studio.js';
import { vantage } from '../vantage.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Enough to see failures of several kinds. */
const SHORT = ['--episodes', '6', '--placement-only', '--replans', '1'];

/** A working folder with something of everything; what was made before is kept. */
export async function prepareFolder(): Promise<string> {
  const folder = join(tmpdir(), 'vantage-pictures');
  await mkdir(folder, { recursive: true });
  // The job that is shown running has ended since, in one way or another.
  for (const left of ['.vantage', 'datasets/tabletop-60'])
    await rm(join(folder, left), { recursive: true, force: true });
  await cp(join(ROOT, 'scenes'), join(folder, 'scenes'), { recursive: true });
  await writeFewRecipe(folder);
  await cp(join(ROOT, 'assets/models/vantage-tiny'), join(folder, 'models/vantage-tiny'), { recursive: true });
  await dataset(folder, 'tabletop', 12);
  await dataset(folder, 'kitchen-counter', 6);
  const tabletop = join(folder, 'datasets', 'tabletop');
  for (const model of ['oracle', 'blind', 'models/vantage-tiny']) {
    const name = basename(model);
    const given = name === model ? model : join(folder, model);
    if (!existsSync(join(tabletop, 'evaluations', name)))
      await run('evaluate', tabletop, '--model', given, '--out', name, '--limit', '200');
  }
  const suite = join(folder, 'scenes/suites/tabletop.json');
  for (const model of ['oracle', 'random'])
    if (!existsSync(join(folder, 'rollouts', model)))
      await run('rollout', suite, '--model', model, '--name', model, '--out', folder, ...SHORT);
  return folder;
}

/** Smaller pictures than the recipe's: many are seen at once. */
async function dataset(folder: string, recipe: string, scenes: number): Promise<void> {
  const dir = join(folder, 'datasets', recipe);
  if (existsSync(join(dir, 'dataset.json'))) return;
  const read = JSON.parse(await readFile(join(folder, 'scenes', `${recipe}.json`), 'utf8')) as { cameras: object };
  const file = join(folder, `${recipe}.json`);
  await writeFile(file, JSON.stringify({ ...read, cameras: { ...read.cameras, size: [480, 360] } }));
  await run('generate', file, '--scenes', String(scenes), '--seed', '7', '--out', dir);
}

async function run(...args: string[]): Promise<void> {
  const { code, stderr } = await vantage([...args, '--quiet']);
  if (code !== 0) throw new Error(`vantage ${args.join(' ')}: ${stderr}`);
}
