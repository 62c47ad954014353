// What a set is worth as a test, shown on the set itself: the oracle is right everywhere, and whoever does not look is
// right as often as chance. Over any number of datasets, pooled.
//
//   node prove/baselines.ts DIR [DIR …]      (also a part of `npm run prove -- scenes`)
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { wilsonRate } from '../src/core/scoring/wilson.ts';

const NAME = 'prove-baselines';
/** A score of groups is looked at: one in a thousand, two-sided, lets luck pass. */
const LUCK = 3.29;

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
  /** Questions that guessing gets right, and the variance of that; null where the answer is no choice of a few. */
  chance: number | null;
  variance: number;
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
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, group]) => judge(name, group));
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
    const group = groups.get(name) ?? { n: 0, chance: 0, variance: 0, hits: {} };
    groups.set(name, group);
    group.n++;
    const chance = answer.kind === 'yes-no' ? 0.5 : answer.options ? 1 / answer.options.length : null;
    group.chance = chance === null || group.chance === null ? null : group.chance + chance;
    group.variance += chance === null ? 0 : chance * (1 - chance);
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

function judge(name: string, { n, chance, variance, hits }: Group): BaselineFinding[] {
  const percent = (share: number | null) => `${(100 * (share ?? 0)).toFixed(1)} %`;
  const oracle = hits['oracle'] ?? 0;
  const findings = [{ name: `${name}: oracle`, passed: oracle === n, detail: `${oracle} of ${n} right` }];
  if (chance === null) return findings;
  for (const model of ['random', 'blind']) {
    const own = hits[model] ?? 0;
    const rate = wilsonRate(own, n);
    findings.push({
      name: `${name}: ${model} at chance`,
      passed: Math.abs(own - chance) <= LUCK * Math.sqrt(variance),
      detail: `${percent(rate.value)} of ${n}, 95 % interval ${percent(rate.low)}–${percent(rate.high)}, chance ${percent(chance / n)}`,
    });
  }
  return findings;
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
