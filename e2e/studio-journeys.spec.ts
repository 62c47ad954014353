import type { Page } from '@playwright/test';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSyntheticDataset } from '../src/dataset/testing/synthetic-dataset.js';
import {
  expect,
  pictureIsCurrent,
  seriousViolations,
  startStudio,
  test,
  watchComplaints,
  writeSmallRecipe,
  type Studio,
} from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

/** Until pages drawn by software have drawn, settled and asked. */
const DRAWN = { timeout: 100_000 };

async function chooseSmall(page: Page, scenes: number): Promise<void> {
  await page.getByRole('combobox', { name: 'Recipe' }).click();
  await page.getByRole('option', { name: 'Small', exact: true }).click();
  await page.getByLabel('Scenes').fill(String(scenes));
  await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click();
}

test('a dataset is generated, inspected, one of its scenes edited and asked about, the dataset asked again and exported', async ({
  page,
  studio,
  complaints,
}) => {
  test.setTimeout(300_000);
  await writeSmallRecipe(studio.folder);

  // Generate.
  await page.goto(`${studio.url}#/jobs`);
  await chooseSmall(page, 2);
  await expect(page.getByRole('img', { name: /Scene 000000-00/ }).first()).toBeVisible(DRAWN);
  await page.getByRole('button', { name: 'Open dataset' }).click(DRAWN);

  // Inspect.
  const image = page.getByRole('button', { name: 'Image 000000-000-v0' });
  await image.click(DRAWN);
  await expect(page.getByRole('img', { name: 'View 000000-000-v0' })).toBeVisible();
  const dataset = page.url();
  await page.getByRole('button', { name: 'Open in Scene' }).click();

  // Edit: the first thing on the table, dragged by the hand.
  const status = page.locator('.scene-status');
  const questions = page.getByRole('region', { name: 'Questions' });
  await expect(status).toContainText('At rest', DRAWN);
  await expect(questions.getByRole('option').first()).toBeVisible(DRAWN);
  await page.locator('.scene-object').nth(1).click();
  const viewport = page.getByRole('application', { name: 'Scene' });
  await viewport.focus();
  await page.keyboard.press('f');
  await pictureIsCurrent(page);
  const box = await viewport.boundingBox();
  if (!box) throw new Error('There is no viewport.');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 30, y);
  await page.mouse.move(x + 60, y + 6);
  await page.mouse.up();
  await expect(status).toContainText('Edited, not settled');

  // Ask: the edited scene answers.
  await expect(questions.locator('.questions-count')).not.toContainText(/cameras|pictures|Asking/, DRAWN);
  await expect(questions.getByRole('option').first()).toBeVisible();

  // Ask the stored scenes again, and export what was asked.
  await page.goto(dataset);
  await image.waitFor(DRAWN);
  await page.getByRole('button', { name: 'Ask again…' }).click();
  await page.getByLabel('Name of the new set').fill('second');
  await page.getByRole('dialog').getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText(/^Done in/)).toBeVisible(DRAWN);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Open dataset' }).click();
  await image.waitFor(DRAWN);
  await page.getByRole('button', { name: 'Export…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText(/Read back/)).toBeVisible(DRAWN);
  const small = new URLSearchParams(new URL(dataset).hash.split('?')[1]).get('path') ?? '';
  const rows = JSON.parse(await readFile(join(studio.folder, `${small}-llava`, 'train.json'), 'utf8')) as unknown[];
  expect(rows.length).toBeGreaterThan(0);
  expect(complaints).toEqual([]);
});

test.describe('a connection', () => {
  let folder: string;
  const started: Studio[] = [];

  test.afterEach(async () => {
    for (const studio of started.splice(0)) await studio.kill();
    await rm(folder, { recursive: true, force: true });
  });

  async function start(): Promise<Studio> {
    const studio = await startStudio(folder);
    started.push(studio);
    return studio;
  }

  test('a studio that dies comes back where it was, and the page goes on with all that was in it', async ({ page }) => {
    test.setTimeout(180_000);
    folder = await mkdtemp(join(tmpdir(), 'vantage-lost-'));
    await cp('scenes', join(folder, 'scenes'), { recursive: true });
    await writeSmallRecipe(folder);
    await writeSyntheticDataset(join(folder, 'boxes'), { shards: 4, scenes: 2, views: 2, size: [64, 48] });
    const first = await start();
    // The browser itself says that nobody listens; the page has to say so in words.
    const complaints = watchComplaints(page);
    const own = () => complaints.filter((complaint) => !/ERR_CONNECTION_REFUSED/.test(complaint));

    await page.goto(`${first.url}#/jobs`);
    await chooseSmall(page, 50);
    await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
    await page.goto(`${first.url}#/datasets?path=boxes`);
    await page.getByRole('group', { name: 'Split' }).getByRole('button', { name: /test/ }).click(DRAWN);
    const filtered = page.getByText('8 of 16 images');
    await expect(filtered).toBeVisible();
    const image = page.getByRole('button', { name: /^Image / }).first();
    await image.click();
    await expect(page.getByRole('img', { name: /^View / })).toBeVisible();

    await first.kill();
    const lost = page.getByText(/The connection to Vantage is lost/);
    await expect(lost).toBeVisible();
    // What is here already can be looked at meanwhile.
    await page.getByText('Table', { exact: true }).click();

    const second = await start();
    expect(second.url).toBe(first.url);
    await expect(lost).toBeHidden();
    await expect(filtered).toBeVisible();
    await expect(page.getByRole('img', { name: /^View / })).toBeVisible();
    await page
      .getByRole('row', { name: /000003-/ })
      .last()
      .click();
    await expect(page.getByRole('img', { name: /^View 000003-/ })).toBeVisible();

    // What ran is taken up again.
    await page.getByRole('navigation').getByText('Generate').click();
    await page
      .getByText(/interrupted/i)
      .first()
      .click();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible(DRAWN);
    expect(own()).toEqual([]);

    expect(await second.stop()).toBe(0);
    // Ended on purpose: the next one has an address of its own.
    const third = await start();
    expect(third.url).not.toBe(first.url);
  });
});
