import type { Bench } from '../bench.js';
import { STEP, type BenchEngine } from '../physics/engine.js';
import { ours } from '../physics/ours.js';
import { rapier } from '../physics/rapier.js';
import {
  graspThreshold,
  heapOfTwenty,
  GRASP_EXPECTED,
  largestMove,
  overlaps,
  slide,
  SLIDE_EXPECTED,
  stackOfFive,
} from '../physics/scenarios.js';
import { stockCannon } from '../physics/stock-cannon.js';

const SECONDS = 4;
const ENGINES: readonly BenchEngine[] = [ours, stockCannon, rapier];

const mm = (metres: number): string => `${(1000 * metres).toFixed(3)} mm`;

/** What settles scenes beside cannon-es as it comes and Rapier, all at 240 Hz on the same bodies. */
export async function benchPhysics({ say, measureOwn }: Bench): Promise<void> {
  for (const engine of ENGINES) {
    for (const asleep of [false, true]) {
      const bodies = heapOfTwenty();
      const world = engine.create(bodies, asleep);
      const steps = (seconds: number) => {
        for (let k = 0; k < seconds / STEP; k++) world.step();
      };
      const poses = () => bodies.map((_, k) => world.pose(k));
      const cpu = measureOwn(() => steps(SECONDS));
      const depths = overlaps(bodies, world);
      const before = poses();
      const late = measureOwn(() => steps(0.5));
      const share = (p: number) => mm(depths[Math.min(depths.length - 1, Math.floor(p * depths.length))] ?? 0);
      const how = asleep ? 'sleeping and damping as when settling' : 'always awake';
      say(`${engine.name}, 20 bodies, ${how}: CPU ms a simulated second`, ((1000 * cpu) / SECONDS).toFixed(0));
      say(`${engine.name}, the same at rest`, (2000 * late).toFixed(0));
      say(`${engine.name}: penetration median / p95 / most`, `${share(0.5)} / ${share(0.95)} / ${share(1)}`);
      say(`${engine.name}: jitter, most way in half a second`, mm(largestMove(before, poses())));
      world.dispose();
    }
    const slid = stackOfFive(engine);
    say(`${engine.name}: five-stack, slid in 10 s`, slid === null ? 'fell' : mm(slid));
    const way = slide(engine);
    say(
      `${engine.name}: slide, ${mm(SLIDE_EXPECTED)} by the formula`,
      `${mm(way)}  (${((100 * (way - SLIDE_EXPECTED)) / SLIDE_EXPECTED).toFixed(1)} %)`,
    );
    const grasp = graspThreshold(engine);
    say(
      `${engine.name}: least squeeze that lifts, ${GRASP_EXPECTED.toFixed(2)} N by the formula`,
      grasp === null
        ? 'none up to 8 N'
        : `${grasp.toFixed(2)} N  (${((100 * (grasp - GRASP_EXPECTED)) / GRASP_EXPECTED).toFixed(0)} %)`,
    );
  }
}
