// The long proofs, outside the test run: hundreds of scenes verified and checked by an independent program and answered
// by those who know everything and those who do not look, killed runs that end in the same bytes, memory over a thousand scenes.
//
//   npm run prove [-- scenes|kill|memory|rollouts] [--scenes N]
import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProcessTree } from '../bench/process-tree.ts';
import { proveBaselines } from './baselines.ts';
import { proveChance, proveMotion, proveOracle } from './rollouts.ts';

const RECIPES = ['tabletop', 'office-desk', 'living-room'];
const KILLS = 8;
const MEMORY_SCENES = 1000;

const args = process.argv.slice(2);
const scenesAt = args.indexOf('--scenes');
const SCENES = scenesAt === -1 ? 200 : Number(args[scenesAt + 1]);
const chosen = args.filter((arg) => ['scenes', 'kill', 'memory', 'rollouts'].includes(arg));
const wanted = (name: string) => chosen.length === 0 || chosen.includes(name);
const work = mkdtempSync(join(tmpdir(), 'vantage-prove-'));
let failures = 0;

function check(name: string, passed: boolean, detail = ''): void {
  process.stdout.write(`${passed ? 'ok  ' : 'FAIL'} ${name}${detail === '' ? '' : `: ${detail}`}\n`);
  if (!passed) failures++;
}

function start(...command: string[]): { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> } {
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, output }))) };
}

const vantage = (...command: string[]) => start('bin/vantage.js', ...command).ended;

function hashTree(dir: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== 'index.sqlite')
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file.slice(dir.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (wanted('scenes')) {
  for (const recipe of RECIPES) {
    const dir = join(work, recipe);
    const began = performance.now();
    const made = await vantage(
      'generate',
      `scenes/${recipe}.json`,
      '--out',
      dir,
      '--scenes',
      String(SCENES),
      '--seed',
      '0',
    );
    check(
      `${recipe}: ${SCENES} scenes`,
      made.code === 0,
      `${made.output.trim().split('\n').at(-1)} (${((performance.now() - began) / 1000).toFixed(0)} s)`,
    );
    const verified = await vantage('verify', dir);
    check(`${recipe}: every answer derived again`, verified.code === 0, verified.output.trim().split('\n').at(-1));
    const independent = await start('prove/checker/main.ts', dir, '--scenes', '40').ended;
    check(
      `${recipe}: the independent checker finds no contradiction in 40 scenes`,
      independent.code === 0,
      independent.output.trim().split('\n').slice(-12).join('\n     '),
    );
  }
  const dirs = RECIPES.map((recipe) => join(work, recipe));
  for (const { name, passed, detail } of proveBaselines(dirs)) check(name, passed, detail);
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
}

if (wanted('kill')) {
  const options = ['scenes/tabletop.json', '--scenes', '16', '--seed', '3', '--shard-size', '2'];
  await vantage('generate', ...options, '--out', join(work, 'whole'), '--quiet');
  const whole = hashTree(join(work, 'whole'));
  const out = join(work, 'killed');
  let resume: string[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const run = start('bin/vantage.js', 'generate', ...options, '--out', out, '--quiet', ...resume);
    // Spread over the run: start-up, the first shard, between shards, the questions.
    const timer = setTimeout(() => run.child.kill('SIGKILL'), 700 + ((kill * 2339) % 7000));
    await run.ended;
    clearTimeout(timer);
    resume = ['--resume'];
  }
  const last = await vantage('generate', ...options, '--out', out, '--quiet', '--resume');
  check(
    `killed ${KILLS} times and continued: the bytes of an uninterrupted run`,
    last.code === 0 && hashTree(out) === whole,
    last.output.trim(),
  );
}

if (wanted('rollouts')) {
  const roll = async (dir: string, run: string, model: string, ...options: string[]) => {
    const command = ['rollout', 'scenes/suites/tabletop.json', '--model', model, '--name', run, '--out', dir];
    const { code, output } = await vantage(...command, '--quiet', ...options);
    if (code !== 0) check(run, false, output.trim());
    return code === 0;
  };
  const [dir, again] = [join(work, 'rollouts'), join(work, 'rollouts-again')];
  const found = [];
  if (await roll(dir, 'placement', 'oracle', '--placement-only')) found.push(proveOracle(dir, 'placement', 0.97));
  if (await roll(again, 'placement', 'oracle', '--placement-only'))
    check('the same suite twice gives the same bytes', hashTree(dir) === hashTree(again));
  if (await roll(dir, 'grasping', 'oracle'))
    found.push(proveOracle(dir, 'grasping', 0.9), proveMotion(dir, 'grasping'));
  if (await roll(dir, 'random', 'random', '--placement-only', '--replans', '0')) found.push(proveChance(dir, 'random'));
  for (const { name, passed, detail } of found) check(name, passed, detail);
  const { code, output } = await vantage('verify', dir);
  const said = output.split('\n').filter((line) => line !== '' && !line.startsWith('verify '));
  check('every episode is derived again from its files', code === 0, said.join('\n     '));
}

if (wanted('memory')) {
  const run = start(
    'bin/vantage.js',
    'generate',
    'scenes/tabletop.json',
    '--out',
    join(work, 'long'),
    '--scenes',
    String(MEMORY_SCENES),
    '--views',
    '1',
    '--size',
    '320x240',
    '--workers',
    '1',
    '--quiet',
  );
  const tree = new ProcessTree(run.child.pid);
  const samples: { seconds: number; nodeMb: number; browserMb: number }[] = [];
  const began = performance.now();
  const timer = setInterval(() => samples.push({ seconds: (performance.now() - began) / 1000, ...tree.poll() }), 1000);
  const { code } = await run.ended;
  clearInterval(timer);
  const middle = samples
    .filter((s) => s.browserMb > 0)
    .slice(Math.floor(samples.length * 0.2), Math.floor(samples.length * 0.9));
  for (const name of ['nodeMb', 'browserMb'] as const) {
    const mean = (part: typeof middle) => part.reduce((sum, s) => sum + s[name], 0) / part.length;
    const half = Math.floor(middle.length / 2);
    const growth = mean(middle.slice(half)) - mean(middle.slice(0, half));
    const peak = Math.max(...samples.map((s) => s[name]));
    check(
      `memory of ${name === 'nodeMb' ? 'Node' : 'the browser'} over ${MEMORY_SCENES} scenes`,
      code === 0 && growth < 0.15 * mean(middle),
      `peak ${peak.toFixed(0)} MB, second half ${growth >= 0 ? '+' : ''}${growth.toFixed(0)} MB against the first`,
    );
  }
}

rmSync(work, { recursive: true, force: true });
process.stdout.write(failures === 0 ? 'all proofs hold\n' : `${failures} proofs fail\n`);
process.exitCode = failures === 0 ? 0 : 1;
