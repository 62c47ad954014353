import { join } from 'node:path';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { CONVENTIONS, type ShardRecord } from '../../core/scene/dataset-record.js';
import { recipeSchema } from '../../core/scene/recipe.js';
import { questionFolder, questionPath, sceneId, shardId } from '../layout.js';
import { hashRecipe, withShards, writeManifest } from '../manifest.js';
import { encodeView, ShardWriter } from '../shard-writer.js';
import { ensureFolder, writeWholeFile } from '../whole-file.js';
import { questionsOf } from './box-questions.js';
import { arrangeBoxes, settledScene } from './box-scene.js';
import { castView, lookAt } from './cast-view.js';

// A dataset of boxes on a table, drawn by casting rays: small, exact and made without browser or physics.

export interface SyntheticOptions {
  readonly shards?: number;
  readonly scenes?: number;
  readonly views?: number;
  readonly size?: readonly [number, number];
  readonly seed?: number;
}

/** Writes a whole dataset with one question set "main" into `dir`. Equal options, equal bytes. */
export async function writeSyntheticDataset(dir: string, options: SyntheticOptions = {}): Promise<void> {
  const { shards = 2, scenes = 2, views = 2, size = [64, 48], seed = 0 } = options;
  for (const folder of ['assets', 'shards']) await ensureFolder(join(dir, folder));
  await ensureFolder(questionFolder(dir, 'main'));
  const records: ShardRecord[] = [];
  const files: Record<string, string> = {};
  let count = 0;
  for (let n = 0; n < shards; n++) {
    const shard = await writeShard(dir, shardId(n), scenes, views, size, seed);
    records.push(shard.record);
    const lines = shard.questions.map((question) => `${JSON.stringify(question)}\n`);
    files[`questions/main/${shardId(n)}.jsonl`] = await writeWholeFile(
      questionPath(dir, 'main', shardId(n)),
      lines.join(''),
    );
    count += lines.length;
  }
  const manifest = syntheticManifest(seed, { scenes: shards * scenes, shardSize: scenes });
  await writeManifest(dir, { ...withShards(manifest, records), questions: { main: { count, files } } });
}

/** A dataset.json without shards and questions. */
export function syntheticManifest(seed: number, plan: { scenes: number; shardSize: number }) {
  const recipe = recipeSchema.parse({
    schema: 'vantage/recipe@1',
    id: 'boxes',
    profile: 'tabletop',
    room: { width: [3, 4], depth: [3, 4] },
    surface: { category: 'table', size: [1.4, 1] },
    objects: { count: [4, 6], categories: { mug: 1, box: 1 } },
    cameras: { rig: 'table-side' },
    worldAnchor: 'robot-base',
  });
  return {
    schema: 'vantage/dataset@1',
    name: 'boxes',
    generator: { name: 'vantage', version: '0.0.0' },
    recipe,
    recipeHash: hashRecipe(recipe),
    seed,
    plan,
    renderer: 'ray cast of boxes',
    conventions: CONVENTIONS,
    spec: '0.3',
    lexicon: {
      version: '1',
      nouns: { box: ['box', 'crate'], mug: ['mug'], table: ['table'] },
      hypernyms: { container: ['box', 'mug'] },
      colours: { red: [45, 55, 35] },
    },
    assets: [],
    shards: [],
    rejected: {},
    questions: {},
  } as const;
}

async function writeShard(
  dir: string,
  id: string,
  scenes: number,
  views: number,
  size: readonly [number, number],
  seed: number,
) {
  const writer = await ShardWriter.open(dir, id);
  const questions: QuestionRecord[] = [];
  const assets = new Map<string, string>();
  try {
    for (let k = 0; k < scenes; k++) {
      const boxes = arrangeBoxes(`${seed} ${id} ${k}`);
      const scene = await settledScene(dir, sceneId(id, k), boxes, k % 2 === 0 ? 'train' : 'test');
      for (const object of scene.objects) assets.set(object.mesh, object.asset);
      const looks = Array.from({ length: views }, (_, v) => lookAt(scene.id, v, size));
      const drawn = looks.map(({ camera, id: view }) => castView(camera, view, scene, boxes));
      await writer.addScene(scene, await Promise.all(drawn.map(({ record, frame }) => encodeView(record, frame))));
      questions.push(...drawn.flatMap(({ record, frame }) => questionsOf(scene, record, frame)));
    }
    const entries = [...assets].map(([mesh, asset]) => ({ mesh, asset, licence: 'Apache-2.0', source: 'test' }));
    return { record: await writer.finish({ 'no-room': 1 }, entries), questions };
  } catch (error) {
    await writer.discard();
    throw error;
  }
}
