import { join } from 'node:path';
import { z } from 'zod';
import type { RecentDataset } from '../../contract/studio/datasets.js';
import { ensureFolder, fileSize, readWholeFile, writeWholeFile } from '../../dataset/whole-file.js';

const MAX_BYTES = 1024 * 1024;
const KEPT = 20;

const fileSchema = z.object({
  schema: z.literal('vantage/recent@1'),
  datasets: z.array(z.object({ path: z.string().max(4000), name: z.string().max(4000), opened: z.number() })),
});

/** Datasets opened lately, latest first: `recent.json` in the user's folder. */
export class RecentDatasets {
  /** @param now milliseconds since 1970 */
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  /** Nothing where there is no readable file: it is a convenience. */
  async list(): Promise<readonly RecentDataset[]> {
    if ((await fileSize(this.path)) === null) return [];
    const parsed = fileSchema.safeParse(jsonOf((await readWholeFile(this.path, MAX_BYTES)).toString('utf8')));
    return parsed.success ? parsed.data.datasets : [];
  }

  async add({ path, name }: { readonly path: string; readonly name: string }): Promise<void> {
    const others = (await this.list()).filter((entry) => entry.path !== path);
    await this.write([{ path, name, opened: this.now() }, ...others].slice(0, KEPT));
  }

  async forget(path: string): Promise<void> {
    await this.write((await this.list()).filter((entry) => entry.path !== path));
  }

  private get path(): string {
    return join(this.folder, 'recent.json');
  }

  private async write(datasets: readonly RecentDataset[]): Promise<void> {
    await ensureFolder(this.folder);
    await writeWholeFile(this.path, `${JSON.stringify({ schema: 'vantage/recent@1', datasets }, null, 2)}\n`);
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
