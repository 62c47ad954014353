import { GENERIC_PROFILE } from '../../src/core/models/shipped-profiles.js';
import { success } from '../../src/core/result.js';
import { actAs } from '../../src/core/rollout/acting-baseline.js';
import { NO_NOISE } from '../../src/core/rollout/rollout-record.js';
import { runEpisode, type AnswerQuestion } from '../../src/core/run-rollout.js';
import { createCaptureRenderer } from '../../src/host/capture-browser.js';
import { loadSuite } from '../../src/host/load-suite.js';
import { rolloutEdges } from '../../src/host/rollout-edges.js';
import type { Bench } from '../bench.js';

const EPISODES = 30;
/** Episodes before the first memory reading: by then the library's objects are built. */
const WARM = 10;

const oracle: AnswerQuestion = async ({ acting, views, rng }) => {
  const sizes = views.map(({ record: { intrinsics } }) => [intrinsics.width, intrinsics.height] as const);
  const text = actAs('oracle', acting, GENERIC_PROFILE, sizes, rng);
  return success({ text, probabilities: null, promptTokens: null, replyTokens: null, finish: 'stop' });
};

/** Whole episodes of the tabletop suite with the oracle: scene and task found, drawn, acted, settled and scored. */
export async function benchRollout({ say, measure, usage }: Bench): Promise<void> {
  const { suite, recipe } = await loadSuite('scenes/suites/tabletop.json');
  const renderer = await createCaptureRenderer();
  try {
    const edges = await rolloutEdges(recipe, renderer);
    for (const [mode, limit] of [
      ['placement only', 1.5],
      ['with grasping', 5],
    ] as const) {
      const options = {
        profile: GENERIC_PROFILE,
        replans: 0,
        noise: NO_NOISE,
        placementOnly: mode === 'placement only',
      };
      const costs: number[] = [];
      let done = 0;
      let early = 0;
      for (let index = 0; index < EPISODES; index++) {
        const { value, cpu } = await measure(() => runEpisode(suite, recipe, index, options, oracle, edges));
        costs.push(cpu);
        if (value.record.outcome.success) done++;
        if (index === WARM) early = usage().nodeMb;
      }
      const mean = costs.reduce((sum, x) => sum + x, 0) / costs.length;
      say(
        `rollout ${mode}: an episode, CPU with browser (limit ${limit} s)`,
        `${mean.toFixed(2)} s, at most ${Math.max(...costs).toFixed(1)}`,
      );
      say(`rollout ${mode}: done at the first attempt`, `${done} of ${EPISODES}`);
      say(
        `rollout ${mode}: memory after ${WARM} and after ${EPISODES} episodes`,
        `${early.toFixed(0)} MB, ${usage().nodeMb.toFixed(0)} MB`,
      );
    }
  } finally {
    await renderer.dispose();
  }
}
