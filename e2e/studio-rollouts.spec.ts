import { startMockEndpoint } from '../src/inference/endpoint/testing/mock-endpoint.js';
import { heldReplies } from './held-replies.js';
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

test('a model that takes its time is watched while it acts', async ({ page, studio, complaints }) => {
  const held = heldReplies('[(0.5, 0.6)]', 0, 'You control a robot');
  const server = await startMockEndpoint({ reply: held.reply });
  try {
    await page.goto(`${studio.url}#/rollouts`);
    await page.getByRole('button', { name: 'New run' }).click();
    await page.getByRole('combobox', { name: 'Model' }).fill(`${server.url}#eye-1`);
    await page.getByRole('textbox', { name: 'Episodes' }).fill('1');
    await page.getByRole('button', { name: 'Run it' }).click();
    const live = page.getByRole('region', { name: 'The episode being played' });
    await expect(live).toContainText('Episode 0, attempt 1', { timeout: 60_000 });
    await expect(live).toContainText('Asked what to take');
    await expect(live.getByAltText('What the model is shown')).toBeVisible();
    held.allow(1);
    await expect(live).toContainText('take: [(0.5, 0.6)]');
    await expect(live).toContainText('Asked where to put it');
    // What is taken and where it is put is nobody's wish: it is tried again with a new view.
    held.allow(1);
    await expect(live).toContainText('Episode 0, attempt 2', { timeout: 60_000 });
    await expect(live).toContainText('Asked what to take');
    held.allow(Infinity);
    // What is done is replayed, and nothing is live any more.
    await expect(page.getByRole('heading', { name: /Attempt 1 of/ })).toBeVisible({ timeout: 60_000 });
    await expect(live).toBeHidden();
    expect(complaints).toEqual([]);
  } finally {
    await server.close();
  }
});

test('a folder without runs says what a run is', async ({ page, studio, complaints }) => {
  await page.goto(`${studio.url}#/rollouts?path=scenes`);
  await expect(page.getByText('There are no runs in this folder yet.')).toBeVisible();
  expect(complaints).toEqual([]);
});
