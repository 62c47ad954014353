import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever, UsageError } from '../../core/result.js';
import { promptText } from '../../core/questions/language/express-answer.js';
import type { Answer, QuestionRecord } from '../../core/questions/question-record.js';
import type { Dataset } from '../dataset.js';
import { ensureFolder } from '../whole-file.js';
import type { Exporter, ExportProgress, ExportSummary } from './exporter.js';
import { JsonListFile } from './json-list-file.js';

/** Appended to pointing questions, as RoboPoint's training data words it, so that the answer's form is asked for. */
const POINT_FORM =
  'Your answer should be formatted as a list of tuples, i.e. [(x1, y1), (x2, y2), ...], where each tuple contains the x and y coordinates of a point satisfying the conditions above. The coordinates should be between 0 and 1, indicating the normalized pixel locations of the points in the image.';

const BOX_FORM = 'Answer with the box as [x1, y1, x2, y2], in coordinates between 0 and 1.';

/** One row of a LLaVA-style training file. */
export interface Conversation {
  readonly id: string;
  /** Relative to the export's folder; a list where the question has several views. */
  readonly image: string | readonly string[];
  readonly conversations: readonly [
    { readonly from: 'human'; readonly value: string },
    { readonly from: 'gpt'; readonly value: string },
  ];
}

/** Conversations as LLaVA, VILA and RoboPoint read them: train.json, test.json, images/. */
export const llavaExporter: Exporter = {
  id: 'llava',
  title: 'Conversations for LLaVA, VILA and RoboPoint: train.json, test.json, images/*.png',
  models: ['LLaVA', 'VILA', 'RoboPoint'],
  needsQuestions: true,
  rows: llavaRows,
  write: writeLlava,
};

async function* llavaRows(dataset: Dataset, set: string): AsyncGenerator<Conversation> {
  for (const shard of dataset.shardIds)
    for await (const question of dataset.questions(set, shard))
      yield conversationOf(question, await sizeOf(dataset, question));
}

async function* writeLlava(
  dataset: Dataset,
  folder: string,
  set: string,
): AsyncGenerator<ExportProgress, ExportSummary> {
  await ensureFolder(join(folder, 'images'));
  const total = dataset.record.shards.reduce((sum, shard) => sum + shard.views, 0);
  const counts = { train: 0, test: 0, images: 0 };
  const files = {
    train: await JsonListFile.open(join(folder, 'train.json')),
    test: await JsonListFile.open(join(folder, 'test.json')),
  };
  try {
    for (const file of Object.values(files)) await file.raw('[');
    for (const shard of dataset.shardIds) {
      const needed = new Set<string>();
      for await (const question of dataset.questions(set, shard)) {
        if (question.split === 'ambiguous')
          throw new UsageError(`The set "${set}" holds ambiguous questions, for calibration only: export another.`);
        for (const view of question.views) needed.add(view);
        counts[question.split]++;
        await files[question.split].item(conversationOf(question, await sizeOf(dataset, question)));
      }
      // Images nobody asks about would only take up space.
      for (const view of needed) {
        await writeFile(join(folder, imagePath(view)), (await dataset.readImages(view)).rgb);
        yield { done: ++counts.images, total };
      }
    }
    for (const file of Object.values(files)) await file.raw('\n]\n');
  } finally {
    for (const file of Object.values(files)) await file.close();
  }
  return counts;
}

/** @param view a checked id: it came out of the shard or its schema, and readImages refuses others */
const imagePath = (view: string): string => `images/${view}.png`;

async function sizeOf(dataset: Dataset, question: QuestionRecord): Promise<readonly [number, number]> {
  if (question.answer.kind !== 'box2d') return [0, 0];
  const { width, height } = (await dataset.readView(question.views[question.views.length - 1])).intrinsics;
  return [width, height];
}

/** @param size of the last view's image, for boxes: places of an answer lie in the last view */
export function conversationOf(question: QuestionRecord, size: readonly [number, number]): Conversation {
  const { id, views, answer } = question;
  const images = views.map(imagePath);
  // Answers in other styles are asked for, and worded, in the record itself.
  const short = question.style === 'short';
  const form = !short
    ? ''
    : answer.kind === 'points'
      ? ` ${POINT_FORM}`
      : answer.kind === 'box2d'
        ? ` ${BOX_FORM}`
        : '';
  return {
    id,
    image: images.length === 1 ? images[0] : images,
    conversations: [
      { from: 'human', value: `${'<image>\n'.repeat(images.length)}${promptText(question)}${form}` },
      { from: 'gpt', value: short ? replyOf(answer, question.answerText, size) : question.answerText },
    ],
  };
}

function replyOf(answer: Answer, answerText: string, [width, height]: readonly [number, number]): string {
  switch (answer.kind) {
    case 'points':
      return `[${answer.normalised.map(([u, v]) => `(${share(u)}, ${share(v)})`).join(', ')}]`;
    case 'box2d': {
      const [x0, y0, x1, y1] = answer.box;
      return `[${share(x0 / width)}, ${share(y0 / height)}, ${share(x1 / width)}, ${share(y1 / height)}]`;
    }
    case 'yes-no':
    case 'number':
    case 'choice':
    case 'box3d':
    case 'points3d':
    case 'trace':
    case 'grasp':
    case 'text':
      return answerText;
    default:
      return assertNever(answer);
  }
}

/** 0–1 with three decimals, always with its point: readers take whole numbers for pixels. */
const share = (value: number): string => Math.min(1, Math.max(0, value)).toFixed(3);
