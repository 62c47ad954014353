import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Before } from './changed.ts';
import type { Contradiction } from './report.ts';
import type { Fact } from './check-set.ts';
import type { SceneRecord } from './types.ts';
import type { View } from './view.ts';
import { checkFiles, checkFinite } from './check-files.ts';
import { checkQuestion } from './check-question.ts';
import { checkScene } from './check-scene.ts';
import { checkSet } from './check-set.ts';
import { checkPictures, checkView } from './check-view.ts';
import { openDataset, questionFiles, readQuestions, readScene, readView, sceneNames, viewNames } from './dataset.ts';
import { factOf } from './fact.ts';
import { createReport } from './report.ts';
import { viewOf } from './view.ts';
import { worldOf } from './world.ts';

// Checks a dataset from its files and SPEC alone: node prove/checker/main.ts DIR [--scenes N] [--only TYPE] [--balance] [--json]

const args = process.argv.slice(2);
const option = (name: string): string | null => {
  const at = args.indexOf(name);
  return at < 0 ? null : (args[at + 1] ?? null);
};
const dir = args.find((a, i) => !a.startsWith('--') && !['--scenes', '--only'].includes(args[i - 1] ?? ''));
if (!dir || !existsSync(join(dir, 'dataset.json'))) {
  process.stderr.write(
    `usage: node prove/checker/main.ts DIR [--scenes N] [--only TYPE] [--balance] [--json]\n${dir ?? '(no folder)'} has no dataset.json\n`,
  );
  process.exit(2);
}
const limit = Number(option('--scenes') ?? Infinity);
const only = option('--only');
/** Only what holds over whole sets: in seconds instead of hours. */
const balance = args.includes('--balance');

const report = createReport();
const dataset = openDataset(dir);
const files = questionFiles(dir);
if (!only && !balance) checkFiles(report, dataset, files);

const facts = new Map<string, Fact[]>();
const scenes: SceneRecord[] = [];
let done = 0;
/** The last scene that is no twin: a twin follows its original. */
let original: Before | null = null;
for (const shard of dataset.shards) {
  const asked = files
    .filter((f) => f.file.endsWith(`/${shard.id}.jsonl`))
    .flatMap((f) => readQuestions(f).map((q) => ({ set: f.set, q })));
  const names = sceneNames(shard);
  const inShard = new Set(names.map((name) => name.slice(0, -'.scene.json'.length)));
  for (const { q } of asked) report.expect('question in its shard', inShard.has(q.scene), q.id, q.scene, shard.id);
  for (const name of names) {
    if (done++ >= limit) continue;
    const started = performance.now();
    const record = readScene(dataset, shard, name);
    scenes.push(record);
    report.expect(
      'scene named by its id',
      `${record.id}.scene.json` === name && record.schema === 'vantage/scene@1',
      record.id,
      name,
      record.id,
    );
    checkFinite(report, record.id, record);
    const world = worldOf(record, dataset.meshOf);
    if (!only && !balance) checkScene(report, world);
    const views: View[] = viewNames(shard, record.id).map((id) => {
      const view = readView(dataset, shard, id);
      if (balance) return viewOf(view, world, new Uint16Array(0), new Uint16Array(0));
      checkFinite(report, id, view);
      const pictures = {
        rgb: dataset.image(shard, `${id}.rgb.png`),
        depth: dataset.image(shard, `${id}.depth.png`),
        mask: dataset.image(shard, `${id}.mask.png`),
      };
      checkPictures(report, id, pictures, view.intrinsics.width, view.intrinsics.height);
      return viewOf(view, world, pictures.mask.data, pictures.depth.data);
    });
    if (!only && !balance) for (const view of views) checkView(report, world, view);
    if (record.counterfactualOf === null) original = { world, views };
    const before = original?.world.record.id === record.counterfactualOf ? original : null;
    const own = asked.filter(({ q }) => q.scene === record.id);
    for (const { q } of own) {
      if (balance || (only && q.type !== only)) continue;
      checkFinite(report, q.id, q);
      checkQuestion(report, world, views, q, dataset.record.lexicon, before);
    }
    for (const { set, q } of own) {
      const list = facts.get(set) ?? [];
      list.push(factOf(world, views, q));
      facts.set(set, list);
    }
    process.stderr.write(
      `${record.id}: ${views.length} views, ${own.length} questions, ${((performance.now() - started) / 1000).toFixed(1)} s, ${report.contradictions.length} contradictions so far\n`,
    );
  }
}
report.expect(
  'scene ids unique',
  new Set(scenes.map((s) => s.id)).size === scenes.length,
  dir,
  String(scenes.length),
  'repeated',
);
if (!only && limit === Infinity) for (const [set, list] of facts) checkSet(report, set, list, scenes);

const line = ({ check, id, claimed, found }: Contradiction): string =>
  `${check} | ${id} | claimed ${claimed} | found ${found}`;
if (args.includes('--json'))
  process.stdout.write(
    `${JSON.stringify({ counts: Object.fromEntries(report.counts), contradictions: report.contradictions, open: Object.fromEntries(report.opened) }, null, 1)}\n`,
  );
else {
  for (const c of report.contradictions) process.stdout.write(`${line(c)}\n`);
  process.stdout.write('\n');
  for (const [name, c] of [...report.counts].sort(([a], [b]) => (a < b ? -1 : 1)))
    process.stdout.write(
      `${String(c.checked).padStart(7)} checked ${String(c.contradictions).padStart(5)} wrong ${String(c.open).padStart(5)} open  ${name}\n`,
    );
  for (const [why, id] of report.opened) process.stdout.write(`open: ${why} (e.g. ${id})\n`);
  process.stdout.write(`${report.contradictions.length} contradictions\n`);
}
// Not by process.exit: that would cut off what a slow reader has not taken yet.
process.exitCode = report.contradictions.length > 0 ? 1 : 0;
