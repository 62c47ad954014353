// What a set is worth as a test, shown on the set itself: the oracle is right everywhere, and whoever does not look is
// right as often as chance. Over any number of datasets, pooled.
//
//   node prove/baselines.ts DIR [DIR …]      (also a part of `npm run prove -- scenes`)
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { wilsonRate } from '../src/core/scoring/wilson.ts';

const NAME = 'prove-baselines';
/** Sureness of all intervals together: each of the many groups has its share of the doubt (Bonferroni). */
const SURE = 0.95;

interface Question {
  readonly id: string;
  readonly kind: string;
  readonly answer: { readonly kind: string; readonly options?: readonly unknown[] };
}

interface Scores {
  readonly report: { readonly items: readonly { readonly item: string; readonly outcome: string }[] };
  readonly facets: Readonly<Record<string, unknown>>;
  readonly baselineHits: Readonly<Record<string, string>>;
}

interface Group {
  n: number;
  /** Questions that guessing gets right; null where the answer is no choice of a few. */
  chance: number | null;
  readonly hits: Record<string, number>;
}

export interface BaselineFinding {
  readonly name: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** Evaluates the oracle on each dataset, the other baselines beside it, and judges the sum. */
export function proveBaselines(dirs: readonly string[]): readonly BaselineFinding[] {
  const groups = new Map<string, Group>();
  for (const dir of dirs) gather(dir, groups);
  const comparisons = 2 * [...groups.values()].filter(({ chance }) => chance !== null).length;
  const z = normalQuantile(1 - (1 - SURE) / 2 / comparisons);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, group]) => judge(name, group, z));
}

function gather(dir: string, groups: Map<string, Group>): void {
  rmSync(join(dir, 'evaluations', NAME), { recursive: true, force: true });
  const command = ['bin/vantage.js', 'evaluate', dir, '--model', 'oracle', '--out', NAME, '--quiet'];
  const run = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${dir}: ${run.stderr.trim()}`);
  const scores = JSON.parse(readFileSync(join(dir, 'evaluations', NAME, 'scores.json'), 'utf8')) as Scores;
  const questions = new Map(questionsOf(dir).map((question) => [question.id, question]));
  const right = new Map(scores.report.items.map(({ item, outcome }) => [item, outcome === 'right']));
  for (const [i, id] of Object.keys(scores.facets).entries()) {
    const { kind, answer } = questions.get(id) as Question;
    const name = `${kind}, ${answer.kind}`;
    const group = groups.get(name) ?? { n: 0, chance: 0, hits: {} };
    groups.set(name, group);
    group.n++;
    const chance = answer.kind === 'yes-no' ? 0.5 : answer.options ? 1 / answer.options.length : null;
    group.chance = chance === null || group.chance === null ? null : group.chance + chance;
    const count = (model: string, hit: boolean) => (group.hits[model] = (group.hits[model] ?? 0) + (hit ? 1 : 0));
    count('oracle', right.get(id) === true);
    for (const model of ['random', 'blind']) count(model, scores.baselineHits[model]?.[i] === '1');
  }
}

function questionsOf(dir: string): Question[] {
  const folder = join(dir, 'questions', 'main');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Question);
}

function judge(name: string, { n, chance, hits }: Group, z: number): BaselineFinding[] {
  const percent = (share: number | null) => `${(100 * (share ?? 0)).toFixed(1)} %`;
  const oracle = hits['oracle'] ?? 0;
  const findings = [{ name: `${name}: oracle`, passed: oracle === n, detail: `${oracle} of ${n} right` }];
  if (chance === null) return findings;
  for (const model of ['random', 'blind']) {
    const own = hits[model] ?? 0;
    const [alone, together] = [wilsonRate(own, n), wilsonRate(own, n, z)];
    const interval = ({ low, high }: typeof alone) => `${percent(low)}–${percent(high)}`;
    findings.push({
      name: `${name}: ${model} at chance`,
      passed: (together.low ?? 0) <= chance / n && chance / n <= (together.high ?? 1),
      detail: `${percent(alone.value)} of ${n}, chance ${percent(chance / n)}, 95 % interval ${interval(alone)}, with all others ${interval(together)}`,
    });
  }
  return findings;
}

/** Where the normal distribution reaches a share, by halving; its integral by Simpson's rule. */
function normalQuantile(share: number): number {
  let [low, high] = [0, 8];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

function normalShare(x: number): number {
  const steps = 200;
  let sum = 0;
  for (let i = 0; i <= steps; i++) {
    const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-0.5 * ((i * x) / steps) ** 2);
  }
  return 0.5 + (sum * x) / (3 * steps * Math.sqrt(2 * Math.PI));
}

if (import.meta.main) {
  const dirs = process.argv.slice(2);
  if (dirs.length === 0) {
    process.stderr.write('node prove/baselines.ts DIR [DIR …]: datasets with questions.\n');
    process.exitCode = 2;
  } else {
    for (const { name, passed, detail } of proveBaselines(dirs)) {
      process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}: ${detail}\n`);
      if (!passed) process.exitCode = 1;
    }
  }
}
