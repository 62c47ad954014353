// What a run of a suite is worth as a test of others, read from its files alone: the oracle gets nearly everything, chance
// gets what was worked out for it, and nothing moves in a 30 Hz record that nothing touched.
//
//   node prove/rollouts.ts DIR RUN       (the motion of a stored run; also a part of `npm run prove -- rollouts`)
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wilsonRate } from '../src/core/scoring/wilson.ts';

/** What moves further than this between two frames, other than down, was pushed, metres. */
const MOVED = 0.001;
/** Touched so many frames ago it may still be on its way. */
const FRAMES_SINCE = 2;

type Vec3 = readonly [number, number, number];
interface Frame {
  readonly poses: readonly { readonly id: number; readonly worldFromObject: { readonly position: Vec3 } }[];
  readonly touches: readonly { readonly a: number; readonly b: number }[];
}

export interface RolloutFinding {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}

const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(...path), 'utf8')) as T;

/** Every object that moved in a record was touched within the last frames, or sank. */
export function proveMotion(dir: string, run: string): RolloutFinding {
  const episodes = join(dir, 'rollouts', run, 'episodes');
  let frames = 0;
  const faults: string[] = [];
  for (const episode of readdirSync(episodes).sort()) {
    for (const name of readdirSync(join(episodes, episode)).filter((file) => /^motion-\d+\.jsonl$/.test(file))) {
      const lines = readFileSync(join(episodes, episode, name), 'utf8')
        .trimEnd()
        .split('\n');
      const last = new Map<number, Vec3>();
      const touched = new Map<number, number>();
      for (const [k, line] of lines.entries()) {
        frames++;
        const { poses, touches } = JSON.parse(line) as Frame;
        for (const { a, b } of touches) for (const id of [a, b]) touched.set(id, k);
        for (const { id, worldFromObject } of poses) {
          const { position } = worldFromObject;
          const before = last.get(id);
          last.set(id, position);
          if (before === undefined || position[2] < before[2]) continue;
          const moved = Math.hypot(...position.map((x, axis) => x - before[axis]));
          if (moved > MOVED && k - (touched.get(id) ?? -Infinity) > FRAMES_SINCE)
            faults.push(`${episode}/${name} frame ${k}: object ${id} moved ${(1000 * moved).toFixed(1)} mm`);
        }
      }
    }
  }
  return {
    name: `${run}: what moves was touched`,
    passed: frames > 0 && faults.length === 0,
    detail: faults.length === 0 ? `${frames} frames` : faults.slice(0, 5).join('\n     '),
  };
}

interface Scores {
  readonly withoutTask: number;
  readonly success: { readonly hits: number; readonly n: number };
  readonly chance: number;
  readonly failures: Readonly<Record<string, number>>;
}

/** Every episode has its task, and so many of them are done. */
export function proveOracle(dir: string, run: string, least: number): RolloutFinding {
  const { withoutTask, success } = read<Scores>(dir, 'rollouts', run, 'scores.json');
  return {
    name: `${run}: the oracle gets ${100 * least} % or more, and every episode has a task`,
    passed: withoutTask === 0 && success.hits >= least * success.n,
    detail: `${success.hits} of ${success.n}`,
  };
}

/** Two-sided 99.9 % quantile of the normal distribution. */
const Z_999 = 3.290526731491896;

/** One attempt by chance gets what was worked out from surfaces and objects: within the interval that 99.9 % are in. */
export function proveChance(dir: string, run: string): RolloutFinding {
  const { success, chance, failures } = read<Scores>(dir, 'rollouts', run, 'scores.json');
  const { low, high } = wilsonRate(success.hits, success.n, Z_999);
  const named = Object.values(failures).reduce((sum, n) => sum + n, 0);
  return {
    name: `${run}: random is near its analytic chance, and every failure has a class`,
    passed: low !== null && high !== null && low <= chance && chance <= high && named === success.n - success.hits,
    detail: `${success.hits} of ${success.n}, chance ${(100 * chance).toFixed(2)} %; ${named} failures named`,
  };
}

if (import.meta.main) {
  const [dir, run] = process.argv.slice(2);
  const { name, passed, detail } = proveMotion(dir, run);
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n`);
  process.exitCode = passed ? 0 : 1;
}
