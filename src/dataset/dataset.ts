import type { ViewRecord } from '../core/camera/view-record.js';
import type { QuestionRecord } from '../core/questions/question-record.js';
import { UsageError } from '../core/result.js';
import type { DatasetRecord } from '../core/scene/dataset-record.js';
import type { MeshLibrary } from '../core/scene/scene-spec.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { shardOf } from './layout.js';
import { readManifest } from './manifest.js';
import { MeshStore } from './mesh-store.js';
import { readQuestionLines } from './question-lines.js';
import { ShardReader, type ViewImages } from './shard-reader.js';

/** Shards whose tables are kept in memory. */
const KEPT_TABLES = 32;

/** A scene with its views, as stored. */
export interface StoredScene {
  readonly scene: SettledScene;
  readonly views: readonly ViewRecord[];
}

/**
 * A dataset read from its folder: checked records, decoded images, meshes, questions. Everything it gives has passed
 * its schema, and every name its pattern before it touched a path. It holds no open file.
 */
export class Dataset {
  private readonly tables = new Map<string, Promise<ShardReader>>();
  private readonly meshes: MeshStore;

  private constructor(
    readonly dir: string,
    /** Contents of dataset.json. */
    readonly record: DatasetRecord,
    /** Ids of views that are left out, with the questions that show them. */
    private readonly excluded: Pick<ReadonlySet<string>, 'has'>,
  ) {
    this.meshes = new MeshStore(dir);
  }

  /** @throws UserError with one sentence when `dir` holds no dataset or a damaged one */
  static async open(dir: string, excluded: Pick<ReadonlySet<string>, 'has'> = new Set()): Promise<Dataset> {
    return new Dataset(dir, await readManifest(dir), excluded);
  }

  get shardIds(): readonly string[] {
    return this.record.shards.map((shard) => shard.id);
  }

  async shard(id: string): Promise<ShardReader> {
    let reader = this.tables.get(id);
    if (!reader) {
      if (!this.shardIds.includes(id))
        throw new UsageError(`"${this.dir}" has no shard ${id}: dataset.json lists those it has.`);
      reader = ShardReader.open(this.dir, id);
    }
    // Moved to the end: the first in the map is the one not used for longest.
    this.tables.delete(id);
    this.tables.set(id, reader);
    if (this.tables.size > KEPT_TABLES) this.tables.delete([...this.tables.keys()][0]);
    return reader;
  }

  /** @param id such as "000012-003" */
  async readScene(id: string): Promise<SettledScene> {
    return (await this.shard(shardOf(id))).readScene(id);
  }

  /** @param id such as "000012-003-v0" */
  async readView(id: string): Promise<ViewRecord> {
    return (await this.shard(shardOf(id))).readViewRecord(id);
  }

  /** [height * width] depth in steps of the view's depthUnit, 0 where nothing was hit. */
  async readDepth(view: ViewRecord): Promise<Uint16Array> {
    return (await this.shard(shardOf(view.id))).readDepth(view);
  }

  /** [height * width] instance ids, 0 background. */
  async readIds(view: ViewRecord): Promise<Uint16Array> {
    return (await this.shard(shardOf(view.id))).readIds(view);
  }

  /** [height * width * 3] sRGB. */
  async readRgb(view: ViewRecord): Promise<Uint8Array> {
    return (await this.shard(shardOf(view.id))).readRgb(view);
  }

  /** A view's images as PNG files. */
  async readImages(viewId: string): Promise<ViewImages> {
    return (await this.shard(shardOf(viewId))).readImages(viewId);
  }

  /** Every scene with its views, shard by shard, in the order stored. */
  async *scenes(): AsyncGenerator<StoredScene> {
    for (const id of this.shardIds) yield* this.scenesOf(id);
  }

  async *scenesOf(shardId: string): AsyncGenerator<StoredScene> {
    const shard = await this.shard(shardId);
    for (const { id, views } of shard.scenes) {
      const records: ViewRecord[] = [];
      for (const view of views) if (!this.excluded.has(view)) records.push(await shard.readViewRecord(view));
      yield { scene: await shard.readScene(id), views: records };
    }
  }

  /** Meshes and cavities that a scene names, by sha256; each file is read and checked once. */
  async meshesOf(scene: SettledScene): Promise<MeshLibrary> {
    return this.meshes.of(scene);
  }

  /** The question set of that name; without a name, the only one there is. @throws UsageError otherwise */
  questionSet(name?: string): string {
    const sets = Object.keys(this.record.questions);
    if (sets.length === 0)
      throw new UsageError(`"${this.dir}" has no questions yet: run "vantage ask ${this.dir} --set main".`);
    if (name === undefined && sets.length > 1)
      throw new UsageError(`Name a question set with --set: ${sets.join(', ')}.`);
    const chosen = name ?? sets[0];
    if (!sets.includes(chosen))
      throw new UsageError(`"${this.dir}" has no question set "${chosen}", only ${sets.join(', ')}.`);
    return chosen;
  }

  /** A shard's questions in the order stored; none when the set has no file for it. */
  async *questions(set: string, shardId: string): AsyncGenerator<QuestionRecord> {
    for await (const { record } of readQuestionLines(this.dir, set, shardId))
      if (!record.views.some((view) => this.excluded.has(view))) yield record;
  }
}
