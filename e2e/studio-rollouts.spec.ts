import { expect, seriousViolations, test } from './studio.js';
import { vantage } from './vantage.js';

test.use({ viewport: { width: 1440, height: 900 } });

test('an episode is watched again, step by step', async ({ page, studio, complaints }) => {
  const suite = 'scenes/suites/tabletop.json';
  const made = await vantage([
    'rollout',
    suite,
    '--model',
    'oracle',
    '--episodes',
    '1',
    '--placement-only',
    '--out',
    studio.folder,
    '--quiet',
  ]);
  expect(made).toEqual({ code: 0, stdout: '', stderr: '' });

  await page.goto(`${studio.url}#/rollouts`);
  const run = page.getByRole('button', { name: /^oracle/ });
  await expect(run).toContainText('100 %');
  await run.click();
  await expect(page.getByRole('heading', { name: 'Attempt 1 of 1' })).toBeVisible();
  await expect(page.getByAltText('What the model saw, view 0').first()).toBeVisible();
  await expect(page.getByText('goal true')).toBeVisible();
  await expect(page.getByRole('application', { name: 'Replay' })).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Time' });
  await slider.focus();
  await page.keyboard.press('End');
  await expect(slider).not.toHaveAttribute('aria-valuenow', '0');
  await page.getByText('What the model saw', { exact: true }).click();
  expect(await seriousViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a folder without runs says what a run is', async ({ page, studio, complaints }) => {
  await page.goto(`${studio.url}#/rollouts?path=scenes`);
  await expect(page.getByText('There are no runs in this folder yet.')).toBeVisible();
  expect(complaints).toEqual([]);
});
