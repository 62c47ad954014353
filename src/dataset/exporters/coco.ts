import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compressCounts } from '../../core/masks/rle.js';
import { UserError } from '../../core/result.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { Dataset } from '../dataset.js';
import { ensureFolder } from '../whole-file.js';
import type { Exporter, ExportProgress, ExportSummary } from './exporter.js';
import { JsonListFile } from './json-list-file.js';

export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
}

export interface CocoCategory {
  readonly id: number;
  readonly name: string;
  readonly supercategory: string;
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  readonly iscrowd: 0;
  /** Visible pixels. */
  readonly area: number;
  /** [x, y, width, height] of the visible pixels, pixel borders. */
  readonly bbox: readonly [number, number, number, number];
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string };
}

/** Instance masks as pycocotools reads them: annotations/instances_<split>.json, <split>/*.png. */
export const cocoExporter: Exporter = {
  id: 'coco',
  title: 'COCO instance masks: annotations/instances_train.json, instances_test.json, train/*.png, test/*.png',
  models: ['pycocotools', 'Detectron2', 'MMDetection'],
  needsQuestions: false,
  rows: cocoRows,
  write: writeCoco,
};

/** One instance a row, without the numbers that only a whole file gives out. */
async function* cocoRows(dataset: Dataset): AsyncGenerator<unknown> {
  for await (const { scene, views } of dataset.scenes())
    for (const view of views) {
      const { width, height } = view.intrinsics;
      const categoryOf = new Map(scene.objects.map((object) => [object.id, object.category]));
      for (const { id, ...instance } of instancesOf(await dataset.readIds(view), width, height))
        yield { file_name: fileName(view), category: categoryOf.get(id), iscrowd: 0, ...instance };
    }
}

const SPLITS = ['train', 'test'] as const;

async function* writeCoco(dataset: Dataset, folder: string): AsyncGenerator<ExportProgress, ExportSummary> {
  for (const name of ['annotations', ...SPLITS]) await ensureFolder(join(folder, name));
  const categories = await cocoCategories(dataset);
  const idOf = new Map(categories.map(({ id, name }) => [name, id]));
  const total = dataset.record.shards.reduce((sum, shard) => sum + shard.views, 0);
  const counts = { images: 0, annotations: 0, categories: categories.length };
  for (const split of SPLITS) {
    const file = await JsonListFile.open(join(folder, 'annotations', `instances_${split}.json`));
    try {
      await file.raw(`{"info":${JSON.stringify(infoOf(dataset))},"licenses":[],"categories":[`);
      for (const category of categories) await file.item(category);
      await file.raw('\n],"images":[');
      const firstImage = counts.images + 1;
      for await (const { record } of viewsOf(dataset, split)) {
        const { width, height } = record.intrinsics;
        await file.item({ id: ++counts.images, file_name: fileName(record), width, height } satisfies CocoImage);
      }
      await file.raw('\n],"annotations":[');
      let image_id = firstImage;
      for await (const { record, scene } of viewsOf(dataset, split)) {
        const { width, height } = record.intrinsics;
        const categoryOf = new Map(scene.objects.map((object) => [object.id, idOf.get(object.category)]));
        for (const { id, ...instance } of instancesOf(await dataset.readIds(record), width, height)) {
          const category_id = categoryOf.get(id);
          if (category_id === undefined)
            throw new UserError(`View ${record.id} shows an object ${id} its scene does not have.`);
          await file.item({
            id: ++counts.annotations,
            image_id,
            category_id,
            iscrowd: 0,
            ...instance,
          } satisfies CocoAnnotation);
        }
        await writeFile(join(folder, split, fileName(record)), (await dataset.readImages(record.id)).rgb);
        yield { done: image_id++, total };
      }
      await file.raw('\n]}\n');
    } finally {
      await file.close();
    }
  }
  return counts;
}

const fileName = (view: ViewRecord): string => `${view.id}.png`;

async function* viewsOf(dataset: Dataset, split: string): AsyncGenerator<{ record: ViewRecord; scene: SettledScene }> {
  for await (const { scene, views } of dataset.scenes()) {
    if (scene.split === split) for (const record of views) yield { record, scene };
  }
}

function infoOf(dataset: Dataset): object {
  const { name, generator, seed, recipeHash } = dataset.record;
  return {
    description: `${name}, seed ${seed}, recipe ${recipeHash}`,
    version: generator.version,
    contributor: generator.name,
  };
}

/** Ids follow the alphabet of all categories of lexicon and scenes: the same in both splits and in every run. */
async function cocoCategories(dataset: Dataset): Promise<CocoCategory[]> {
  const { nouns, hypernyms } = dataset.record.lexicon;
  const names = new Set(Object.keys(nouns));
  for await (const { scene } of dataset.scenes()) for (const object of scene.objects) names.add(object.category);
  const wider = Object.keys(hypernyms).sort();
  return [...names].sort().map((name, i) => ({
    id: i + 1,
    name,
    supercategory: wider.find((word) => hypernyms[word].includes(name)) ?? name,
  }));
}

interface Instance {
  readonly id: number;
  readonly area: number;
  readonly bbox: readonly [number, number, number, number];
  readonly segmentation: { readonly size: readonly [number, number]; readonly counts: string };
}

interface Runs {
  /** Run lengths so far, zeros first. */
  readonly counts: number[];
  /** Column-major position behind the last run of ones. */
  end: number;
  area: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * The instances of an id image, by id, each with its run lengths.
 * All in one walk down the columns: a mask for each would read the image twenty times.
 *
 * @param ids [height * width] row-major, 0 background
 */
export function instancesOf(ids: Uint16Array, width: number, height: number): Instance[] {
  const all = new Map<number, Runs>();
  const close = (id: number, x: number, from: number, to: number) => {
    let runs = all.get(id);
    if (!runs) all.set(id, (runs = { counts: [], end: 0, area: 0, x0: width, y0: height, x1: 0, y1: 0 }));
    const start = x * height + from;
    // A run that goes on over the foot of a column is one run.
    if (start === runs.end && runs.counts.length > 0) runs.counts[runs.counts.length - 1] += to - from;
    else runs.counts.push(start - runs.end, to - from);
    runs.end = x * height + to;
    runs.area += to - from;
    runs.x0 = Math.min(runs.x0, x);
    runs.x1 = Math.max(runs.x1, x + 1);
    runs.y0 = Math.min(runs.y0, from);
    runs.y1 = Math.max(runs.y1, to);
  };
  for (let x = 0; x < width; x++) {
    let from = 0;
    for (let y = 1; y <= height; y++) {
      const id = ids[from * width + x];
      if (y < height && ids[y * width + x] === id) continue;
      if (id !== 0) close(id, x, from, y);
      from = y;
    }
  }
  return [...all]
    .sort(([a], [b]) => a - b)
    .map(([id, { counts, end, area, x0, y0, x1, y1 }]) => {
      const rest = width * height - end;
      const full = rest > 0 ? [...counts, rest] : counts;
      return {
        id,
        area,
        bbox: [x0, y0, x1 - x0, y1 - y0],
        segmentation: { size: [height, width], counts: compressCounts(full) },
      };
    });
}
