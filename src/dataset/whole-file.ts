import { createHash } from 'node:crypto';
import { mkdir, open, readFile, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { threadId } from 'node:worker_threads';
import { UserError } from '../core/result.js';

// Files that are whole or absent: written aside in the same folder, flushed to disk, renamed.

let written = 0;

/**
 * Where a file is written before it gets its name. The writer's host and process are in it, so that whoever
 * resumes can tell what a killed run left behind from what a neighbour is writing.
 */
export function asidePath(path: string): string {
  const host = hostname().replaceAll(/[^A-Za-z0-9]/g, '') || 'host';
  return join(dirname(path), `.${basename(path)}.${host}-${process.pid}-${threadId}-${written++}.tmp`);
}

const ASIDE = /^\..+\.([A-Za-z0-9]+)-(\d+)-\d+-\d+\.tmp$/;

/** True of names that `asidePath` gives: never part of a dataset. */
export const isAside = (name: string): boolean => ASIDE.test(name);

/**
 * A file being written aside.
 * Call `keep` to give it its name, or `discard`; after a failure inside, nothing is left.
 */
export class AsideFile {
  private handle: FileHandle | null = null;
  private readonly hash = createHash('sha256');
  private readonly aside: string;
  private size = 0;

  private constructor(private readonly path: string) {
    this.aside = asidePath(path);
  }

  static async open(path: string): Promise<AsideFile> {
    const file = new AsideFile(path);
    try {
      file.handle = await open(file.aside, 'wx');
    } catch (error) {
      throw explainFileError(error, path, 'write');
    }
    return file;
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.size;
  }

  async write(data: Uint8Array): Promise<void> {
    try {
      let done = 0;
      while (done < data.length) done += (await this.opened().write(data, done, data.length - done)).bytesWritten;
    } catch (error) {
      await this.discard();
      throw explainFileError(error, this.path, 'write');
    }
    this.hash.update(data);
    this.size += data.length;
  }

  /** Flushes to disk; after this nothing more is written. @returns sha256 of the content */
  async seal(): Promise<string> {
    try {
      await this.opened().sync();
      await this.close();
    } catch (error) {
      await this.discard();
      throw explainFileError(error, this.path, 'write');
    }
    return this.hash.digest('hex');
  }

  /** Gives a sealed file its name. */
  async keep(): Promise<void> {
    try {
      await rename(this.aside, this.path);
      await syncFolder(dirname(this.path));
    } catch (error) {
      await this.discard();
      throw explainFileError(error, this.path, 'write');
    }
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.aside, { force: true });
  }

  private opened(): FileHandle {
    if (this.handle === null) throw new Error(`"${this.path}" is sealed or discarded already.`);
    return this.handle;
  }

  private async close(): Promise<void> {
    const handle = this.handle;
    this.handle = null;
    await handle?.close();
  }
}

/** Writes a whole file or none. @returns sha256 of the content */
export async function writeWholeFile(path: string, content: Uint8Array | string): Promise<string> {
  const file = await AsideFile.open(path);
  await file.write(typeof content === 'string' ? Buffer.from(content) : content);
  const sha256 = await file.seal();
  await file.keep();
  return sha256;
}

export async function ensureFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw explainFileError(error, path, 'write');
  }
}

/** Makes a rename survive a power cut. Windows cannot flush a folder and needs not. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Opens a file for reading, closes it afterwards. @throws UserError with one sentence when it cannot be read */
export async function withFile<T>(path: string, read: (handle: FileHandle) => Promise<T>): Promise<T> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, 'r');
    return await read(handle);
  } catch (error) {
    throw explainFileError(error, path, 'read');
  } finally {
    await handle?.close();
  }
}

/** `size` bytes from `offset`; null when the file ends before. */
export async function readRange(handle: FileHandle, offset: number, size: number): Promise<Buffer | null> {
  const content = Buffer.alloc(size);
  let done = 0;
  while (done < size) {
    const { bytesRead } = await handle.read(content, done, size - done, offset + done);
    if (bytesRead === 0) return null;
    done += bytesRead;
  }
  return content;
}

/** @throws UserError with one sentence when the file is missing, unreadable or larger than `limit` bytes */
export function readWholeFile(path: string, limit = 256 * 1024 * 1024): Promise<Buffer> {
  return withFile(path, async (handle) => {
    const { size } = await handle.stat();
    if (size > limit) {
      throw new UserError(`"${path}" has ${size} bytes, more than the ${limit} such a file may have: it is not ours.`);
    }
    return readFile(handle);
  });
}

/** sha256 of a file, read in pieces. */
export function hashFile(path: string): Promise<string> {
  return withFile(path, async (handle) => {
    const hash = createHash('sha256');
    const chunk = Buffer.allocUnsafe(1024 * 1024);
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length);
      if (bytesRead === 0) return hash.digest('hex');
      hash.update(chunk.subarray(0, bytesRead));
    }
  });
}

export const sha256Of = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

/** Size in bytes, or null when there is no such file. */
export async function fileSize(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw explainFileError(error, path, 'read');
  }
}

/** Names in a folder without what is being written aside, sorted; none when there is no such folder. */
export async function listFolder(path: string): Promise<string[]> {
  try {
    return (await readdir(path)).filter((name) => !isAside(name)).sort();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw explainFileError(error, path, 'read');
  }
}

/**
 * Removes what killed runs of this machine left in these folders. Files of living processes and of other
 * machines stay: they bear names that nobody reads.
 */
export async function removeLeftovers(folders: readonly string[]): Promise<number> {
  const host = ASIDE.exec(basename(asidePath('x')))?.[1];
  let removed = 0;
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const match = ASIDE.exec(name);
      if (match === null || match[1] !== host || isAlive(Number(match[2]))) continue;
      await rm(join(folder, name), { recursive: true, force: true });
      removed++;
    }
  }
  return removed;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ESRCH';
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException | null)?.code;

/** A file system's error as one sentence for the person at the keyboard; anything else comes back as it was. */
export function explainFileError(error: unknown, path: string, doing: 'read' | 'write'): unknown {
  const cannot = `"${path}" cannot be ${doing === 'read' ? 'read' : 'written'}`;
  const sentence = (why: string) => new UserError(`${cannot}: ${why}`, { cause: error });
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return sentence('the disk is full; free some space and run the same command again with --resume.');
    case 'EFBIG':
      return sentence('files may not grow that large here; use a smaller --shard-size.');
    case 'EACCES':
    case 'EPERM':
      return sentence('permission is denied; choose another folder or change its permissions.');
    case 'EROFS':
      return sentence('the file system is read-only; choose another folder.');
    case 'ENOENT':
      return sentence(doing === 'read' ? 'there is no such file.' : 'its folder has gone; make it again.');
    case 'ENOTDIR':
    case 'EEXIST':
      return sentence('a file stands where a folder should be; move it away or choose another folder.');
    case 'EISDIR':
      return sentence('a folder stands where a file should be; move it away.');
    case 'ENAMETOOLONG':
      return sentence('the path is too long; choose a shorter one.');
    case 'EMFILE':
    case 'ENFILE':
      return sentence('too many files are open; close other programs or raise "ulimit -n".');
    case 'EIO':
      return sentence('the disk reports an error; check it, or use another one.');
    default:
      return error;
  }
}

/** Whether there is a folder of that name. */
export async function folderExists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return false;
    throw explainFileError(error, path, 'read');
  }
}
