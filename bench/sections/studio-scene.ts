import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Bench } from '../bench.js';
import { median, WINDOW, withStudio, worst } from '../open-studio.js';

const CHOICES = 40;
const DRAG_STEPS = 40;
const ORBIT_STEPS = 40;
/** Until a scene is arranged, drawn and asked by software on a busy machine, milliseconds. */
const PATIENCE = 180_000;

/** The scene page in a real browser: choosing a question, dragging an object while one is shown, drawing. */
export const benchStudioScene = ({ say, measure }: Bench): Promise<void> =>
  withStudio(
    (folder) => cp('scenes', join(folder, 'scenes'), { recursive: true }),
    async ({ url, browser }) => {
      const page = await browser.newPage({ viewport: WINDOW });
      await page.addInitScript(watch);
      await page.goto(`${url}#/scene`);
      const panel = page.getByRole('region', { name: 'Questions' });
      await panel.getByRole('option').first().waitFor({ timeout: PATIENCE });
      await panel
        .locator('.questions-count')
        .filter({ hasNotText: /cameras|pictures|Asking/ })
        .waitFor({ timeout: PATIENCE });

      await restOf(page);
      const chosen = await choose(page, panel);
      say(
        `studio: a question chosen, until its evidence is on the page and drawn over the scene, ${CHOICES} times`,
        `median ${median(chosen).toFixed(0)} ms, of twenty the slowest ${worst(chosen).toFixed(0)} ms`,
      );

      for (const [frame, type] of [
        ['Camera', 'Left'],
        ['World', 'Left'],
      ]) {
        await pick(page, panel, 'Relation', type);
        await pick(page, panel, 'Frame', frame);
        const steps = await drag(page, panel);
        const [all, own] = [steps.map((step) => step.all), steps.map((step) => step.own)];
        say(
          `studio: ${type.toLowerCase()} in the ${frame.toLowerCase()}'s frame while its object is dragged, from the hand's move to the new answer`,
          `median ${median(all).toFixed(0)} ms, of twenty the slowest ${worst(all).toFixed(0)} ms (${steps.length} steps)`,
        );
        say(
          '  of that without the wait for the picture before',
          `median ${median(own).toFixed(0)} ms, of twenty the slowest ${worst(own).toFixed(0)} ms`,
        );
      }

      await page.getByRole('button', { name: 'Close the evidence' }).click();
      await page.keyboard.press('Escape');
      const viewport = page.getByRole('application', { name: 'Scene' });
      await viewport.focus();
      await page.keyboard.press('Home');
      await restOf(page);
      const box = await boxOf(viewport);
      const [x, y] = [box.x + 40, box.y + 40];
      await page.mouse.move(x, y);
      await page.mouse.down();
      const thread = await threadOf(page);
      const begun = await thread();
      const orbit = await measure(async () => {
        const costs: Draw[] = [];
        for (let k = 1; k <= ORBIT_STEPS; k++) {
          await page.mouse.move(x + 6 * k, y);
          await nextFrame(page);
          costs.push(await drawOf(page));
        }
        return costs;
      });
      const own = (await thread()) - begun;
      await page.mouse.up();
      const still = await restOf(page);
      const { triangles } = still;
      const moving = orbit.value.filter(({ ratio }) => ratio < 1).slice(10);
      say(
        'studio: drawing while one looks round, without a GPU',
        `median ${median(moving.map(({ ms }) => ms)).toFixed(0)} ms at ${median(moving.map(({ ratio }) => 100 * ratio)).toFixed(0)} % of the pixels' side, ${((1000 * orbit.cpu) / ORBIT_STEPS).toFixed(0)} CPU ms a step in all`,
      );
      say(
        '  of that on the thread of the page itself: what is left of a picture where a GPU draws',
        `${((1000 * own) / ORBIT_STEPS).toFixed(1)} CPU ms a step`,
      );
      say(
        'studio: drawing a picture at rest, without a GPU',
        `${still.ms} ms for ${Math.round(box.width)} × ${Math.round(box.height)} pixels of four samples and ${triangles} triangles`,
      );
      await page.close();
    },
  );

declare global {
  interface Window {
    /** When the drawing over the scene was last begun. */
    overlayDrawn: number;
  }
}

/** Runs in the page: notes when the viewport's upper canvas is drawn anew. */
function watch(): void {
  window.overlayDrawn = 0;
  const { clearRect } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    if (this.canvas.parentElement?.getAttribute('role') === 'application') window.overlayDrawn = performance.now();
    return clearRect.apply(this, area);
  };
}

