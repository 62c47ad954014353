import { dirname, join, relative, resolve } from 'node:path';
import type { MoreFiles, SuiteEntry } from '../../contract/studio/rollouts.js';
import { UsageError } from '../../core/result.js';
import type { RunRecord } from '../../core/rollout/rollout-record.js';
import { suiteLike } from '../../core/tasks/more-like.js';
import { ensureFolder, writeWholeFile } from '../../dataset/whole-file.js';
import { loadSuite } from '../load-suite.js';
import { jsonOf, moreOf } from '../more-run.js';
import type { StudioBackend } from './backend.js';
import { listTitled } from './list-titled.js';
import { expectReplaceable } from './recognise.js';

/** "Make 500 like this": a recipe and a suite in `scenes` and `scenes/suites` of the working folder. */
export async function writeMore(
  backend: Pick<StudioBackend, 'workingFolder' | 'roots'>,
  dir: string,
  run: RunRecord,
  episode: number,
): Promise<MoreFiles> {
  const { workingFolder, roots } = backend;
  const known = (await listTitled(backend, 'scenes/suites')).find(({ id }) => id === run.suite.id);
  if (!known)
    throw new UsageError(
      `The suite "${run.suite.id}" of this run is not here: put its file into "scenes/suites" of the working folder.`,
    );
  const loaded = await loadSuite(resolve(workingFolder, known.path), (path) => roots.readable(path, ['recipe']));
  const { recipe } = await moreOf(dir, run.name, episode, loaded);
  const recipePath = join(workingFolder, 'scenes', `${recipe.id}.json`);
  const suite = suiteLike(run.suite, episode, `../${recipe.id}.json`);
  const suitePath = join(workingFolder, 'scenes/suites', `${suite.id}.json`);
  for (const [path, kind, record] of [
    [recipePath, 'recipe', recipe],
    [suitePath, 'suite', suite],
  ] as const) {
    await roots.writable(path);
    await expectReplaceable(path, kind);
    await ensureFolder(dirname(path));
    await writeWholeFile(path, jsonOf(record));
  }
  const entry = (path: string, { id, title }: { id: string; title?: string | undefined }): SuiteEntry => ({
    path: relative(workingFolder, path),
    id,
    title: title ?? id,
  });
  return { recipe: entry(recipePath, recipe), suite: entry(suitePath, suite) };
}
