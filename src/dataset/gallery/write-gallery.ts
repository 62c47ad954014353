import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import type { CategoryFacts } from '../../core/assets/showcase/asset-facts.js';
import type { Overlays } from '../../core/assets/showcase/overlays.js';
import { CLOSE_SIZE, SHEET_CELL } from '../../core/assets/showcase/showcase-scene.js';
import type { CapturedFrame } from '../../core/edges.js';
import { UserError } from '../../core/result.js';
import { encodePhoto } from '../report/mask-picture.js';
import { asidePath, AsideFile, explainFileError, writeWholeFile } from '../whole-file.js';
import { categorySection, GALLERY_TAIL, galleryHead, type GalleryItem } from './gallery-page.js';

/** One variant, drawn. */
export interface DrawnAsset {
  readonly close: CapturedFrame;
  readonly atSize: CapturedFrame;
  readonly overlays: Overlays;
}

/** Contact sheets: this many categories each, one a row. */
const ROWS = 6;
const GAP = 4;
const PAGE = 'index.html';
const SHEETS = 'sheets';

/**
 * Writes a gallery folder: index.html, pictures, `sheets/` (contact sheets of the shapes as large as in a 640×480
 * picture, one category a row in the page's order) and assets.json. Aside, then in place of an older gallery.
 *
 * @param draw the variants of one category, in order
 * @throws UserError when the folder holds something else
 */
export async function* writeGallery(
  folder: string,
  title: string,
  categories: readonly CategoryFacts[],
  draw: (category: CategoryFacts) => Promise<readonly DrawnAsset[]>,
): AsyncGenerator<{ done: number; total: number }, { path: string; assets: number }> {
  await refuseOtherFolders(folder);
  const total = categories.reduce((sum, category) => sum + category.assets.length, 0);
  const aside = asidePath(folder);
  try {
    await mkdir(join(aside, 'images'), { recursive: true });
    await mkdir(join(aside, SHEETS));
    await writeWholeFile(join(aside, 'assets.json'), `${JSON.stringify(categories, null, 1)}\n`);
    const page = await AsideFile.open(join(aside, PAGE));
    await page.write(Buffer.from(galleryHead(title, categories)));
    let done = 0;
    let rows: (readonly CapturedFrame[])[] = [];
    let sheets = 0;
    for (const [index, category] of categories.entries()) {
      yield { done, total };
      const drawn = await draw(category);
      const items = await Promise.all(
        drawn.map(async ({ close, atSize, overlays }, i): Promise<GalleryItem> => {
          const name = `images/${category.id}-${i}`;
          await writeWholeFile(join(aside, `${name}.jpg`), await encodePhoto(close.rgb, close));
          await writeWholeFile(join(aside, `${name}-at-size.jpg`), await encodePhoto(atSize.rgb, atSize));
          return { facts: category.assets[i], close: `${name}.jpg`, atSize: `${name}-at-size.jpg`, overlays };
        }),
      );
      await page.write(Buffer.from(categorySection(category, items, CLOSE_SIZE)));
      rows.push(drawn.map(({ atSize }) => atSize));
      if (rows.length === ROWS || index === categories.length - 1) {
        sheets++;
        await writeWholeFile(join(aside, SHEETS, `${String(sheets).padStart(2, '0')}.png`), await sheet(rows));
        rows = [];
      }
      done += drawn.length;
    }
    await page.write(Buffer.from(GALLERY_TAIL));
    await page.seal();
    await page.keep();
    await rm(folder, { recursive: true, force: true });
    await rename(aside, folder);
    yield { done, total };
    return { path: join(folder, PAGE), assets: done };
  } catch (error) {
    throw explainFileError(error, folder, 'write');
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** A folder may be overwritten when it is empty or an older gallery. */
async function refuseOtherFolders(folder: string): Promise<void> {
  const names: string[] = await readdir(folder).catch(() => []);
  if (names.length > 0 && !(names.includes(PAGE) && names.includes(SHEETS)))
    throw new UserError(`"${folder}" holds something that is no gallery; choose a new or empty folder.`);
}

function sheet(rows: readonly (readonly CapturedFrame[])[]): Promise<Buffer> {
  const [width, height] = SHEET_CELL;
  const columns = Math.max(...rows.map((row) => row.length));
  const tiles = rows.flatMap((row, r) =>
    row.map((frame, c) => ({
      input: Buffer.from(frame.rgb),
      raw: { width, height, channels: 3 as const },
      left: c * (width + GAP),
      top: r * (height + GAP),
    })),
  );
  return sharp({
    create: {
      width: columns * (width + GAP) - GAP,
      height: rows.length * (height + GAP) - GAP,
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite(tiles)
    .png({ compressionLevel: 6 })
    .toBuffer();
}
