import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeRle, encodeRle } from '../../core/masks/rle.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { createRng } from '../../core/random.js';
import { Dataset } from '../dataset.js';
import { decodeRgbPng } from '../images.js';
import { writeSyntheticDataset } from '../testing/synthetic-dataset.js';
import { instancesOf, type CocoAnnotation, type CocoCategory, type CocoImage } from './coco.js';
import { EXPORTERS, exportDataset, previewRows } from './export-dataset.js';
import type { ExportSummary } from './exporter.js';
import { writeMarks } from '../browse/marks.js';
import { readBack, type ReadBack } from './read-back.js';
import { conversationOf, type Conversation } from './llava.js';
import type { RoboSpatialRow } from './robospatial.js';

let root: string;
let dir: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vantage-export-'));
  dir = join(root, 'dataset');
  await writeSyntheticDataset(dir);
});
afterAll(() => rm(root, { recursive: true }));

async function run(format: string, out: string, set?: string): Promise<ExportSummary> {
  const steps = exportDataset(dir, format, out, set);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

async function drained<Value>(steps: AsyncGenerator<unknown, Value>): Promise<Value> {
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

const readJson = async <T>(...path: string[]): Promise<T> => JSON.parse(await readFile(join(...path), 'utf8')) as T;

async function questionsOf(dataset: Dataset): Promise<QuestionRecord[]> {
  const all: QuestionRecord[] = [];
  for (const shard of dataset.shardIds)
    for await (const question of dataset.questions('main', shard)) all.push(question);
  return all;
}

for (const { id } of EXPORTERS) {
  describe(`every exporter: ${id}`, () => {
    it('writes the same bytes again', async () => {
      for (const name of ['first', 'second']) await run(id, join(root, `${id}-${name}`));
      const files = (await readdir(join(root, `${id}-first`), { recursive: true })).sort();
      expect((await readdir(join(root, `${id}-second`), { recursive: true })).sort()).toEqual(files);
      for (const file of files.filter((name) => name.includes('.'))) {
        expect(
          (await readFile(join(root, `${id}-first`, file))).equals(await readFile(join(root, `${id}-second`, file))),
        ).toBe(true);
      }
    });

    it('reads back what it wrote, and leaves out what is excluded', async () => {
      const marked = join(root, `${id}-marked`);
      await cp(dir, marked, { recursive: true });
      const view = '000001-000-v1';
      await writeMarks(marked, { excluded: new Set([view]), tags: new Map() });
      const found: ReadBack[] = [];
      for (const source of [dir, marked]) {
        const out = join(root, `${id}-read-${found.length}`);
        await drained(exportDataset(source, id, out));
        found.push(await drained(readBack(out, id)));
        const files = await readdir(out, { recursive: true });
        expect(files.filter((name) => name.endsWith(`${view}.png`))).toHaveLength(source === dir ? 1 : 0);
      }
      expect(found[1].images).toBe(found[0].images - 1);
      expect(found[1].rows).toBeLessThan(found[0].rows);
      const image = (await readdir(join(root, `${id}-read-0`), { recursive: true })).find((name) =>
        name.endsWith('.png'),
      );
      await rm(join(root, `${id}-read-0`, image ?? ''));
      await expect(drained(readBack(join(root, `${id}-read-0`), id))).rejects.toThrow(/its image .* cannot be read/);
    });

    it('writes the chosen images alone, with what is asked of them', async () => {
      const view = '000001-000-v1';
      const out = join(root, `${id}-only`);
      await drained(exportDataset(dir, id, out, undefined, [view]));
      const found = await drained(readBack(out, id));
      expect(found.images).toBe(1);
      expect(found.rows).toBeGreaterThan(0);
      const images = (await readdir(out, { recursive: true })).filter((name) => name.endsWith('.png'));
      expect(images.map((name) => name.endsWith(`${view}.png`))).toEqual([true]);
      expect((await previewRows(dir, id, undefined, 100, [view])).length).toBeGreaterThan(0);
    });

    it('shows the rows it will write', async () => {
      const rows = await previewRows(dir, id, undefined, 3);
      expect(rows).toHaveLength(3);
      for (const row of rows) expect(typeof JSON.parse(row)).toBe('object');
    });

    it('refuses a folder that holds something, and takes an empty one', async () => {
      const out = join(root, `${id}-used`);
      await mkdir(out);
      await writeFile(join(out, 'mine.txt'), 'keep');
      await expect(run(id, out)).rejects.toThrow(/is not empty: choose another folder/);
      expect(await readdir(out)).toEqual(['mine.txt']);
      await rm(join(out, 'mine.txt'));
      await run(id, out);
      expect((await readdir(out)).length).toBeGreaterThan(1);
    });

    it('leaves nothing when it is broken off', async () => {
      const before = await readdir(root);
      const steps = exportDataset(dir, id, join(root, `${id}-broken`));
      await steps.next();
      await steps.return({});
      expect(await readdir(root)).toEqual(before);
    });
  });
}

describe('export', () => {
  it('names the formats there are', async () => {
    await expect(run('voc', join(root, 'x'))).rejects.toThrow(
      'There is no format "voc": choose llava or robospatial or coco.',
    );
    await expect(run('llava', join(root, 'x'), 'other')).rejects.toThrow('has no question set "other", only main.');
  });
});

describe('llava', () => {
  it('holds every question once, in its split, with its image', async () => {
    const out = join(root, 'llava-read');
    const summary = await run('llava', out);
    const dataset = await Dataset.open(dir);
    const questions = await questionsOf(dataset);
    const train = await readJson<Conversation[]>(out, 'train.json');
    const test = await readJson<Conversation[]>(out, 'test.json');
    expect(summary).toEqual({ train: train.length, test: test.length, images: 8 });
    expect([...train, ...test].map((row) => row.id).sort()).toEqual(questions.map((question) => question.id).sort());
    for (const row of [...train, ...test]) {
      const question = questions.find(({ id }) => id === row.id);
      const [human, gpt] = row.conversations;
      expect(human.value.startsWith(`<image>\n${question?.text}`)).toBe(true);
      expect(human.value.split('<image>')).toHaveLength(2);
      expect(gpt.value).toBe(question?.answerText);
      const view = await dataset.readView(question?.views[0] ?? '');
      const image = await readFile(join(out, row.image as string));
      expect(await decodeRgbPng(image, view.intrinsics, 'image')).toEqual(await dataset.readRgb(view));
    }
  });

  it('writes points as fractions that no reader takes for pixels', async () => {
    const question = (await questionsOf(await Dataset.open(dir))).find(
      ({ kind }) => kind === 'context',
    ) as QuestionRecord;
    const answer = { ...question.answer, normalised: [[1, 0], [0.4614, 0.5]] } as unknown as QuestionRecord['answer']; // prettier-ignore
    const row = conversationOf({ ...question, answer, views: ['000000-000-v0', '000000-000-v1'] }, [0, 0]);
    expect(row.conversations[1].value).toBe('[(1.000, 0.000), (0.461, 0.500)]');
    expect(row.image).toEqual(['images/000000-000-v0.png', 'images/000000-000-v1.png']);
    expect(row.conversations[0].value.startsWith('<image>\n<image>\nPoint at')).toBe(true);
  });

  it('writes boxes as fractions', async () => {
    const [question] = await questionsOf(await Dataset.open(dir));
    const answer = { kind: 'box2d', box: [64, 48, 128, 480], amodal: [0, 0, 1, 1] } as const;
    expect(conversationOf({ ...question, answer }, [640, 480]).conversations[1].value).toBe(
      '[0.100, 0.100, 0.200, 1.000]',
    );
  });
});

describe('coco', () => {
  it('has consistent ids, boxes, areas and masks', async () => {
    const out = join(root, 'coco-read');
    const summary = await run('coco', out);
    const dataset = await Dataset.open(dir);
    const seen = { images: new Set<number>(), annotations: new Set<number>() };
    for (const split of ['train', 'test']) {
      const file = await readJson<{ categories: CocoCategory[]; images: CocoImage[]; annotations: CocoAnnotation[]; licenses: unknown[] }>(
        out, 'annotations', `instances_${split}.json`); // prettier-ignore
      expect(file.categories).toEqual([
        { id: 1, name: 'box', supercategory: 'container' },
        { id: 2, name: 'mug', supercategory: 'container' },
        { id: 3, name: 'table', supercategory: 'table' },
      ]);
      for (const image of file.images) {
        seen.images.add(image.id);
        const view = await dataset.readView(image.file_name.replace('.png', ''));
        const scene = await dataset.readScene(view.scene);
        expect(scene.split).toBe(split);
        const ids = await dataset.readIds(view);
        expect(await decodeRgbPng(await readFile(join(out, split, image.file_name)), image, 'image')).toEqual(
          await dataset.readRgb(view),
        );
        const annotations = file.annotations.filter(({ image_id }) => image_id === image.id);
        expect(annotations).toHaveLength(view.objects.length);
        for (const [i, annotation] of annotations.entries()) {
          seen.annotations.add(annotation.id);
          const truth = view.objects[i];
          expect(annotation.area).toBe(truth.visiblePixels);
          const [x0, y0, x1, y1] = truth.box ?? [0, 0, 0, 0];
          expect(annotation.bbox).toEqual([x0, y0, x1 - x0, y1 - y0]);
          const mask = decodeRle(annotation.segmentation);
          expect(mask.every((value, k) => (value === 1) === (ids[k] === truth.id))).toBe(true);
          const category = file.categories.find(({ id }) => id === annotation.category_id);
          expect(category?.name).toBe(scene.objects.find(({ id }) => id === truth.id)?.category);
        }
      }
    }
    expect(summary).toEqual({ images: 8, annotations: seen.annotations.size, categories: 3 });
    expect(seen.images.size).toBe(8);
  });

  for (let seed = 0; seed < 20; seed++) {
    it(`finds the run lengths of all instances in one walk (seed ${seed})`, () => {
      const rng = createRng(seed);
      const [width, height] = [1 + rng.int(9), 1 + rng.int(9)];
      const ids = Uint16Array.from({ length: width * height }, () => rng.int(1 + (seed % 4)));
      const found = instancesOf(ids, width, height);
      expect(found.map(({ id }) => id)).toEqual([...new Set(ids)].filter((id) => id > 0).sort());
      for (const { id, area, segmentation } of found) {
        const mask = Uint8Array.from(ids, (value) => (value === id ? 1 : 0));
        expect(segmentation).toEqual(encodeRle(mask, width, height));
        expect(area).toBe(mask.reduce((sum, bit) => sum + bit, 0));
      }
    });
  }
});

describe('RoboSpatial', () => {
  it('has a row for each question of its three kinds, and an image for each row', async () => {
    const out = join(root, 'robospatial');
    const { train, test, leftOut } = await run('robospatial', out);
    const rows = [
      ...(await readJson<RoboSpatialRow[]>(out, 'train.json')),
      ...(await readJson<RoboSpatialRow[]>(out, 'test.json')),
    ];
    expect(rows).toHaveLength(train + test);
    expect(rows.length + leftOut).toBe((await questionsOf(await Dataset.open(dir))).length);
    const images = new Set((await readdir(join(out, 'images'))).map((name) => `images/${name}`));
    expect(new Set(rows.map((row) => row.qa_type)).size).toBeGreaterThan(1);
    for (const row of rows) {
      expect(images).toContain(row.image_path);
      expect(row.answer).toMatch(
        row.qa_type === 'unary_spatial_context' ? /^\[(\([01]\.\d{3}, [01]\.\d{3}\)(, )?)+\]$/ : /^(Yes|No)$/,
      );
    }
  });
});
