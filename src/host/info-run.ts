import type { RunEvent } from '../contract/run-events.js';
import type { QuestionRecord } from '../core/questions/question-record.js';
import { readManifest } from '../dataset/manifest.js';
import { readQuestionLines } from '../dataset/question-lines.js';

/** Counts what a dataset holds, from its files. */
export async function* infoRun(dir: string): AsyncGenerator<RunEvent> {
  const manifest = await readManifest(dir);
  const types: Record<string, Record<string, number>> = {};
  for (const set of Object.keys(manifest.questions)) {
    const counts = new Map<string, number>();
    for (const { id } of manifest.shards) {
      for await (const { record } of readQuestionLines(dir, set, id)) {
        const name = nameOf(record);
        counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    types[set] = Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  const sum = (pick: (shard: (typeof manifest.shards)[number]) => number) =>
    manifest.shards.reduce((total, shard) => total + pick(shard), 0);
  yield {
    type: 'done',
    summary: {
      name: manifest.name,
      generator: `${manifest.generator.name} ${manifest.generator.version}, spec ${manifest.spec}`,
      renderer: manifest.renderer,
      recipeHash: manifest.recipeHash,
      seed: manifest.seed,
      planned: manifest.plan.scenes,
      shards: manifest.shards.length,
      scenes: sum((shard) => shard.scenes),
      views: sum((shard) => shard.views),
      bytes: sum((shard) => shard.bytes),
      assets: manifest.assets.length,
      rejected: manifest.rejected,
      types,
    },
  };
}

function nameOf(record: QuestionRecord): string {
  const answer = record.answer.kind === 'yes-no' ? (record.answer.value ? 'yes' : 'no') : record.answer.kind;
  return [record.kind, record.type, record.direction, record.frame?.kind ?? 'any', answer]
    .filter((part) => part !== null)
    .join(' ');
}
