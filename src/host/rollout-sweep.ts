import { join } from 'node:path';
import type { RunEvent } from '../contract/run-events.js';
import type { ModelDescription } from '../core/models/vision-language-model.js';
import { sweepCsv, sweepFigure, sweptNoise, type NoiseSweep, type SweepPoint } from '../core/rollout/noise-sweep.js';
import type { RolloutScores } from '../core/rollout/rollout-scores.js';
import { ROLLOUTS } from '../dataset/rollouts/rollout-folder.js';
import { writeWholeFile } from '../dataset/whole-file.js';
import { loadSuite } from './load-suite.js';
import { rolloutRun, runNameFor, type RolloutRunOptions } from './rollout-run.js';

/**
 * Runs a suite once for each value of a noise knob, and draws success against it: `rollouts/<name>-<knob>.csv` and `.svg`
 * beside the runs. Runs that are finished are not done again with `resume`.
 */
export async function* rolloutSweep(
  options: RolloutRunOptions,
  { knob, values }: NoiseSweep,
): AsyncGenerator<RunEvent> {
  const { suite } = await loadSuite(options.suite);
  const name = options.name ?? runNameFor(suite.id, options.model, options.placementOnly);
  const points: SweepPoint[] = [];
  let model = options.model;
  for (const value of values) {
    yield { type: 'note', message: `${knob} ${value}` };
    const run = { ...options, name: `${name}-${knob}-${value}`, noise: sweptNoise(options.noise, knob, value) };
    for await (const event of rolloutRun(run)) {
      if (event.type !== 'done') {
        yield event;
        continue;
      }
      const { scores, model: used } = event.summary as { scores: RolloutScores; model: ModelDescription };
      points.push({ value, scores });
      model = used.name;
    }
  }
  const base = join(options.dir, ROLLOUTS, `${name}-${knob}`);
  await writeWholeFile(`${base}.csv`, sweepCsv(knob, points));
  await writeWholeFile(`${base}.svg`, sweepFigure(knob, suite.id, model, points).svg);
  yield { type: 'done', summary: { sweep: { knob, points }, csv: `${base}.csv`, svg: `${base}.svg` } };
}
