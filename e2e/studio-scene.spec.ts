import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, findOnScreen, pictureIsCurrent, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

const viewport = (page: Page) => page.getByRole('application', { name: 'Scene' });
const status = (page: Page) => page.locator('.scene-status');
const position = async (page: Page) => {
  const text = (await page.getByLabel('Properties').textContent()) ?? '';
  return (
    /position(.*?) m/
      .exec(text)?.[1]
      ?.split(', ')
      .map((metres) => Number(metres.replace('−', '-'))) ?? []
  );
};

async function openScene(page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/scene`);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await expect(status(page)).toContainText('At rest', { timeout: 90_000 });
  await pictureIsCurrent(page);
}

/** Tip of the arrow that lifts the selected object: what is highest of the handles. @returns page coordinates */
async function liftArrow(page: Page): Promise<readonly [number, number]> {
  // Where it was drawn last it may be no more.
  await pictureIsCurrent(page);
  const place = await findArrow(page);
  if (!place) throw new Error('No arrow is drawn.');
  return place;
}

const findArrow = (page: Page) =>
  viewport(page).evaluate((element) => {
    const { left, top } = element.getBoundingClientRect();
    const overlay = element.querySelectorAll('canvas')[1];
    const { width, height } = overlay;
    const { data } = overlay.getContext('2d')?.getImageData(0, 0, width, height) ?? { data: [] };
    for (let i = 0; i < data.length; i += 4) {
      const off = Math.abs(data[i] - 0x3e) + Math.abs(data[i + 1] - 0x8e) + Math.abs(data[i + 2] - 0xf7);
      if (data[i + 3] > 200 && off < 24) return [left + ((i / 4) % width), top + Math.floor(i / 4 / width)] as const;
    }
    return null;
  });

/** Takes the arrow and pulls it up, and holds it. @returns where the pointer is */
async function lift(page: Page, by: number): Promise<readonly [number, number]> {
  const [x, y] = await liftArrow(page);
  await page.mouse.move(x, y + 8);
  await page.mouse.down();
  for (let k = 1; k <= 4; k++) await page.mouse.move(x, y + 8 - (k * by) / 4);
  return [x, y + 8 - by];
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

  // Lifted by its arrow. Esc lets go of it where it was, whatever the mouse does then; other keys leave a full hand alone.
  const [heldX, heldY] = await lift(page, 60);
  await expect.poll(async () => (await position(page))[2] - before[2]).toBeGreaterThan(0.05);
  await page.keyboard.press('Delete');
  await page.keyboard.press('Escape');
  await expect.poll(() => position(page)).toEqual(before);
  await page.mouse.move(heldX, heldY - 30);
  await page.mouse.up();
  expect(await position(page)).toEqual(before);
  await expect(status(page)).toContainText('At rest');
  // What was undone above can still be done again: nothing was done since.
  await expect(page.getByRole('button', { name: 'Redo', exact: true })).toBeEnabled();
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();

  await lift(page, 60);
  await page.mouse.up();
  await expect(status(page)).toContainText('Edited, not settled');
  const lifted = await position(page);
  expect(lifted.slice(0, 2)).toEqual(before.slice(0, 2));
  expect(lifted[2]).toBeGreaterThan(before[2] + 0.05);
  await page.keyboard.press('Control+z');
  expect(await position(page)).toEqual(before);
  await page.keyboard.press('Control+Shift+Z');
  expect(await position(page)).toEqual(lifted);
  // It falls back onto the table.
  await page.keyboard.press('s');
  await expect(status(page)).toContainText('At rest', { timeout: 90_000 });
  expect((await position(page))[2]).toBeLessThan(before[2] + 0.02);

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
  // From the first screen, before its viewport is ready: no picture may be drawn before it is known how large it is.
  await page.addInitScript(() => {
    const copied: number[] = [];
    Object.assign(window, { copied });
    const { blitFramebuffer } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.blitFramebuffer = function (...where) {
      copied.push(where[2]);
      return blitFramebuffer.apply(this, where);
    };
  });
  await page.goto(studio.url);
  await page.getByRole('navigation').getByText('Scene').click();
  await settled(page);
  const widths = await page.evaluate(() => (window as unknown as { copied: number[] }).copied);
  expect(Math.min(...widths)).toBeGreaterThan(200);
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
