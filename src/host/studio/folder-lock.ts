import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { UserError } from '../../core/result.js';
import { ensureFolder, explainFileError } from '../../dataset/whole-file.js';

// One backend a working folder: two would run the same queue. `.vantage/backend.json` names the process that has it; a
// process that is gone, whatever ended it, has nothing any more.

const lockSchema = z.object({
  schema: z.literal('vantage/backend@1'),
  pid: z.int().positive(),
  /** When the process began, where the system tells: the number alone is given to others later. */
  began: z.string().nullable(),
  /** Where the studio can be opened, with its token; null before it is served, and in Electron. */
  address: z.string().nullable(),
});
type Lock = z.infer<typeof lockSchema>;

/** What is being written is whole after this, milliseconds. */
const WRITING = 100;
const TRIES = 5;

export const lockPath = (workingFolder: string): string => join(workingFolder, '.vantage', 'backend.json');

export interface FolderLock {
  /** Where the studio of a process that died in this folder was; null when none did. */
  readonly left: string | null;
  /** Tells whoever comes second where to go. */
  announce(address: string): Promise<void>;
  release(): Promise<void>;
}

/** @throws UserError with the address of the backend that has this folder */
export async function lockFolder(workingFolder: string): Promise<FolderLock> {
  const path = lockPath(workingFolder);
  await ensureFolder(join(workingFolder, '.vantage'));
  const mine: Lock = {
    schema: 'vantage/backend@1',
    pid: process.pid,
    began: await beginOf(process.pid),
    address: null,
  };
  let left: string | null = null;
  for (let k = 0; k < TRIES; k++) {
    if (await writeNew(path, mine)) {
      // Whoever found the same dead lock may have taken it away and written its own.
      if (k > 0) await pause(WRITING);
      if (k === 0 || (await readLock(path))?.pid === process.pid) return lockOf(path, mine, left);
      continue;
    }
    let held = await readLock(path);
    if (held === null) {
      await pause(WRITING);
      held = await readLock(path);
    }
    if (held && (await isAlive(held))) throw new UserError(takenBy(workingFolder, held));
    left = held?.address ?? left;
    await rm(path, { force: true });
  }
  throw new UserError(`"${path}" cannot be taken: delete it if no studio runs in this folder.`);
}

const takenBy = (folder: string, { pid, address }: Lock): string =>
  address === null
    ? `A studio runs in "${folder}" already, as process ${pid}: use its window, or end it first.`
    : `A studio runs in "${folder}" already: open ${address}`;

const lockOf = (path: string, mine: Lock, left: string | null): FolderLock => ({
  left,
  async announce(address) {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify({ ...mine, address }));
    } finally {
      await file.close();
    }
  },
  async release() {
    if ((await readLock(path))?.pid === mine.pid) await rm(path, { force: true });
  },
});

/** Readable by its owner alone: the address lets its holder in. @returns false when there is one */
async function writeNew(path: string, lock: Lock): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(JSON.stringify(lock));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw explainFileError(error, path, 'write');
  }
}

/** Null for what is no lock: half-written by a process that died, or gone meanwhile. */
async function readLock(path: string): Promise<Lock | null> {
  try {
    const parsed = lockSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function isAlive({ pid, began }: Lock): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
  const now = await beginOf(pid);
  return began === null || now === null || began === now;
}

/** Linux tells in clock ticks since it started, field 22 of proc(5)'s stat; the name before it may hold anything. */
async function beginOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
