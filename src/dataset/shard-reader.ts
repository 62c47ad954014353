import { z } from 'zod';
import { viewRecordSchema, type ViewRecord } from '../core/camera/view-record.js';
import { UserError } from '../core/result.js';
import { settledSceneSchema, type SettledScene } from '../core/scene/settled-scene.js';
import { decodeGrey16Png, decodeRgbPng } from './images.js';
import { isSceneId, isViewId, sceneEntry, sceneOf, shardOf, shardPath, viewEntries } from './layout.js';
import { parseRecord } from './parse-record.js';
import { readTarTable, type TarEntry } from './tar.js';
import { readRange, withFile } from './whole-file.js';

/** A stored view's images as PNG bytes, as they lie in the shard. */
export interface ViewImages {
  readonly rgb: Uint8Array;
  readonly depth: Uint8Array;
  readonly mask: Uint8Array;
  readonly normal: Uint8Array | null;
}

/** What a shard holds of one scene. */
export interface ShardScene {
  readonly id: string;
  /** View ids in the order stored. */
  readonly views: readonly string[];
}

const REMEDY = 'delete its shard and run the same "vantage generate" with --resume to make it again.';

/** One shard, its table of files in memory. Files are opened for each read (30 µs), so there is nothing to release. */
export class ShardReader {
  private constructor(
    readonly id: string,
    private readonly path: string,
    private readonly table: ReadonlyMap<string, TarEntry>,
    /** In the order stored. */
    readonly scenes: readonly ShardScene[],
  ) {}

  /** @throws UserError when the shard is missing, cut off, damaged or not laid out as ours */
  static async open(dir: string, id: string): Promise<ShardReader> {
    const path = shardPath(dir, id);
    const entries = await withFile(path, (handle) => readTarTable(handle, path));
    return new ShardReader(id, path, new Map(entries.map((entry) => [entry.name, entry])), layOut(entries, id, path));
  }

  /** Where a file lies in the shard; null when it holds none of that name. */
  entry(name: string): TarEntry | null {
    return this.table.get(name) ?? null;
  }

  async readScene(id: string): Promise<SettledScene> {
    const record = await this.readRecord(settledSceneSchema, sceneEntry(id));
    if (record.id !== id) throw this.bad(sceneEntry(id), `it calls itself "${record.id}"`);
    const ids = new Set(record.objects.map((object) => object.id));
    if (ids.size !== record.objects.length) throw this.bad(sceneEntry(id), 'two of its objects have one id');
    return record;
  }

  async readViewRecord(id: string): Promise<ViewRecord> {
    const record = await this.readRecord(viewRecordSchema, viewEntries(id).record);
    if (record.id !== id) throw this.bad(viewEntries(id).record, `it calls itself "${record.id}"`);
    if (record.scene !== sceneOf(id)) throw this.bad(viewEntries(id).record, `it names the scene "${record.scene}"`);
    return record;
  }

  async readImages(id: string): Promise<ViewImages> {
    const names = viewEntries(id);
    return {
      rgb: await this.readEntry(names.rgb),
      depth: await this.readEntry(names.depth),
      mask: await this.readEntry(names.mask),
      normal: this.table.has(names.normal) ? await this.readEntry(names.normal) : null,
    };
  }

  /** [height * width] depth in steps of the view's depthUnit; 0 where nothing was hit. */
  async readDepth(view: ViewRecord): Promise<Uint16Array> {
    const name = viewEntries(view.id).depth;
    return decodeGrey16Png(await this.readEntry(name), view.intrinsics, this.fullName(name));
  }

  /** [height * width] instance ids, 0 background. */
  async readIds(view: ViewRecord): Promise<Uint16Array> {
    const name = viewEntries(view.id).mask;
    return decodeGrey16Png(await this.readEntry(name), view.intrinsics, this.fullName(name));
  }

  /** [height * width * 3] sRGB. */
  async readRgb(view: ViewRecord): Promise<Uint8Array> {
    const name = viewEntries(view.id).rgb;
    return decodeRgbPng(await this.readEntry(name), view.intrinsics, this.fullName(name));
  }

  /** Bytes of a file of the shard. */
  async readEntry(name: string): Promise<Buffer> {
    const entry = this.table.get(name);
    if (!entry) throw this.bad(name, 'it is missing');
    const content = await withFile(this.path, (handle) => readRange(handle, entry.offset, entry.size));
    if (content === null) throw this.bad(name, 'it is cut off');
    return content;
  }

  private async readRecord<T extends z.ZodType>(schema: T, name: string): Promise<z.infer<T>> {
    return parseRecord(schema, (await this.readEntry(name)).toString('utf8'), this.fullName(name), REMEDY);
  }

  private fullName(name: string): string {
    return `${this.path}/${name}`;
  }

  private bad(name: string, what: string): UserError {
    return new UserError(`"${this.fullName(name)}" is not as it should be (${what}): ${REMEDY}`);
  }
}

/** Scenes and views of a shard from its file names. */
function layOut(entries: readonly TarEntry[], shard: string, path: string): ShardScene[] {
  const strange = (name: string) => new UserError(`"${path}" holds "${name}", which does not belong there: ${REMEDY}`);
  const scenes: { id: string; views: string[] }[] = [];
  const seen = new Set<string>();
  for (const { name } of entries) {
    if (seen.has(name)) throw new UserError(`"${path}" holds "${name}" twice: ${REMEDY}`);
    seen.add(name);
    const key = name.slice(0, name.indexOf('.'));
    const extension = name.slice(key.length);
    if (extension === '.scene.json' && isSceneId(key) && shardOf(key) === shard) {
      scenes.push({ id: key, views: [] });
    } else if (VIEW_EXTENSIONS.has(extension) && isViewId(key) && sceneOf(key) === scenes.at(-1)?.id) {
      if (extension === '.json') scenes.at(-1)?.views.push(key);
    } else {
      throw strange(name);
    }
  }
  return scenes;
}

const VIEW_EXTENSIONS = new Set(['.json', '.depth.png', '.mask.png', '.normal.png', '.rgb.png']);
