import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeSyntheticDataset } from '../../src/dataset/testing/synthetic-dataset.js';
import type { Bench } from '../bench.js';
import { heapOf, WINDOW, withStudio } from '../open-studio.js';

/** What a person does in an hour, one thing every two or three seconds, in rounds that all end on the same page. */
const ACTIONS = 1500;
const ROUNDS = 10;

/** An hour of browsing, without the hour: items looked at, filters set, pages changed; memory after each round. */
export const benchStudioMemory = ({ say }: Bench): Promise<void> =>
  withStudio(
    async (folder) => {
      await cp('scenes', join(folder, 'scenes'), { recursive: true });
      await writeSyntheticDataset(join(folder, 'boxes'), { shards: 4, scenes: 10, views: 4, size: [160, 120] });
    },
    async ({ url, browser }) => {
      const page = await browser.newPage({ viewport: WINDOW });
      await page.goto(`${url}#/datasets?path=boxes`);
      await page.getByRole('button', { name: 'Image 000000-000-v0' }).waitFor({ timeout: 60_000 });
      const session = await page.context().newCDPSession(page);
      const rounds: { heap: number; nodes: number; listeners: number }[] = [];
      let done = 0;
      for (let round = 1; round <= ROUNDS; round++) {
        while (done < (round * ACTIONS) / ROUNDS) done += await browse(page, done);
        // The page at rest: all that it shows is there.
        await page.waitForTimeout(1500);
        const heap = await heapOf(session);
        // After the garbage is gone.
        const { nodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
        rounds.push({ heap, nodes, listeners });
      }
      say(
        `studio: page memory after each of ${ROUNDS} rounds, ${done} actions in all`,
        `${rounds.map(({ heap }) => heap.toFixed(1)).join(', ')} MB`,
      );
      say('  elements', rounds.map(({ nodes }) => nodes).join(', '));
      say('  listeners', rounds.map(({ listeners }) => listeners).join(', '));
    },
  );

/** A few actions of one kind, another kind each time. @returns how many */
async function browse(page: Page, seed: number): Promise<number> {
  const tiles = page.getByRole('button', { name: /^Image / });
  for (let k = 0; k < 8; k++) await tiles.nth((seed + 3 * k) % 8).click();
  const split = page.getByRole('group', { name: 'Split' }).getByRole('button').first();
  await split.click();
  await split.click();
  await page.getByText('Table', { exact: true }).click();
  await page.getByText('Grid', { exact: true }).click();
  for (const name of ['Models', 'Rollouts', 'Datasets']) await page.getByRole('navigation').getByText(name).click();
  await page.getByRole('button', { name: /boxes/ }).first().click();
  await tiles.first().waitFor();
  return 16;
}
