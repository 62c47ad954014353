import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { NearbyDataset } from '../../contract/studio/datasets.js';
import { folderExists, listFolder } from '../../dataset/whole-file.js';
import type { Roots } from './roots.js';

/** Where runs write by default, and the working folder itself. */
const PLACES = ['datasets', '.'];
/** A folder with more entries is no place where datasets are kept. */
const MOST = 2000;

/** Datasets that lie where one looks first, whoever made them; the latest first. */
export async function nearbyDatasets(workingFolder: string, roots: Roots): Promise<NearbyDataset[]> {
  const found: (NearbyDataset & { readonly changed: number })[] = [];
  for (const place of PLACES) {
    const folder = join(workingFolder, place);
    if (!(await folderExists(folder))) continue;
    for (const name of (await listFolder(folder)).slice(0, MOST)) {
      const path = join(folder, name);
      const file = join(path, 'dataset.json');
      const known = await stat(file).catch(() => null);
      if (known?.isFile() && (await roots.holds(file))) found.push({ path, name, changed: known.mtimeMs });
    }
  }
  return found.sort((a, b) => b.changed - a.changed).map(({ path, name }) => ({ path, name }));
}