/** Clicks one question after another. @returns milliseconds from the click to the frame with evidence and drawing */
async function choose(page: Page, panel: Locator): Promise<number[]> {
  const times: number[] = [];
  for (let k = 0; k < CHOICES; k++) {
    const rows = panel.getByRole('option');
    const row = rows.nth(k % 3 === 0 ? 0 : 1 + (k % (Math.min(5, await rows.count()) - 1)));
    if ((await row.getAttribute('aria-selected')) === 'true') continue;
    const text = (await row.locator('.questions-row-text').textContent()) ?? '';
    const done = page.evaluate(async (wanted) => {
      const start = await new Promise<number>((resolve) =>
        addEventListener('click', ({ timeStamp }) => resolve(timeStamp), { once: true, capture: true }),
      );
      for (;;) {
        await new Promise((frame) => requestAnimationFrame(frame));
        // After the frame's own work.
        await new Promise((next) => setTimeout(next));
        const shown = document.querySelector('.evidence h2')?.textContent;
        if (shown === wanted && window.overlayDrawn > start) return performance.now() - start;
      }
    }, text);
    await row.click();
    times.push(await done);
    await restOf(page);
  }
  return times;
}

/** How long a step of dragging took, milliseconds. */
interface DragStep {
  /** From the hand's move. */
  readonly all: number;
  /** From when the page is told of it: browsers tell once a picture. */
  readonly own: number;
}

/** Drags the subject of the first question in the list about, a step at a time. */
async function drag(page: Page, panel: Locator): Promise<DragStep[]> {
  await panel.getByRole('option').first().click();
  const text = await page.locator('.evidence h2').textContent();
  const at = await page.locator('.scene-object').evaluateAll(
    (objects, question) => {
      const found = objects.map((object) => {
        const [name, colour] = ['name', 'colour'].map(
          (part) => object.querySelector(`.scene-object-${part}`)?.textContent ?? '',
        );
        const places = [`${colour} ${name}`, `the ${name}`].map((words) => question.indexOf(words));
        return Math.min(...places.map((place) => (place < 0 ? Infinity : place)));
      });
      return found.indexOf(Math.min(...found));
      // The frame is told first, and what the question is about in its last sentence.
    },
    text?.split('. ').at(-1) ?? '',
  );
  const viewport = page.getByRole('application', { name: 'Scene' });
  const object = page.locator('.scene-object').nth(at);
  if ((await object.getAttribute('aria-pressed')) !== 'true') await object.click();
  await viewport.focus();
  await page.keyboard.press('f');
  await restOf(page);
  const box = await boxOf(viewport);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const steps: DragStep[] = [];
  for (let k = 1; k <= DRAG_STEPS; k++) {
    const done = page.evaluate(async () => {
      const moved = await new Promise<{ at: number; told: number }>((resolve) =>
        addEventListener('pointermove', ({ timeStamp }) => resolve({ at: timeStamp, told: performance.now() }), {
          once: true,
          capture: true,
        }),
      );
      const evidence = document.querySelector('.evidence');
      if (!evidence) throw new Error('There is no evidence to watch.');
      return new Promise<DragStep | null>((resolve) => {
        const late = setTimeout(() => resolve(null), 2000);
        new MutationObserver((_, observer) => {
          observer.disconnect();
          clearTimeout(late);
          const now = performance.now();
          resolve({ all: now - moved.at, own: now - moved.told });
        }).observe(evidence, { childList: true, subtree: true, characterData: true });
      });
    });
    const angle = (2 * Math.PI * k) / DRAG_STEPS;
    await page.mouse.move(x + 60 * Math.sin(angle), y + 8 * k ** 0.5 * Math.cos(angle));
    const step = await done;
    if (step) steps.push(step);
  }
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await page.keyboard.press('Control+z');
  await restOf(page);
  return steps;
}

async function pick(page: Page, panel: Locator, label: string, value: string): Promise<void> {
  await panel.locator(`input[aria-label="${label}"]`).click();
  await page.getByRole('option', { name: new RegExp(`^${value} \\(`) }).click();
}

async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('There is no viewport.');
  return box;
}

interface Draw {
  readonly ms: number;
  /** Of the picture's side to the screen's. */
  readonly ratio: number;
  readonly triangles: string;
}

/** The last picture, as the line under the viewport has it. */
async function drawOf(page: Page): Promise<Draw> {
  const text = (await page.locator('.scene-status').textContent()) ?? '';
  const [, ms, , percent] = /draw (\d+) ms( at (\d+) %)?/.exec(text) ?? [];
  return {
    ms: Number(ms),
    ratio: percent === undefined ? 1 : Number(percent) / 100,
    triangles: /([\d,]+) triangles/.exec(text)?.[1] ?? '?',
  };
}

/** CPU seconds of the page's main thread, of all its tasks so far: scripts, layout, and the calls that draw, not the drawing. */
async function threadOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
  };
}

const nextFrame = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));

/** Waits until the picture at rest is drawn and nothing more comes. */
async function restOf(page: Page): Promise<Draw> {
  await page.waitForTimeout(250);
  await page
    .locator('.scene-status')
    .filter({ hasText: /draw \d+ ms(?! at)/ })
    .waitFor({ timeout: PATIENCE });
  await nextFrame(page);
  return drawOf(page);
}
