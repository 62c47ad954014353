import { cp, mkdir, rm, symlink, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSyntheticDataset } from '../src/dataset/testing/synthetic-dataset.js';
import { expect, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

test('a dataset is filtered and looked at', async ({ page, studio, complaints }) => {
  test.setTimeout(90_000);
  const dir = join(studio.folder, 'boxes');
  await writeSyntheticDataset(dir, { shards: 4, scenes: 4, views: 3, size: [160, 120] });
  await page.goto(`${studio.url}#/datasets?path=boxes`);
  await expect(page.getByRole('button', { name: 'Image 000000-000-v0' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('48 images')).toBeVisible();

  await page.getByRole('group', { name: 'Split' }).getByRole('button', { name: /test/ }).click();
  await expect(page.getByText('24 of 48 images')).toBeVisible();
  await page.getByRole('button', { name: 'Clear all filters' }).click();

  await page.getByRole('button', { name: 'Image 000000-000-v0' }).click();
  await expect(page.getByRole('img', { name: 'View 000000-000-v0' })).toBeVisible();
  await page.getByRole('radiogroup', { name: 'Drawn over the image' }).getByText('boxes').click();
  await expect(page.getByRole('img', { name: 'Boxes of the objects' })).toBeVisible();
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
  await expect(page.getByText('2 files are damaged; the rest is shown.')).toBeVisible({ timeout: 60_000 });
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
