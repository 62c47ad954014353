import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { Dataset } from '../dataset.js';
import { shardOf } from '../layout.js';
import { asidePath, AsideFile, explainFileError, writeWholeFile } from '../whole-file.js';
import { encodeMaskPicture, encodePhoto } from './mask-picture.js';
import { writeEvaluations } from './write-evaluations.js';
import { PAGE_TAIL, pageHead, viewSection } from './report-page.js';

export interface ReportOptions {
  /** Most views shown; they are spread evenly over the set. */
  readonly limit: number;
  /** Question set; may be left out where the dataset has at most one. */
  readonly set?: string | undefined;
}

/**
 * Writes `DIR/report/`: index.html and its pictures, aside and then in place of an older report.
 *
 * @returns the page's path and how many views it shows, after a progress event for each view
 */
export async function* writeReport(
  dir: string,
  options: ReportOptions,
): AsyncGenerator<{ done: number; total: number }, { path: string; views: number }> {
  const dataset = await Dataset.open(dir);
  const hasQuestions = Object.keys(dataset.record.questions).length > 0;
  const set = hasQuestions || options.set !== undefined ? dataset.questionSet(options.set) : null;
  const views = await viewsOf(dataset);
  const chosen = spread(views, options.limit);

  const folder = join(dir, 'report');
  const aside = asidePath(folder);
  try {
    await mkdir(join(aside, 'images'), { recursive: true });
    const evaluations = await writeEvaluations(dir, dataset.record.name, aside, true);
    const page = await AsideFile.open(join(aside, 'index.html'));
    const write = (text: string) => page.write(Buffer.from(text));
    const facts = { record: dataset.record, set, views: views.length, shown: chosen.length, evaluations };
    await write(pageHead(facts, chosen));
    let shard = '';
    let questions = new Map<string, QuestionRecord[]>();
    for (const [done, id] of chosen.entries()) {
      yield { done, total: chosen.length };
      if (set !== null && shardOf(id) !== shard) {
        shard = shardOf(id);
        questions = await questionsByView(dataset, set, shard, new Set(chosen));
      }
      const view = await dataset.readView(id);
      const scene = await dataset.readScene(view.scene);
      await writePictures(dataset, scene, view, join(aside, 'images'));
      const asked = questions.get(id) ?? [];
      const others = new Map<string, ViewRecord>();
      for (const other of new Set(asked.flatMap((question) => (question.views.length > 1 ? question.views : [])))) {
        const record = other === id ? view : await dataset.readView(other);
        others.set(other, record);
        if (other !== id && !chosen.includes(other)) await writePhoto(dataset, record, join(aside, 'images'));
      }
      await write(viewSection(scene, view, asked, others));
    }
    await write(PAGE_TAIL);
    await page.seal();
    await page.keep();
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    yield { done: chosen.length, total: chosen.length };
    return { path: join(folder, 'index.html'), views: chosen.length };
  } catch (error) {
    throw explainFileError(error, folder, 'write');
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function viewsOf(dataset: Dataset): Promise<string[]> {
  const ids: string[] = [];
  for (const id of dataset.shardIds) ids.push(...(await dataset.shard(id)).scenes.flatMap((scene) => scene.views));
  return ids;
}

/** `limit` of a list at even distances, the first among them. */
export function spread<T>(list: readonly T[], limit: number): T[] {
  if (list.length <= limit) return [...list];
  return Array.from({ length: limit }, (_, i) => list[Math.floor((i * list.length) / limit)]);
}

async function questionsByView(
  dataset: Dataset,
  set: string,
  shard: string,
  wanted: ReadonlySet<string>,
): Promise<Map<string, QuestionRecord[]>> {
  const byView = new Map<string, QuestionRecord[]>();
  for await (const question of dataset.questions(set, shard)) {
    const view = question.views[0];
    if (!wanted.has(view)) continue;
    const list = byView.get(view);
    if (list) list.push(question);
    else byView.set(view, [question]);
  }
  return byView;
}

async function writePhoto(dataset: Dataset, view: ViewRecord, folder: string): Promise<void> {
  await writeWholeFile(join(folder, `${view.id}.jpg`), await encodePhoto(await dataset.readRgb(view), view.intrinsics));
}

async function writePictures(dataset: Dataset, scene: SettledScene, view: ViewRecord, folder: string): Promise<void> {
  const rgb = await dataset.readRgb(view);
  const ids = await dataset.readIds(view);
  const plain = new Set(scene.objects.filter((object) => object.structure).map((object) => object.id));
  await writeWholeFile(join(folder, `${view.id}.jpg`), await encodePhoto(rgb, view.intrinsics));
  await writeWholeFile(join(folder, `${view.id}.masks.jpg`), await encodeMaskPicture(rgb, ids, view.intrinsics, plain));
}
