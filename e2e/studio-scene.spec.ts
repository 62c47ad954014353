import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, findOnScreen, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

const viewport = (page: Page) => page.getByRole('application', { name: 'Scene' });
const status = (page: Page) => page.locator('.scene-status');
const position = async (page: Page) => {
  const text = (await page.getByLabel('Properties').textContent()) ?? '';
  return /position(.*) m/.exec(text)?.[1]?.split(', ').map(Number) ?? [];
};

async function openScene(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/scene`);
  await expect(status(page)).toContainText('At rest', { timeout: 90_000 });
  await expect(status(page)).toContainText(/draw \d+ ms/, { timeout: 60_000 });
}

test('a scene is edited: pick, move, undo, settle again, add, delete, save, open', async ({
  page,
  studio,
  complaints,
}) => {
  await openScene(page, studio.url);
  const [x, y] = await findOnScreen(page, 'vase');
  await page.mouse.click(x, y);
  await expect(page.getByRole('button', { name: /^vase/ })).toHaveAttribute('aria-pressed', 'true');
  const before = await position(page);

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 20, y + 8);
  await page.mouse.move(x + 40, y + 12);
  await page.mouse.up();
  await expect(status(page)).toContainText('Edited, not settled');
  const after = await position(page);
  expect(Math.hypot(after[0] - before[0], after[1] - before[1])).toBeGreaterThan(0.02);
  // It was slid on the table, not lifted.
  expect(after[2]).toBe(before[2]);

  await page.getByRole('button', { name: 'Settle again' }).click();
  await expect(status(page)).toContainText('At rest', { timeout: 90_000 });
  await page.keyboard.press('Control+z');
  await expect(status(page)).toContainText('Edited, not settled');
  await page.keyboard.press('Control+z');
  await expect(status(page)).toContainText('At rest');
  expect(await position(page)).toEqual(before);

  const objects = page.getByRole('list', { name: 'Objects' }).getByRole('button');
  const count = await objects.count();
  await page.getByRole('button', { name: 'Add object' }).click();
  await page.getByLabel('Search the library').fill('mug');
  await page.getByRole('button', { name: 'mug', exact: true }).click();
  await expect(objects).toHaveCount(count + 1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settle again' }).click();
  await expect(status(page)).toContainText('At rest', { timeout: 90_000 });
  await page.getByRole('button', { name: /^can/ }).click();
  await page.getByRole('button', { name: 'Delete object' }).click();
  await expect(objects).toHaveCount(count);

  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save scene' }).click();
  await page.getByLabel(/^File/).fill('kept.json');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/Saved to .*kept\.json/)).toBeVisible();
  const kept = JSON.parse(await readFile(join(studio.folder, 'kept.json'), 'utf8')) as {
    scene: { objects: unknown[] };
  };
  await page.goto(`${studio.url}#/scene?scene=kept.json`);
  await expect(page.getByText('Opened from kept.json')).toBeVisible();
  await expect(objects).toHaveCount(count);
  expect(kept.scene.objects.length).toBeGreaterThan(count);
  expect(complaints).toEqual([]);
});

test('one looks through a view, with its truth over it, in both themes and without a barrier', async ({
  page,
  studio,
  complaints,
}) => {
  await openScene(page, studio.url);
  await page.getByRole('group', { name: 'Overlays' }).getByText('Mask').click();
  await page.getByText('v1', { exact: true }).click();
  await viewport(page).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('radio', { name: 'Orbit' })).toBeChecked();
  await page.getByText('v1', { exact: true }).click();
  const box = await viewport(page).boundingBox();
  if (!box) throw new Error('There is no viewport.');
  await page.mouse.move(box.x + 0.4 * box.width, box.y + 0.6 * box.height);
  await expect(async () => {
    await page.mouse.move(box.x + 0.4 * box.width + Math.random(), box.y + 0.6 * box.height);
    expect(await status(page).textContent()).toMatch(/depth \d+\.\d{3} m · pixel \d+, \d+/);
  }).toPass({ timeout: 20_000 });
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const { violations } = await new AxeBuilder({ page }).include('.scene-page').exclude('.questions').analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('a recipe is edited in its form: what is wrong stands beside its field', async ({ page, studio, complaints }) => {
  await openScene(page, studio.url);
  await page.getByRole('button', { name: 'Edit recipe' }).click();
  await expect(page.getByText('This recipe can be arranged.')).toBeVisible();
  await page.locator('summary', { hasText: /^objects/ }).click();
  await page.getByLabel('count least').fill('99');
  await expect(page.getByText('Must be at most 80.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Arrange' })).toBeDisabled();
  await page.getByLabel('count least').fill('3');
  await page.getByLabel('count most').fill('4');
  await expect(page.getByText('This recipe can be arranged.')).toBeVisible();
  await expect(page.getByLabel('Recipe as JSON')).toHaveValue(/"count": \[\s+3,\s+4\s+\]/);
  await page.getByRole('button', { name: 'Arrange' }).click();
  await expect(status(page)).toContainText(/At rest|Rejected/, { timeout: 90_000 });
  expect(complaints).toEqual([]);
});
