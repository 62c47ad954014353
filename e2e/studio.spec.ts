import { expect, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

test('the studio opens, and every page of it', async ({ page, studio, complaints }) => {
  await page.goto(studio.url);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  for (const name of ['Scene', 'Generate', 'Datasets', 'Models', 'Rollouts']) {
    await page.getByRole('navigation').getByText(name).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached({ timeout: 20_000 });
  }
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('What do you want to do?').fill('models');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#\/models$/);
  expect(complaints).toEqual([]);
});
