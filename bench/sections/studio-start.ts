import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from '../bench.js';
import { median, WINDOW, withStudio } from '../open-studio.js';

const STARTS = 5;

/** From opening the address to a first screen that answers; warm, so the browser has the page's files. */
export const benchStudioStart = ({ say }: Bench): Promise<void> =>
  withStudio(
    (folder) => cp('scenes', join(folder, 'scenes'), { recursive: true }),
    async ({ url, browser }) => {
      const context = await browser.newContext({ viewport: WINDOW });
      await context.addInitScript(watch);
      const [usable, blocked]: [number[], number[]] = [[], []];
      for (let k = 0; k <= STARTS; k++) {
        const page = await context.newPage();
        await page.goto(url, { waitUntil: 'commit' });
        await page.getByRole('heading', { name: 'Make a dataset' }).waitFor();
        // Whoever clicks now is answered: a frame after the click another page is current.
        await page.getByRole('navigation').getByText('Models').click();
        await page.getByRole('heading', { name: 'Model', exact: true }).waitFor();
        await page.getByRole('button', { name: 'Vantage: first screen' }).click();
        await page.locator('.home-scene canvas').first().waitFor({ timeout: 120_000 });
        const start = await page.evaluate(() => window.starting);
        if (k > 0) {
          usable.push(start.usable);
          blocked.push(start.longest);
        }
        await page.close();
      }
      say('studio: warm start until the first screen can be used', `median ${median(usable).toFixed(0)} ms`);
      say(
        'studio: longest the page stood still, until the scene is drawn',
        `median ${median(blocked).toFixed(0)} ms, most ${Math.max(...blocked).toFixed(0)} ms`,
      );
    },
  );

declare global {
  interface Window {
    /** Milliseconds: until the first screen is there, and of the longest task since. */
    starting: { usable: number; longest: number };
  }
}

/** Runs in the page from its beginning. */
function watch(): void {
  window.starting = { usable: 0, longest: 0 };
  new PerformanceObserver((tasks) => {
    for (const { duration } of tasks.getEntries())
      window.starting.longest = Math.max(window.starting.longest, duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    if (document.querySelector('#make-title') === null) {
      requestAnimationFrame(look);
      return;
    }
    // After the frame that shows it.
    setTimeout(() => (window.starting.usable = performance.now()));
  };
  requestAnimationFrame(look);
}
