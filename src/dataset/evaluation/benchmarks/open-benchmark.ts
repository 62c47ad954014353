import { UsageError } from '../../../core/result.js';
import type { Benchmark } from './benchmark.js';
import { openChoiceQuestions } from './choice-questions.js';
import { openRefSpatial } from './refspatial.js';
import { openRoboSpatialHome } from './robospatial-home.js';
import { openWhere2Place } from './where2place.js';

const OPENERS: Readonly<Record<Benchmark['id'], (path: string) => Promise<Benchmark>>> = {
  'robospatial-home': openRoboSpatialHome,
  refspatial: openRefSpatial,
  where2place: openWhere2Place,
  choice: openChoiceQuestions,
};

export const BENCHMARKS = Object.keys(OPENERS) as Benchmark['id'][];

/**
 * Opens a benchmark in its own layout.
 *
 * @throws UsageError for an unknown name, UserError naming the file that is not as it should be
 */
export async function openBenchmark(name: string, path: string): Promise<Benchmark> {
  const open = Object.hasOwn(OPENERS, name) ? OPENERS[name as Benchmark['id']] : null;
  if (open === null) throw new UsageError(`There is no benchmark "${name}", only ${BENCHMARKS.join(', ')}.`);
  return open(path);
}
