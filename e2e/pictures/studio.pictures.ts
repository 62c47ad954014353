import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { expect, startStudio, test as base, watchComplaints, type Studio } from '../studio.js';
import { prepareFolder } from './shown-folder.js';

// Every panel of the studio in both themes, for docs/.

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** Until pages drawn by software have drawn, settled and asked. */
const DRAWN = { timeout: 300_000 };

const test = base.extend<object, { shown: Studio }>({
  shown: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const studio = await startStudio(await prepareFolder());
      await use(studio);
      await studio.stop();
    },
    { scope: 'worker', timeout: 1_200_000 },
  ],
});

test.use({ viewport: { width: 1440, height: 900 } });

/** Saves what the page shows, in both themes, in few enough colours to be light. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await rest(page);
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    await sharp(png)
      .png({ palette: true, colours: 128, dither: 0.4, effort: 10, compressionLevel: 9 })
      .toFile(join(IMAGES, `studio-${name}-${colorScheme}.png`));
  }
}

/** Waits until the picture of the scene, where there is one, is drawn in full. */
async function rest(page: Page): Promise<void> {
  await page.mouse.move(720, 5);
  await page.waitForTimeout(1500);
  const status = page.locator('.scene-status');
  if (await status.count()) await expect(status).toContainText(/draw \d+ ms,/, DRAWN);
  await page.waitForTimeout(1000);
}

async function asked(page: Page): Promise<void> {
  const questions = page.getByRole('region', { name: 'Questions' });
  await expect(questions.getByRole('option').first()).toBeVisible(DRAWN);
  await expect(questions.locator('.questions-count')).not.toContainText(/cameras|pictures|Asking/, DRAWN);
}

async function filter(page: Page, label: string, value: string): Promise<void> {
  await page.locator(`input[aria-label="${label}"]`).click();
  await page.getByRole('option', { name: new RegExp(`^${value} \\(`) }).click();
}

/** The model that ships, run by our own process. */
async function connectTiny(page: Page, shown: Studio): Promise<void> {
  await page.goto(`${shown.url}#/models`);
  await page.getByLabel('URL or folder').fill('models/vantage-tiny');
  await page.getByRole('button', { name: /^Connect/ }).click();
  await expect(page.getByTestId('connected-model')).toContainText('CPU', DRAWN);
}

test('home', async ({ page, shown }) => {
  await page.goto(shown.url);
  await expect(page.getByRole('button', { name: 'Why?' })).toBeVisible(DRAWN);
  await expect(page.getByText('looking…')).toBeHidden(DRAWN);
  await shoot(page, 'home');
});

test('scene, questions', async ({ page, shown }) => {
  const complaints = watchComplaints(page);
  await page.goto(`${shown.url}#/scene`);
  await asked(page);

  // The scene with its truth, as one edits it.
  await page.getByRole('button', { name: /^toaster/ }).click();
  for (const overlay of ['3D boxes', 'Fronts']) await page.getByRole('button', { name: overlay }).click();
  await shoot(page, 'scene');
  for (const overlay of ['3D boxes', 'Fronts']) await page.getByRole('button', { name: overlay }).click();
  await page.getByRole('button', { name: /^toaster/ }).click();

  // A question and why it is answered so.
  await filter(page, 'Relation', 'Left');
  await filter(page, 'Frame', 'Object');
  await page.getByRole('option').first().click();
  await shoot(page, 'questions');
  expect(complaints).toEqual([]);
});

test('flip map, beside what a model believes', async ({ page, shown }) => {
  await connectTiny(page, shown);
  await page.goto(`${shown.url}#/scene?recipe=scenes/few.json`);
  await asked(page);
  await page.getByRole('option').filter({ hasText: 'does the jar stand on the right of the can?' }).click();
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await evidence.getByRole('button', { name: 'Flip map' }).click();
  await evidence.getByRole('button', { name: 'Ask the model' }).click(DRAWN);
  await expect(evidence.getByText(/The model agrees at/)).toBeVisible(DRAWN);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    evidence.getByRole('button', { name: 'Save PNG' }).click(),
  ]);
  await sharp(await download.path())
    .png({ palette: true, effort: 10 })
    .toFile(join(IMAGES, 'flip-map.png'));
  await page.getByText('v0', { exact: true }).click();
  await shoot(page, 'flip-map');
});

test('generate', async ({ page, shown }) => {
  await page.goto(`${shown.url}#/jobs`);
  await page.getByLabel('Scenes').fill('60');
  await page.getByRole('main').getByRole('button', { name: 'Generate', exact: true }).click();
  await expect(page.getByRole('figure').nth(7)).toBeVisible(DRAWN);
  await shoot(page, 'generate');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible(DRAWN);
});

test('datasets, item, compare, export', async ({ page, shown }) => {
  await page.goto(`${shown.url}#/datasets?path=datasets/kitchen-counter`);
  await expect(page.getByRole('button', { name: /^Image / }).first()).toBeVisible(DRAWN);
  await page.goto(`${shown.url}#/datasets?path=datasets/tabletop`);
  const images = page.getByRole('button', { name: /^Image 0/ });
  await expect(images.first()).toBeVisible(DRAWN);
  await shoot(page, 'datasets');
  await images.nth(4).click();
  await page.getByRole('radiogroup', { name: 'Drawn over the image' }).getByText('mask').click();
  await expect(page.getByRole('img', { name: 'Instance mask' })).toBeVisible();
  await shoot(page, 'item');
  await page.getByRole('button', { name: 'Compare…' }).click();
  await page.getByPlaceholder(/Choose one opened lately/).click();
  await page.getByRole('option', { name: /kitchen-counter/ }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: / and / }).first()).toBeVisible(DRAWN);
  await shoot(page, 'compare');
});

test('models', async ({ page, shown }) => {
  await page.goto(`${shown.url}#/scene`);
  await asked(page);
  await filter(page, 'Relation', 'Left');
  await page.getByRole('option').first().click();
  await connectTiny(page, shown);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect(page.getByTestId('reply')).toBeVisible(DRAWN);
  await expect(page.getByRole('button', { name: 'Ask', exact: true })).toBeVisible(DRAWN);
  await page.getByLabel('Dataset', { exact: true }).first().fill('datasets/tabletop');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('button', { name: 'vantage-tiny', exact: true })).toBeVisible(DRAWN);
  await page.keyboard.press('Escape');
  await shoot(page, 'models');
});

test('rollouts', async ({ page, shown }) => {
  await page.goto(`${shown.url}#/rollouts`);
  await page.getByRole('button', { name: /^random/ }).click(DRAWN);
  await expect(page.getByRole('application', { name: 'Replay' })).toBeVisible(DRAWN);
  const slider = page.getByRole('slider', { name: 'Time' });
  await slider.focus();
  await page.keyboard.press('End');
  await shoot(page, 'rollouts');

  // The same task by two models on one scrubber, and success by what is asked for.
  await page.getByRole('button', { name: /^oracle 100/ }).click({ modifiers: ['Shift'] });
  await expect(page.getByRole('application', { name: 'Replay' }).nth(1)).toBeVisible(DRAWN);
  await page.getByText('By relation and frame').click();
  await slider.focus();
  await page.keyboard.press('End');
  await shoot(page, 'rollouts-compare');
});
