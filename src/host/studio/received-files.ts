import { randomUUID } from 'node:crypto';
import { open, readdir, rename, rm, statfs, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recognised, ReceivingEvent } from '../../contract/studio/files.js';
import { LARGEST_ARCHIVE } from '../../contract/studio/files.js';
import { UsageError, UserError } from '../../core/result.js';
import {
  ensureFolder,
  explainFileError,
  fileSize,
  folderExists,
  readWholeFile,
  writeWholeFile,
} from '../../dataset/whole-file.js';
import { unzip } from '../../dataset/zip.js';
import { recognise } from './recognise.js';

/** Below the working folder: what was dropped on a page that cannot tell where it lies. */
const RECEIVED = 'received';
/** Archives on their way. */
const UPLOADS = join('.vantage', 'uploads');
/** Left free on the disk, bytes. */
const SPARE = 2e9;
const MOST_FILES = 500_000;
const MOST_NAMES = 1000;

interface Upload {
  readonly name: string;
  readonly bytes: number;
  readonly path: string;
  readonly file: FileHandle;
  received: number;
}

/** Files that come through the page. One archive at a time; what was begun and not ended is gone with the next. */
export class ReceivedFiles {
  private upload: (Upload & { readonly id: string }) | null = null;

  constructor(private readonly workingFolder: string) {}

  /** A recipe, a suite or a saved scene, kept in a file. The same content keeps its file. @throws UsageError for others */
  async keepJson(name: string, text: string): Promise<Recognised> {
    const stem = plainStem(name, '.json');
    await ensureFolder(this.received);
    for (let k = 1; k < MOST_NAMES; k++) {
      const path = join(this.received, k === 1 ? `${stem}.json` : `${stem}-${k}.json`);
      if ((await fileSize(path)) !== null) {
        if ((await readWholeFile(path)).toString('utf8') === text) return recognise(path);
        continue;
      }
      await writeWholeFile(path, text);
      const found = await recognise(path);
      if (found.kind !== 'unknown') return found;
      await rm(path, { force: true });
      throw new UsageError(
        `"${name}" is no recipe, suite or saved scene: those are JSON files that name their "schema".`,
      );
    }
    throw new UsageError(`"${this.received}" is full of files of this name: remove some.`);
  }

  /** @returns names the archive in the calls that bring it */
  async begin(name: string, bytes: number): Promise<string> {
    plainStem(name, '.zip');
    await this.abandon();
    const folder = join(this.workingFolder, UPLOADS);
    await ensureFolder(folder);
    // Of a backend that ended meanwhile.
    for (const left of await readdir(folder)) await rm(join(folder, left), { force: true });
    const room = await roomIn(folder);
    if (bytes > Math.min(LARGEST_ARCHIVE, room))
      throw new UserError(
        bytes > LARGEST_ARCHIVE
          ? `An archive of ${gigabytes(bytes)} is too large to be dropped: copy it to this machine and give its folder.`
          : `The disk of "${this.workingFolder}" has no room for ${gigabytes(bytes)}: free some.`,
      );
    const id = randomUUID();
    const path = join(folder, `${id}.zip`);
    this.upload = { id, name, bytes, path, received: 0, file: await open(path, 'wx', 0o600) };
    return id;
  }

  /** Parts come in order. */
  async part(id: string, offset: number, bytes: Uint8Array): Promise<void> {
    const upload = this.find(id);
    if (offset !== upload.received || offset + bytes.length > upload.bytes)
      throw new UsageError('A part of the archive is missing: drop it again.');
    upload.received += bytes.length;
    try {
      let done = 0;
      while (done < bytes.length)
        done += (await upload.file.write(bytes, done, bytes.length - done, offset + done)).bytesWritten;
    } catch (error) {
      await this.abandon();
      throw explainFileError(error, upload.path, 'write');
    }
  }

  /** Unpacks what has come into a folder of its own: whole, or not at all. */
  async *end(id: string): AsyncGenerator<ReceivingEvent> {
    const { name, bytes, received, path, file } = this.find(id);
    if (received !== bytes) throw new UsageError('The archive has not come whole: drop it again.');
    const aside = `${path}.unpacked`;
    try {
      await file.close();
      await ensureFolder(aside);
      const limits = { files: MOST_FILES, bytes: await roomIn(aside) };
      for await (const progress of unzip(path, aside, limits)) yield { type: 'unpacking', ...progress };
      // Packed with the folder around it, or without.
      const names = await readdir(aside);
      const inner = names.length === 1 ? join(aside, names[0]) : aside;
      const root = (await folderExists(inner)) ? inner : aside;
      if ((await recognise(root, true)).kind === 'unknown')
        throw new UsageError(`"${name}" holds no dataset, no rollouts and no model: it was not kept.`);
      const kept = await this.freeFolder(plainStem(name, '.zip'));
      await rename(root, kept);
      yield { type: 'received', found: await recognise(kept) };
    } finally {
      await rm(aside, { recursive: true, force: true });
      await this.abandon();
    }
  }

  /** Forgets the archive that was on its way. */
  async abandon(): Promise<void> {
    const upload = this.upload;
    this.upload = null;
    await upload?.file.close().catch(() => {});
    if (upload) await rm(upload.path, { force: true });
  }

  private get received(): string {
    return join(this.workingFolder, RECEIVED);
  }

  private async freeFolder(stem: string): Promise<string> {
    await ensureFolder(this.received);
    for (let k = 1; k < MOST_NAMES; k++) {
      const path = join(this.received, k === 1 ? stem : `${stem}-${k}`);
      if (!(await folderExists(path))) return path;
    }
    throw new UsageError(`"${this.received}" is full of folders of this name: remove some.`);
  }

  private find(id: string): Upload {
    if (this.upload?.id !== id) throw new UsageError('This archive is not on its way any more: drop it again.');
    return this.upload;
  }
}

/** A name from outside as a file's: letters, digits, dot, dash. @throws UsageError unless it ends as it must */
function plainStem(name: string, ending: string): string {
  if (!name.toLowerCase().endsWith(ending)) throw new UsageError(`"${name}" does not end in ${ending}.`);
  const stem = name
    .slice(0, -ending.length)
    .replaceAll(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[.-]+/, '')
    .slice(0, 80);
  return stem === '' ? 'dropped' : stem;
}

async function roomIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return Math.max(0, bavail * bsize - SPARE);
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
