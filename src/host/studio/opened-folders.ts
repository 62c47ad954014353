import { join } from 'node:path';
import { z } from 'zod';
import { ensureFolder, fileSize, readWholeFile, writeWholeFile } from '../../dataset/whole-file.js';

const MAX_BYTES = 1024 * 1024;
const KEPT = 200;

const fileSchema = z.object({
  schema: z.literal('vantage/opened@1'),
  /** Real paths of folders and files, latest first. */
  paths: z.array(z.string().max(4000)),
});

/** What the user has opened on this machine, latest first: `opened.json` in the user's folder. */
export class OpenedFolders {
  private known: Promise<readonly string[]> | null = null;

  constructor(private readonly folder: string) {}

  /** Nothing where there is no readable file: what is wanted again is opened again. */
  list(): Promise<readonly string[]> {
    return (this.known ??= this.read());
  }

  /** @param path every link followed */
  async add(path: string): Promise<void> {
    const paths = await this.list();
    if (paths[0] === path) return;
    const next = [path, ...paths.filter((other) => other !== path)].slice(0, KEPT);
    this.known = Promise.resolve(next);
    await ensureFolder(this.folder);
    await writeWholeFile(
      join(this.folder, 'opened.json'),
      `${JSON.stringify({ schema: 'vantage/opened@1', paths: next }, null, 2)}\n`,
    );
  }

  private async read(): Promise<readonly string[]> {
    const path = join(this.folder, 'opened.json');
    if ((await fileSize(path)) === null) return [];
    const parsed = fileSchema.safeParse(jsonOf((await readWholeFile(path, MAX_BYTES)).toString('utf8')));
    return parsed.success ? parsed.data.paths : [];
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
