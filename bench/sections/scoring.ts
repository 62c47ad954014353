import { readFileSync } from 'node:fs';
import { encodeRle } from '../../src/core/masks/rle.js';
import { profileById, GENERIC_PROFILE } from '../../src/core/models/shipped-profiles.js';
import { createRng } from '../../src/core/random.js';
import type { Answer } from '../../src/core/questions/question-record.js';
import { scoreItems } from '../../src/core/scoring/score-set.js';
import type { ScoreItem, StoredReply } from '../../src/core/scoring/score-report.js';
import type { Bench } from '../bench.js';

const REPLIES = 20_000;
const CORPUS = 'src/core/models/parse-reply/testing/replies.json';

interface Entry {
  readonly form: string;
  readonly profile: string;
  readonly image?: readonly [number, number];
  readonly reply?: string;
}

/** Stored replies scored per CPU second: the shapes of the parser's corpus in turn, each against an item of its kind. */
export async function benchScoring({ say, measure }: Bench): Promise<void> {
  const corpus = (JSON.parse(readFileSync(CORPUS, 'utf8')) as readonly Entry[]).filter((e) => e.reply !== undefined);
  const asked = Array.from({ length: REPLIES }, (_, i) => ({ id: `q${i}`, entry: corpus[i % corpus.length] }));
  const work = [...new Set(corpus.map((e) => e.profile))].map((profile) => ({
    profile: profileById(profile) ?? GENERIC_PROFILE,
    items: asked.filter(({ entry }) => entry.profile === profile).map(({ id, entry }) => itemOf(id, entry)),
    replies: asked
      .filter(({ entry }) => entry.profile === profile)
      .map(({ id, entry }): StoredReply => ({
        item: id,
        rotation: 0,
        text: entry.reply as string,
        fault: null,
        probabilities: null,
      })),
  }));
  const run = () => work.map(({ items, replies, profile }) => scoreItems(items, replies, profile));
  run();
  const { cpu, value } = await measure(run);
  const parsed = value.flatMap((report) => report.items).filter((score) => score.parsed !== null).length;
  say(
    'stored replies scored per CPU second',
    `${Math.round(REPLIES / cpu)}  (${corpus.length} shapes, ${Math.round((100 * parsed) / REPLIES)} % readable)`,
  );
}

function itemOf(id: string, { form, image }: Entry): ScoreItem {
  return {
    id,
    answer: answerFor(form),
    imageSizes: [image ?? [640, 480]],
    facets: { kind: form, type: form },
    camera: CAMERA,
  };
}

const CAMERA: NonNullable<ScoreItem['camera']> = {
  intrinsics: { width: 640, height: 480, fx: 500, fy: 500, cx: 320, cy: 240 },
  cameraFromWorld: { position: [0, 0, 1], orientation: [0, 0, 0, 1] },
};

/** A blob as ragged as free space between objects is. */
const MASK = (() => {
  const rng = createRng(1);
  const mask = new Uint8Array(640 * 480);
  for (let y = 200; y < 380; y++) {
    const [left, right] = [150 + 20 * rng.next(), 400 + 40 * rng.next()];
    for (let x = Math.floor(left); x < right; x++) mask[y * 640 + x] = 1;
  }
  return encodeRle(mask, 640, 480);
})();

function answerFor(form: string): Answer {
  if (form.startsWith('choice:')) {
    const options = form.slice(7).split('|');
    return { kind: 'choice', options: options.map((text) => ({ text })), correct: 1 };
  }
  switch (form) {
    case 'yes-no':
      return { kind: 'yes-no', value: true };
    case 'text':
      return { kind: 'text', value: 'It cannot be told.', reason: 'hidden' };
    case 'points': {
      const normalised = Array.from({ length: 10 }, (_, k) => [0.3 + 0.03 * k, 0.5 + 0.02 * (k % 4)] as const);
      const pixels = normalised.map(([x, y]) => [640 * x, 480 * y] as const);
      return { kind: 'points', pixels, normalised, world: pixels.map(() => [0, 0, 0] as const), mask: MASK, rings: [] };
    }
    case 'box2d':
      return { kind: 'box2d', box: [160, 120, 320, 360], amodal: [160, 120, 330, 360] };
    case 'box3d':
      return {
        kind: 'box3d',
        center: [0.1, 0.2, 0.8],
        halfExtents: [0.06, 0.1, 0.15],
        orientation: [0, 0, 0, 1],
        frame: 'world',
      };
    case 'point3d':
      return { kind: 'points3d', frame: 'camera', points: [[0.1, 0.2, 0.8]], tolerance: 0.03 };
    case 'trace': {
      const pixels = [0, 1, 2].map((k) => [200 + 80 * k, 300 - 60 * k, 0.8] as const);
      return { kind: 'trace', object: 1, pixels, normalised: pixels, world: pixels };
    }
    case 'grasp': {
      const pixels = [
        [200, 300],
        [230, 302],
      ] as const;
      const world = [
        [0, 0, 0],
        [0.05, 0, 0],
      ] as const;
      const grasp = { pixels, normalised: pixels, world, width: 0.05, approach: [0, 0, -1] } as const;
      return { kind: 'grasp', object: 1, grasps: [grasp] };
    }
    default:
      return { kind: 'number', value: 0.5, unit: '', definition: DEFINITIONS[form] };
  }
}

const DEFINITIONS: Readonly<Record<string, string>> = {
  length: 'dist_closest',
  area: 'area',
  volume: 'volume',
  angle: 'camera_angle',
  count: 'count',
  clock: 'clock',
};
