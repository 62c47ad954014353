import { join } from 'node:path';
import type { JobSpec } from '../../contract/studio/jobs.js';
import { isBaseline } from '../../core/models/baselines/baseline.js';
import { assertNever } from '../../core/result.js';
import { isEndpoint } from '../../inference/endpoint/endpoint-address.js';
import { loadSuite } from '../load-suite.js';
import type { Roots } from './roots.js';

/** Folders of a dataset that jobs write into. */
const WRITTEN = ['assets', 'balance', 'evaluations', 'questions', 'rollouts', 'shards'];

/**
 * A job with every path absolute, every link followed, and none outside of what is open: asked when it is queued and
 * again when it begins, as the list of jobs comes from a file.
 *
 * @throws UsageError for a path that lies outside
 */
export async function confineJob(spec: JobSpec, roots: Roots): Promise<JobSpec> {
  switch (spec.kind) {
    case 'generate':
      return {
        ...spec,
        recipe: await roots.readable(spec.recipe, ['recipe']),
        out: await wholly(await roots.writable(spec.out), roots),
      };
    case 'ask':
    case 'verify':
    case 'balance':
    case 'report':
      return { ...spec, dir: await datasetOf(spec.dir, roots) };
    case 'export':
      return { ...spec, dir: await datasetOf(spec.dir, roots), out: await roots.writable(spec.out) };
    case 'evaluate':
      await expectModelWithin(roots, spec.model);
      return { ...spec, dir: await datasetOf(spec.dir, roots) };
    case 'rollout': {
      await expectModelWithin(roots, spec.model);
      const suite = await roots.readable(spec.suite, ['suite']);
      await loadSuite(suite, (path) => roots.readable(path, ['recipe']));
      return { ...spec, suite, dir: await wholly(await roots.writable(spec.dir, ['rollouts', 'dataset']), roots) };
    }
    default:
      return assertNever(spec);
  }
}

/** @throws UsageError for the folder of a model that lies outside; URLs and baselines are no paths */
export async function expectModelWithin(roots: Roots, name: string): Promise<void> {
  if (!isEndpoint(name) && !isBaseline(name)) await roots.readable(name, ['model']);
}

const datasetOf = async (given: string, roots: Roots): Promise<string> =>
  wholly(await roots.writable(given, ['dataset']), roots);

/** No folder that is written into is a link to elsewhere. */
async function wholly(dir: string, roots: Roots): Promise<string> {
  await Promise.all(WRITTEN.map((name) => roots.writable(join(dir, name))));
  return dir;
}
