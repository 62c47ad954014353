import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { cp, mkdir, readdir, readFile, symlink, truncate, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '../src/dataset/testing/synthetic-dataset.js';
import { expect, test, writeSmallRecipe } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

/** What keeps people out, in both themes. */
async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // Colours half way from one theme to the other are nobody's.
    await page.addStyleTag({ content: '* { transition: none !important; }' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
}

test('a dataset is filtered, looked at, marked and exported without what was excluded', async ({
  page,
  studio,
  complaints,
}) => {
  test.setTimeout(90_000);
  const dir = join(studio.folder, 'boxes');
  await writeSyntheticDataset(dir, { shards: 4, scenes: 4, views: 3, size: [160, 120] });
  await page.goto(`${studio.url}#/datasets?path=boxes`);
  await expect(page.getByRole('button', { name: 'Image 000000-000-v0' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('48 images')).toBeVisible();

  await page.getByRole('group', { name: 'Split' }).getByRole('button', { name: /test/ }).click();
  await expect(page.getByText('24 of 48 images')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();

  await page.getByRole('button', { name: 'Image 000000-000-v0' }).click();
  await expect(page.getByRole('img', { name: 'View 000000-000-v0' })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Drawn over the image' }).getByText('boxes').click();
  await expect(page.getByRole('img', { name: 'Boxes of the objects' })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Select 000000-000-v0').check();
  await page.getByRole('button', { name: 'Tag…' }).click();
  await page.getByRole('textbox', { name: 'Tag' }).fill('look again');
  await page.getByRole('button', { name: 'Add tag' }).click();
  await expect(page.getByRole('group', { name: 'Tags' }).getByRole('button', { name: /look again/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Exclude from exports' }).click();
  await expect(page.getByRole('button', { name: 'Image 000000-000-v0' }).getByText('excluded')).toBeVisible();

  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('row', { name: /000000-000-v0/ })).toContainText('excluded, look again');

  await page.getByRole('button', { name: 'Export…' }).click();
  await expect(page.getByRole('region', { name: 'Rows' })).toContainText('conversations');
  await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText(/Read back/)).toBeVisible({ timeout: 30_000 });
  const rows = JSON.parse(await readFile(join(studio.folder, 'boxes-llava', 'train.json'), 'utf8')) as {
    image: string;
  }[];
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ image }) => image.includes('000000-000-v0'))).toEqual([]);

  // One image alone.
  await page.goto(`${studio.url}#/datasets?path=boxes`);
  await page.getByText('Grid', { exact: true }).click();
  await page.getByLabel('Select 000000-001-v1').check();
  await page.getByRole('button', { name: 'Export these…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Export the chosen images' });
  await expect(sheet.getByRole('region', { name: 'Rows' })).toContainText('000000-001-v1');
  await sheet.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText(/Read back/)).toBeVisible({ timeout: 30_000 });
  expect(await readdir(join(studio.folder, 'boxes-llava-chosen/images'))).toEqual(['000000-001-v1.png']);
  expect(complaints).toEqual([]);
});

test('of a damaged dataset the rest is shown, and nothing outside of it', async ({ page, studio, complaints }) => {
  const whole = join(studio.folder, 'whole');
  const damaged = join(studio.folder, 'damaged');
  await writeSyntheticDataset(whole, { shards: 3, scenes: 2, views: 2, size: [64, 48] });
  await cp(whole, damaged, { recursive: true });
  await truncate(join(damaged, 'shards', '000001.tar'), 4000);
  await rm(join(damaged, 'shards', '000002.tar'));
  await symlink(join(whole, 'shards', '000002.tar'), join(damaged, 'shards', '000002.tar'));
  await page.goto(`${studio.url}#/datasets?path=damaged`);
  await expect(page.getByText('2 files are damaged; the rest is shown.')).toBeVisible({ timeout: 30_000 });
  await page.getByText('2 files are damaged').click();
  await expect(page.getByText(/000001.tar" is cut off .* --resume/)).toBeVisible();
  await expect(page.getByText(/000002.tar" is a link that leads out of the dataset/)).toBeVisible();
  await expect(page.getByText('4 images')).toBeVisible();

  await mkdir(join(studio.folder, 'empty'));
  await page.goto(`${studio.url}#/datasets?path=empty`);
  await expect(page.getByText(/is not a dataset: it has no dataset.json/)).toBeVisible();
  await page.getByRole('button', { name: 'Open another' }).click();
  await expect(page.getByRole('button', { name: /damaged/ }).first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a job is cancelled and taken up again', async ({ page, studio, complaints }) => {
  test.setTimeout(240_000);
  await writeSmallRecipe(studio.folder);
  await page.goto(`${studio.url}#/jobs`);
  await page.getByRole('combobox', { name: 'Recipe' }).click();
  await page.getByRole('option', { name: 'Small', exact: true }).click();
  await page.getByLabel('Scenes').fill('3');
  await page.getByLabel('Folder').fill('cancelled');
  await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 100_000 });
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText(/^Done in/)).toBeVisible({ timeout: 100_000 });
  expect(complaints).toEqual([]);
});
