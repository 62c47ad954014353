import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset, QuestionFile } from './dataset.ts';
import type { Report } from './report.ts';
import { sceneNames, viewNames } from './dataset.ts';
import { sha256 } from './files.ts';

// Every file is what dataset.json says it is, and the tar's samples are in order.

export function checkFiles(report: Report, dataset: Dataset, questions: readonly QuestionFile[]): void {
  const { record, dir } = dataset;
  report.expect(
    'dataset schema',
    record.schema === 'vantage/dataset@1' && (record.spec === '0.2' || record.spec === '0.3'),
    record.name,
    `${record.schema} spec ${record.spec}`,
    'vantage/dataset@1 spec 0.2 or 0.3 (the same for scenes)',
  );
  checkFinite(report, record.name, record);
  record.shards.forEach((listed, i) => {
    const shard = dataset.shards[i];
    const bytes = readFileSync(shard.path);
    report.expect('shard sha256', sha256(bytes) === listed.sha256, listed.id, listed.sha256, () => sha256(bytes));
    report.expect('shard bytes', bytes.length === listed.bytes, listed.id, String(listed.bytes), String(bytes.length));
    const scenes = sceneNames(shard);
    const views = shard.entries.filter((e) => /-v\d+\.json$/.test(e.name)).length;
    report.expect(
      'shard counts',
      scenes.length === listed.scenes && views === listed.views,
      listed.id,
      `${listed.scenes} scenes, ${listed.views} views`,
      `${scenes.length}, ${views}`,
    );
    const known = new Set<string>();
    for (const entry of shard.entries) {
      report.expect('tar names unique', !known.has(entry.name), `${listed.id} ${entry.name}`, 'once', 'twice');
      known.add(entry.name);
    }
    // Samples adjacent (WebDataset), the scene before its views.
    const keys = shard.entries.map((e) => e.name.slice(0, e.name.indexOf('.')));
    const runs = keys.filter((key, k) => key !== keys[k - 1]);
    report.expect(
      'tar samples adjacent',
      new Set(runs).size === runs.length,
      listed.id,
      'each sample in one run',
      runs.join(' '),
    );
    for (const name of scenes) {
      const id = name.slice(0, -'.scene.json'.length);
      const order = viewNames(shard, id);
      report.expect(
        'tar views in order',
        order.every((v, k) => v === `${id}-v${k}`) && runs.indexOf(id) === runs.indexOf(`${id}-v0`) - 1,
        id,
        'scene, then v0, v1, …',
        order.join(' '),
      );
      for (const view of order)
        for (const part of ['rgb.png', 'depth.png', 'mask.png'])
          report.expect('view has its pictures', known.has(`${view}.${part}`), view, part, 'missing');
    }
  });
  for (const name of readdirSync(join(dir, 'assets')).filter((n) => n.endsWith('.glb'))) {
    const bytes = readFileSync(join(dir, 'assets', name));
    report.expect('mesh named by its sha256', `${sha256(bytes)}.glb` === name, name, name, () => sha256(bytes));
  }
  for (const asset of record.assets)
    report.expect(
      'listed asset is there',
      existsSync(join(dir, 'assets', `${asset.mesh}.glb`)),
      asset.asset,
      asset.mesh,
      'missing',
    );
  for (const [set, listed] of Object.entries(record.questions)) {
    const files = questions.filter((f) => f.set === set);
    const sums = Object.fromEntries(Object.entries(listed.files).map(([file, sum]) => [file.split('/').at(-1), sum]));
    report.expect(
      'question files listed',
      files.length === Object.keys(sums).length,
      set,
      Object.keys(sums).join(' '),
      files.map((f) => f.file).join(' '),
    );
    let lines = 0;
    for (const file of files) {
      const bytes = readFileSync(file.path);
      for (const byte of bytes) if (byte === 10) lines++;
      report.expect(
        'question file sha256',
        sums[file.file.split('/').at(-1) as string] === sha256(bytes),
        file.file,
        String(sums[file.file.split('/').at(-1) as string]),
        () => sha256(bytes),
      );
      report.expect(
        'question file ends a line',
        bytes.length === 0 || bytes.at(-1) === 10,
        file.file,
        'newline',
        `byte ${bytes.at(-1)} of ${statSync(file.path).size}`,
      );
    }
    report.expect('question count', lines === listed.count, set, String(listed.count), String(lines));
  }
  for (const set of new Set(questions.map((f) => f.set)))
    report.expect('question set listed', set in record.questions, set, 'in dataset.json', 'missing');
}

/** No number in a record may have been NaN or infinite: JSON writes those as null. */
export function checkFinite(report: Report, id: string, record: unknown): void {
  let bad = '';
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number' && !Number.isFinite(value)) bad = path;
    if (Array.isArray(value)) {
      value.forEach((v, i) => {
        if (v === null && value.some((w) => typeof w === 'number')) bad = `${path}[${i}]`;
        walk(v, `${path}[${i}]`);
      });
    } else if (value && typeof value === 'object') for (const [k, v] of Object.entries(value)) walk(v, `${path}.${k}`);
  };
  walk(record, '');
  report.expect('numbers finite', bad === '', id, 'finite', `${bad} is not`);
}
