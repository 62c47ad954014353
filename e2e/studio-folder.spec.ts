import type { Page } from '@playwright/test';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeSyntheticDataset } from '../src/dataset/testing/synthetic-dataset.js';
import { zipOf } from '../src/dataset/testing/zip-of.js';
import { expect, startStudio, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

const BIN = fileURLToPath(new URL('../bin/vantage.js', import.meta.url));

/** Drops a file on the page, as a hand does. */
async function drop(page: Page, name: string, content: Buffer): Promise<void> {
  await page.evaluate(
    ([called, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], called));
      for (const type of ['dragover', 'drop'])
        window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, content.toString('base64')] as const,
  );
}

async function zipped(dir: string): Promise<Buffer> {
  const names = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return zipOf(
    await Promise.all(
      files.map(async (path) => ({
        name: `boxes${path.slice(dir.length)}`,
        content: await readFile(path),
        stored: true,
      })),
    ),
  );
}

test('a dataset packed as ZIP is dropped, its images asked about again, and more like them made', async ({
  page,
  studio,
  complaints,
}) => {
  const away = join(studio.folder, '..', `${studio.folder.split('/').at(-1)}-away`);
  await writeSyntheticDataset(away, { shards: 2, scenes: 2, views: 2, size: [160, 120] });
  await page.goto(`${studio.url}#/datasets`);
  await expect(page.getByText('packed as .zip')).toBeVisible();
  await drop(page, 'boxes.zip', await zipped(away));
  await expect(page.getByText('8 images')).toBeVisible({ timeout: 30_000 });
  const dir = join(studio.folder, 'received/boxes');
  expect(await readdir(dir)).toContain('dataset.json');

  await page.getByRole('checkbox', { name: 'Select 000000-000-v0' }).check();
  await page.getByRole('button', { name: 'More like these…' }).click();
  const made = page.getByRole('dialog', { name: 'More like these' });
  await expect(made.getByText(/^scenes\/.*-like-[0-9a-f]{6}\.json$/)).toBeVisible();
  await made.getByRole('button', { name: 'Close' }).click();

  await page.getByRole('button', { name: 'Re-ask…' }).click();
  await page.getByLabel('Name of the new set').fill('again');
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByText('Done in')).toBeVisible({ timeout: 30_000 });
  const record = JSON.parse(await readFile(join(dir, 'dataset.json'), 'utf8')) as {
    questions: Record<string, { views?: number; files: Record<string, string> }>;
  };
  expect(record.questions['again'].views).toBe(1);
  const lines = await Promise.all(
    Object.keys(record.questions['again'].files).map((file) => readFile(join(dir, file), 'utf8')),
  );
  const asked = lines
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { views: string[] }).views);
  expect(asked.length).toBeGreaterThan(0);
  expect(new Set(asked.flat())).toEqual(new Set(['000000-000-v0']));

  await drop(page, 'notes.txt', Buffer.from('hello'));
  await expect(page.getByText('“notes.txt” is nothing to be opened')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('nothing outside of what is open is opened by typing its path', async ({ page, studio, complaints }) => {
  await symlink('/etc', join(studio.folder, 'link'));
  for (const path of ['/etc', '../..', 'link']) {
    await page.goto(studio.url);
    await page.getByRole('textbox', { name: 'Folder', exact: true }).fill(path);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(page.getByText(`"${path}" lies outside of the folders that are open here`).last()).toBeVisible();
    await page.reload();
  }
  expect(complaints).toEqual([]);
});

test('a second studio in the same folder says where the first is, and one that died is no hindrance', async ({
  studio,
}) => {
  const second = spawnSync(process.execPath, [BIN, 'serve'], { cwd: studio.folder, encoding: 'utf8' });
  expect(second.status).not.toBe(0);
  expect(second.stderr).toContain(`already: open ${studio.url}`);

  const folder = join(studio.folder, 'died');
  await mkdir(join(folder, '.vantage'), { recursive: true });
  const left = { schema: 'vantage/backend@1', pid: 2 ** 22 + 1, began: null, address: studio.url };
  await writeFile(join(folder, '.vantage/backend.json'), JSON.stringify(left));
  const third = await startStudio(folder);
  expect(third.url).not.toBe(studio.url);
  expect(await third.stop()).toBe(0);
});
