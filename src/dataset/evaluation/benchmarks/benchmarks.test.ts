import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeRle } from '../../../core/masks/rle.js';
import { publishedScore } from '../../../core/scoring/published-rules.js';
import type { BenchmarkItem } from './benchmark.js';
import { openBenchmark } from './open-benchmark.js';

// Three items each, laid out as the benchmarks' authors do. Images are 40 × 30.

const [W, H] = [40, 30];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-benchmark-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function put(name: string, content: string | Buffer): Promise<void> {
  const path = join(dir, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

const picture = () =>
  sharp({ create: { width: W, height: H, channels: 3, background: '#888' } })
    .png()
    .toBuffer();

/** White in columns 10–19 and rows 10–19. */
async function mask(format: 'png' | 'jpeg', channels: 1 | 3 = 1): Promise<Buffer> {
  const values = Buffer.alloc(W * H * channels);
  for (let y = 10; y < 20; y++) values.fill(255, (y * W + 10) * channels, (y * W + 20) * channels);
  const image = sharp(values, { raw: { width: W, height: H, channels } });
  return format === 'png' ? image.png().toBuffer() : image.jpeg({ quality: 95 }).toBuffer();
}

async function itemsOf(name: string, path = dir): Promise<BenchmarkItem[]> {
  const benchmark = await openBenchmark(name, path);
  const items: BenchmarkItem[] = [];
  for await (const item of benchmark.items()) items.push(item);
  expect(items.map(({ id, answer }) => [id, answer.kind])).toEqual(
    benchmark.outline.map(({ id, answer }) => [id, answer]),
  );
  return items;
}

const points = (...list: [number, number][]) => ({
  kind: 'points' as const,
  points: list.map(([u, v]) => ({ u, v, depth: null })),
});

describe('RoboSpatial-Home', () => {
  const polygon = '[(0.25, 0.2), (0.75, 0.2), (0.75, 0.8), (0.25, 0.8)]';
  const rows = [
    { category: 'configuration', question: 'Is the mug left of the bowl? Answer yes or no.', answer: 'yes' },
    { category: 'compatibility', question: 'Can the mug fit left of the bowl? Answer yes or no.', answer: 'No' },
    {
      category: 'context',
      question:
        'Pinpoint several points left of the bowl. Your answer should be formatted as a list of tuples, i.e. [(x1, y1)].',
      answer: polygon,
    },
  ].map((row, i) => ({ ...row, img: `images/img_${i}.png`, depth_image: null, mask: null }));

  async function lay(annotations: unknown = rows): Promise<void> {
    await put('annotations.json', JSON.stringify(annotations));
    for (const i of [0, 1, 2]) await put(`images/img_${i}.png`, await picture());
  }

  it('is read, and asked without its own words on the form of the answer', async () => {
    await lay();
    const [yes, no, where] = await itemsOf('robospatial-home');
    expect([yes.text, no.text, where.text]).toEqual([
      'Is the mug left of the bowl?',
      'Can the mug fit left of the bowl?',
      'Pinpoint several points left of the bowl.',
    ]);
    expect([yes.answer, no.answer]).toEqual([
      { kind: 'yes-no', value: true },
      { kind: 'yes-no', value: false },
    ]);
    expect(yes.images).toEqual([join(dir, 'images/img_0.png')]);
    if (where.answer.kind !== 'points') return expect.unreachable();
    // Columns 10–29 and rows 6–23 have their centres inside.
    expect(decodeRle(where.answer.mask).reduce((sum, bit) => sum + bit, 0)).toBe(20 * 18);
    expect(where.answer.normalised[0].every((share) => share > 0.4 && share < 0.6)).toBe(true);
  });

  it('is scored by its own rule', async () => {
    await lay();
    const [yes, no, where] = await itemsOf('robospatial-home');
    const score = (item: BenchmarkItem, text: string, parsed: Parameters<typeof publishedScore>[2] = null) =>
      publishedScore(item.rule, text, parsed, [W, H]);
    expect([score(yes, ' Yes, it is.'), score(yes, 'It is: yes'), score(no, 'Not sure'), score(no, 'yes')]).toEqual([
      1, 0, 1, 0,
    ]);
    expect(score(where, '', points([20, 15], [0, 0]))).toBe(1);
    expect(score(where, '', points([0, 0], [20, 15]))).toBe(0);
    expect(score(where, 'nothing')).toBe(0);
  });

  it.each([
    ['no file', async () => {}, /annotations\.json.*no such file/],
    ['no JSON', () => put('annotations.json', 'x'), /annotations\.json" is not readable JSON: download/],
    ['another shape', () => put('annotations.json', '[{"question": 3}]'), /annotations\.json" is not as it should be/],
    [
      'no answer',
      () => put('annotations.json', JSON.stringify([{ ...rows[0], answer: 'maybe' }])),
      /entry 1: "answer" is neither/,
    ],
    [
      'a way out',
      () => put('annotations.json', JSON.stringify([{ ...rows[0], img: '../secret.png' }])),
      /outside the benchmark's folder/,
    ],
  ])('is refused in one sentence: %s', async (_, make, message) => {
    await make();
    await expect(itemsOf('robospatial-home')).rejects.toThrow(message);
  });
});

describe('RefSpatial-Bench', () => {
  it('is read from its parts, and scored as the mean of the mask at the points', async () => {
    for (const [part, id] of [
      ['Location', 0],
      ['Placement', 0],
      ['Unseen', 4],
    ] as const) {
      const row = {
        id,
        object: 'the cup',
        prompt: 'Point to the cup.',
        suffix: 'Answer as [(x, y)].',
        rgb_path: 'image/0.png',
        mask_path: 'mask/0.png',
        category: part,
        step: 2,
      };
      await put(`${part}/question.json`, JSON.stringify([row]));
      await put(`${part}/image/0.png`, await picture());
      await put(`${part}/mask/0.png`, await mask('png', 3));
    }
    const items = await itemsOf('refspatial');
    expect(items.map(({ id, facets }) => [id, facets])).toEqual([
      ['location-0', { kind: 'Location', steps: '2' }],
      ['placement-0', { kind: 'Placement', steps: '2' }],
      ['unseen-4', { kind: 'Unseen', steps: '2' }],
    ]);
    const score = (...list: [number, number][]) => publishedScore(items[0].rule, '', points(...list), [W, H]);
    expect([score([10, 10]), score([19.9, 19.9]), score([20, 19]), score([-1, 12])]).toEqual([1, 1, 0, 0]);
    expect(score([15, 15], [15, 16], [0, 0], [100, 15])).toBe(0.5);
  });

  it('is refused without any part', async () => {
    await expect(itemsOf('refspatial')).rejects.toThrow(/has no Location, Placement or Unseen/);
  });
});

describe('Where2Place', () => {
  it('is read with its n-th mask, and scored by the grey of the mask', async () => {
    const lines = [0, 1, 2].map((i) =>
      JSON.stringify({
        question_id: i,
        image: `${i}.png`,
        text: `Find free space ${i}. Your answer should be formatted as a list of tuples.`,
      }),
    );
    await put('point_questions.jsonl', `${lines.join('\n')}\n`);
    for (const i of [0, 1, 2]) {
      await put(`images/${i}.png`, await picture());
      await put(`masks/0${i}.jpg`, await mask('jpeg'));
    }
    const items = await itemsOf('where2place');
    expect(items.map(({ text, images }) => [text, images[0]])).toEqual(
      [0, 1, 2].map((i) => [`Find free space ${i}.`, join(dir, `images/${i}.png`)]),
    );
    expect(publishedScore(items[0].rule, '', points([15, 15]), [W, H])).toBeGreaterThan(0.97);
    expect(publishedScore(items[0].rule, '', points([15, 15], [1, 28]), [W, H])).toBeCloseTo(0.5, 1);
    await rm(join(dir, 'masks/02.jpg'));
    await expect(itemsOf('where2place')).rejects.toThrow(/02\.jpg" is missing/);
  });
});

describe('multiple choice', () => {
  const rows = [
    { id: 'a', question: 'Which is nearer?', options: ['mug', 'bowl'], answer: 'bowl', image: 'a.png' },
    {
      id: 'b',
      question: 'Which way?',
      options: { A: 'left', B: 'right', C: 'up' },
      answer: 'C',
      images: ['a.png', 'b.png'],
      category: 'motion',
    },
    { question: 'Which is taller?', options: ['mug', 'bowl'], answer: 0, image: 'a.png' },
  ];

  it.each(['list', 'lines'])('is read as a %s', async (form) => {
    await put(
      'questions.json',
      form === 'list' ? JSON.stringify(rows) : rows.map((row) => JSON.stringify(row)).join('\n'),
    );
    const items = await itemsOf('choice');
    expect(
      items.map(({ id, answer, images, facets }) => [
        id,
        answer.kind === 'choice' && answer.correct,
        images.length,
        facets,
      ]),
    ).toEqual([
      ['a', 1, 1, { kind: 'choice' }],
      ['b', 2, 2, { kind: 'motion' }],
      ['choice-0002', 0, 1, { kind: 'choice' }],
    ]);
    expect(await itemsOf('choice', join(dir, 'questions.json'))).toEqual(items);
    expect(publishedScore(items[0].rule, 'B', { kind: 'choice', index: 1 }, [W, H])).toBe(1);
  });

  it('may have any name where it is the only JSON file', async () => {
    await put('mine.jsonl', JSON.stringify(rows[0]));
    expect(await itemsOf('choice')).toHaveLength(1);
    await put('other.json', '[]');
    await expect(itemsOf('choice')).rejects.toThrow(
      /holds several JSON files \(mine.jsonl, other.json\): give the path/,
    );
  });

  it.each([
    ['an answer that is no option', [{ ...rows[0], answer: 'plate' }], /entry 1: "answer" is none of its options/],
    ['no image', [{ ...rows[0], image: undefined }], /needs "image" or "images"/],
    ['two of one id', [rows[0], rows[0]], /two entries with the id "a"/],
  ])('is refused in one sentence: %s', async (_, content, message) => {
    await put('questions.json', JSON.stringify(content));
    await expect(itemsOf('choice')).rejects.toThrow(message);
  });
});

it('knows which benchmarks there are', async () => {
  await expect(openBenchmark('vsi', dir)).rejects.toThrow(
    'There is no benchmark "vsi", only robospatial-home, refspatial, where2place, choice.',
  );
});
