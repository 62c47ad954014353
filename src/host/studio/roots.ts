import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Recognised } from '../../contract/studio/files.js';
import { UsageError } from '../../core/result.js';
import type { OpenedFolders } from './opened-folders.js';
import { recognise } from './recognise.js';

/**
 * The one place that decides which paths the page may name: what lies below the working folder, and below what the
 * user has opened. Links are followed before anything is compared, so that none leads out.
 *
 * What the user opens himself becomes a root and stays one: arguments of `vantage serve`, and in Electron the system's
 * dialogs and what is dropped on the window, of which the main process tells the backend past the page. A path that is
 * typed comes through the page, which anybody's text might have led astray: it is let in only where, by its own words,
 * a dataset, runs, a model, a recipe, a suite or a saved scene lies, and nothing else can become a root that way.
 */
export class Roots {
  private readonly working: Promise<string>;
  private readonly own: Promise<readonly string[]>;

  /**
   * @param workingFolder where relative paths start
   * @param own folders that come with the program: read, never written
   * @param opened what the user has opened, now and earlier
   */
  constructor(
    private readonly workingFolder: string,
    own: readonly string[],
    private readonly opened: OpenedFolders,
  ) {
    this.working = realpathAsFarAsItGoes(workingFolder);
    this.own = Promise.all(own.map(realpathAsFarAsItGoes));
  }

  /** Opens what the user chose past the page: a folder with all that is in it, or one file. */
  async grant(path: string): Promise<void> {
    await this.opened.add(await realpathAsFarAsItGoes(resolve(this.workingFolder, path)));
  }

  /**
   * What is to be read.
   *
   * @param kinds what is let in from outside when it is that by its own words. Nothing is told of anything else that
   *   lies outside, not even whether it is there
   * @returns the path with every link followed
   * @throws UsageError for what lies outside
   */
  readable(given: string, kinds: readonly Recognised['kind'][] = []): Promise<string> {
    return this.within(given, kinds, [this.own, this.ours()]);
  }

  /** Likewise, for what is to be written: it may be a file or folder that is not there yet. */
  writable(given: string, kinds: readonly Recognised['kind'][] = []): Promise<string> {
    return this.within(given, kinds, [this.ours()]);
  }

  /** Whether a file found on the way, not named by anybody, may be read. */
  async holds(found: string): Promise<boolean> {
    return isBelow(await realpathAsFarAsItGoes(found), [...(await this.own), ...(await this.ours())]);
  }

  private async within(
    given: string,
    kinds: readonly Recognised['kind'][],
    roots: readonly Promise<readonly string[]>[],
  ): Promise<string> {
    if (given.includes('\0')) throw new UsageError('A path cannot hold a zero byte.');
    const path = await realpathAsFarAsItGoes(resolve(this.workingFolder, given));
    if (isBelow(path, (await Promise.all(roots)).flat())) return path;
    const found = kinds.length === 0 ? null : await recognise(path, true);
    if (found === null || !kinds.includes(found.kind)) throw outside(given);
    await this.grant(found.path);
    return path;
  }

  private async ours(): Promise<readonly string[]> {
    return [await this.working, ...(await this.opened.list())];
  }
}

const isBelow = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep));

const outside = (given: string): UsageError =>
  new UsageError(
    `"${given}" lies outside of the folders that are open here: choose it with the system's dialog, drop it on the window, or start the studio with it ("vantage serve FOLDER").`,
  );

/** The path with every link followed; of what is not there yet, those of the folder it would lie in. */
async function realpathAsFarAsItGoes(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP') throw new UsageError(`"${path}" is a link that leads to itself.`, { cause: error });
    if (code === 'ENAMETOOLONG') throw new UsageError('This path is too long.', { cause: error });
    if (code !== 'ENOENT' && code !== 'ENOTDIR' && code !== 'EACCES' && code !== 'EPERM') throw error;
    if (dirname(absolute) === absolute) return absolute;
    const folder = await realpathAsFarAsItGoes(dirname(absolute));
    // A link to what is not there yet would be followed by whoever writes to it.
    const target = await readlink(absolute).catch(() => null);
    return target === null ? join(folder, basename(absolute)) : realpathAsFarAsItGoes(resolve(folder, target));
  }
}
