import type { ViewRecord } from '../core/camera/view-record.js';
import type { CapturedFrame } from '../core/edges.js';
import type { AssetEntry, ShardRecord } from '../core/scene/dataset-record.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { encodeDepthPng, encodeIdPng, encodeRgbPng } from './images.js';
import { isViewId, sceneEntry, sceneOf, shardOf, shardPath, shardRecordPath, viewEntries } from './layout.js';
import { sortedCounts } from './manifest.js';
import { TAR_END, tarFile } from './tar.js';
import { AsideFile, writeWholeFile } from './whole-file.js';

/** A view as it goes into a shard: its record and its images as PNG. */
export interface EncodedView {
  readonly record: ViewRecord;
  readonly depth: Uint8Array;
  readonly mask: Uint8Array;
  readonly rgb: Uint8Array;
  readonly normal: Uint8Array | null;
}

/** Encodes a frame's pixels. Lossless: what readers decode are these very values. */
export async function encodeView(record: ViewRecord, frame: CapturedFrame): Promise<EncodedView> {
  const { width, height } = record.intrinsics;
  if (frame.width !== width || frame.height !== height) {
    throw new RangeError(`View ${record.id} is ${width}×${height}, its frame ${frame.width}×${frame.height}.`);
  }
  const [depth, mask, rgb, normal] = await Promise.all([
    encodeDepthPng(frame.depth, frame),
    encodeIdPng(frame.ids, frame),
    encodeRgbPng(frame.rgb, frame),
    frame.normals && encodeRgbPng(frame.normals, frame),
  ]);
  return { record, depth, mask, rgb, normal };
}

/**
 * Writes one shard aside, scene by scene; `finish` gives it its name, `discard` leaves nothing.
 *
 * The record beside it (`shards/NNNNNN.json`) appears just before the shard does, so a shard that is there is
 * complete, and a record without its shard means nothing.
 */
export class ShardWriter {
  private scenes = 0;
  private views = 0;

  private constructor(
    private readonly dir: string,
    private readonly id: string,
    private readonly file: AsideFile,
  ) {}

  /** @param id shard id; the folder `shards` exists */
  static async open(dir: string, id: string): Promise<ShardWriter> {
    return new ShardWriter(dir, id, await AsideFile.open(shardPath(dir, id)));
  }

  /** Appends a scene: its record first, then each view's files, one view after the other, in order of their names. */
  async addScene(scene: SettledScene, views: readonly EncodedView[]): Promise<void> {
    if (shardOf(scene.id) !== this.id) throw new RangeError(`Scene ${scene.id} does not belong to shard ${this.id}.`);
    await this.add(sceneEntry(scene.id), Buffer.from(JSON.stringify(scene)));
    for (const view of views) {
      const { id } = view.record;
      if (!isViewId(id) || sceneOf(id) !== scene.id)
        throw new RangeError(`View ${id} does not belong to scene ${scene.id}.`);
      const names = viewEntries(id);
      await this.add(names.depth, view.depth);
      await this.add(names.record, Buffer.from(JSON.stringify(view.record)));
      await this.add(names.mask, view.mask);
      if (view.normal) await this.add(names.normal, view.normal);
      await this.add(names.rgb, view.rgb);
      this.views++;
    }
    this.scenes++;
  }

  /**
   * @param rejected scenes given up, by reason
   * @param assets one entry for each mesh its scenes name; stored before this
   */
  async finish(rejected: Readonly<Record<string, number>>, assets: readonly AssetEntry[]): Promise<ShardRecord> {
    await this.file.write(TAR_END);
    const sha256 = await this.file.seal();
    const record: ShardRecord = {
      schema: 'vantage/shard@1',
      id: this.id,
      file: `shards/${this.id}.tar`,
      scenes: this.scenes,
      views: this.views,
      bytes: this.file.bytes,
      sha256,
      rejected: sortedCounts(rejected),
      assets: [...assets].sort((a, b) => (a.mesh < b.mesh ? -1 : 1)),
    };
    try {
      await writeWholeFile(shardRecordPath(this.dir, this.id), serializeShardRecord(record));
    } catch (error) {
      await this.file.discard();
      throw error;
    }
    await this.file.keep();
    return record;
  }

  async discard(): Promise<void> {
    await this.file.discard();
  }

  private async add(name: string, content: Uint8Array): Promise<void> {
    for (const block of tarFile(name, content)) await this.file.write(block);
  }
}

export const serializeShardRecord = (record: ShardRecord): string => `${JSON.stringify(record, null, 2)}\n`;
