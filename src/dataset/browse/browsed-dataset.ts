import sharp from 'sharp';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { UserError } from '../../core/result.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { expectWithin } from '../confine.js';
import { Dataset } from '../dataset.js';
import { shrinkPng } from '../images.js';
import { questionPath, sceneOf, shardOf, shardPath } from '../layout.js';
import { readQuestionAt } from '../question-lines.js';
import { DatasetIndex, type Damage, type QuestionRow } from '../index/dataset-index.js';
import { fileSize, readRange, withFile } from '../whole-file.js';
import { idPalette } from './id-palette.js';

/** No PNG of ours is larger. */
const MAX_IMAGE_BYTES = 64 * 1024 * 1024;

/** A dataset that is looked at, image by image. Whoever opens it calls `dispose`. Every file read lies in its folder. */
export class BrowsedDataset {
  private readonly checked = new Map<string, Promise<void>>();

  private constructor(
    readonly dataset: Dataset,
    private readonly index: DatasetIndex,
  ) {}

  /** @throws UserError when it has no index of its present state */
  static async open(dir: string): Promise<BrowsedDataset> {
    await expectWithin(dir, `${dir}/dataset.json`);
    const dataset = await Dataset.open(dir);
    return new BrowsedDataset(dataset, await DatasetIndex.open(dir, dataset.record.digest));
  }

  /** What is damaged: found when it was read through, and by the sizes of its shards now. */
  async damage(): Promise<readonly Damage[]> {
    const found = this.index.damage();
    const named = new Set(found.map(({ place }) => place));
    for (const { id, file, bytes } of this.dataset.record.shards) {
      const path = shardPath(this.dataset.dir, id);
      const size = named.has(`shards/${id}.tar`) ? bytes : await fileSize(path);
      if (size === bytes) continue;
      const what = size === null ? 'is missing' : `has ${size} bytes where dataset.json says ${bytes}`;
      found.push({
        place: file,
        problem: `"${path}" ${what}: delete it and run the same "vantage generate" with --resume to make it again.`,
      });
    }
    return found;
  }

  /** Small WebP of a view, cut from its shard by the index. @param mask whether its instances lie over it in colours */
  async thumbnail(view: string, width: number, mask = false): Promise<Buffer> {
    const row = this.index.view(view);
    if (!row) throw new UserError(`"${view}" is no view of this dataset.`);
    const path = shardPath(this.dataset.dir, row.shard);
    await this.check(path);
    const { offset, size, name } = row.rgb;
    const fits =
      Number.isInteger(offset) && offset >= 0 && Number.isInteger(size) && size > 0 && size <= MAX_IMAGE_BYTES;
    const png = fits ? await withFile(path, (handle) => readRange(handle, offset, size)) : null;
    if (png === null) throw new UserError(`"${path}" is shorter than the index says: open the dataset again.`);
    return shrinkPng(mask ? await this.masked(view, png) : png, width, `${path}/${name}`);
  }

  /** A view's picture with its instances over it, PNG. */
  private async masked(id: string, png: Uint8Array): Promise<Uint8Array> {
    const record = await this.dataset.readView(id);
    const { width, height } = record.intrinsics;
    const input = Buffer.from(idPalette(await this.dataset.readIds(record)).buffer);
    return sharp(png)
      .composite([{ input, raw: { width, height, channels: 4 } }])
      .png({ compressionLevel: 0 })
      .toBuffer();
  }

  /** A view's picture as PNG: as stored, or its ids or depths in colours. */
  async image(view: string, layer: 'rgb' | 'mask' | 'depth'): Promise<Uint8Array> {
    await this.check(shardPath(this.dataset.dir, shardOf(view)));
    if (layer === 'rgb') return (await this.dataset.readImages(view)).rgb;
    const record = await this.dataset.readView(view);
    const { width, height } = record.intrinsics;
    const pixels =
      layer === 'mask'
        ? idPalette(await this.dataset.readIds(record))
        : greyDepth(await this.dataset.readDepth(record));
    return sharp(pixels, { raw: { width, height, channels: 4 } })
      .png({ compressionLevel: 2 })
      .toBuffer();
  }

  async view(id: string): Promise<ViewRecord> {
    await this.check(shardPath(this.dataset.dir, shardOf(id)));
    return this.dataset.readView(id);
  }

  async sceneOf(view: string): Promise<SettledScene> {
    await this.check(shardPath(this.dataset.dir, shardOf(view)));
    return this.dataset.readScene(sceneOf(view));
  }

  /** Scenes that are another one with one thing changed. */
  twins(): number {
    return this.index.twins();
  }

  viewIds(scene: string): string[] {
    return this.index.viewIds(scene);
  }

  /** Places of the questions that show a view. */
  questionRows(view: string): QuestionRow[] {
    return this.index.questionsOf(view);
  }

  async question(set: string, id: string): Promise<QuestionRecord> {
    const row = this.index.question(set, id);
    if (!row) throw new UserError(`This dataset has no question "${id}" in its set "${set}".`);
    return this.questionAt(row);
  }

  async questionAt({ questionSet, shard, offset, size }: QuestionRow): Promise<QuestionRecord> {
    await this.check(questionPath(this.dataset.dir, questionSet, shard));
    if (!(Number.isInteger(size) && size > 0 && size <= MAX_IMAGE_BYTES))
      throw new UserError('The index of this dataset is damaged: delete index.sqlite and open the dataset again.');
    return readQuestionAt(this.dataset.dir, questionSet, shard, offset, size);
  }

  dispose(): void {
    this.index.dispose();
  }

  private check(path: string): Promise<void> {
    let checked = this.checked.get(path);
    if (!checked) {
      checked = expectWithin(this.dataset.dir, path);
      this.checked.set(path, checked);
    }
    return checked;
  }
}

/** Depth as grey, near bright; nothing hit is transparent. [steps] → [steps * 4] RGBA */
function greyDepth(depth: Uint16Array): Uint8Array {
  let near = 65535;
  let far = 0;
  for (const steps of depth) {
    if (steps === 0) continue;
    if (steps < near) near = steps;
    if (steps > far) far = steps;
  }
  const rgba = new Uint8Array(depth.length * 4);
  for (let i = 0; i < depth.length; i++) {
    if (depth[i] === 0) continue;
    const grey = Math.round(240 - (210 * (depth[i] - near)) / Math.max(1, far - near));
    rgba.fill(grey, 4 * i, 4 * i + 3);
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}
