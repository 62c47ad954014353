import type { Page } from '@playwright/test';
import { expect, seriousViolations, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

/** Nothing serious is found on the page, in either theme. */
async function expectReadable(page: Page): Promise<void> {
  // Colours half way from one theme to the other are nobody's.
  await page.addStyleTag({ content: '* { transition: none !important; }' });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousViolations(page), `${page.url()} ${colorScheme}`).toEqual([]);
  }
}

test('the studio opens, and every page of it', async ({ page, studio, complaints }) => {
  await page.goto(studio.url);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Make a dataset' })).toBeVisible();
  await expectReadable(page);
  for (const name of ['Scene', 'Generate', 'Datasets', 'Models', 'Rollouts']) {
    await page.getByRole('navigation').getByText(name).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached({ timeout: 20_000 });
    await expectReadable(page);
  }
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What do you want to do?').fill('models');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/models$/);
  expect(complaints).toEqual([]);
});
