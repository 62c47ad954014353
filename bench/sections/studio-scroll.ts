import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeLargeIndex } from '../../src/dataset/testing/large-index.js';
import type { Bench } from '../bench.js';
import { heapOf, median, WINDOW, withStudio } from '../open-studio.js';

const IMAGES = 100_000;
/** Wheel turns of one scroll. */
const TURNS = 150;
/** Pixels of each: more than a screen of images flung by, and four rows a second looked through, with their pictures. */
const FLUNG = 900;
const LOOKED_THROUGH = 10;
/** A dropped frame that people notice. */
const LONG = 50;
/** Rounds of scrolling, filtering and looking closely, for memory. */
const ROUNDS = 4;

/** Looking at a dataset of 100,000 images in a real browser: opening, choosing, scrolling, and memory over it. */
export const benchStudioScroll = ({ say, measure }: Bench): Promise<void> =>
  withStudio(
    async (folder) => {
      await writeLargeIndex(join(folder, 'large'), IMAGES);
      await cp(join(folder, 'large'), join(folder, 'another'), { recursive: true });
    },
    async ({ url, browser }) => {
      const page = await browser.newPage({ viewport: WINDOW });
      const opened = await measure(async () => {
        await page.goto(`${url}#/datasets?path=large`);
        return firstImage(page, 0);
      });
      say(
        `studio: ${IMAGES} images opened, from the page's address to the first image's place and its picture`,
        `${opened.value}, ${opened.cpu.toFixed(2)} CPU s in all`,
      );
      await atRest(page);
      await page.getByRole('navigation').getByText('Models').click();
      await page.getByRole('heading', { name: 'Model', exact: true }).waitFor();
      const again = await measure(async () => {
        const start = await page.evaluate(() => {
          location.hash = '/datasets?path=another';
          return performance.now();
        });
        return firstImage(page, start);
      });
      say(
        '  as many opened in a window that stands, from the choice to the same',
        `${again.value}, ${again.cpu.toFixed(2)} CPU s in all`,
      );
      await atRest(page);
      say('studio: a facet chosen, until everything is counted anew', `${(await chooseFacet(page)).toFixed(0)} ms`);
      await atRest(page);
      await page.getByRole('button', { name: 'Clear all filters' }).click();

      for (const shape of ['Grid', 'Table'])
        for (const step of [FLUNG, LOOKED_THROUGH]) {
          await page.getByText(shape, { exact: true }).click();
          const frames = await scroll(page, step);
          const long = frames.filter((ms) => ms > LONG).length;
          say(
            `studio: ${shape.toLowerCase()} scrolled, ${step} pixels a frame, ${frames.length} frames`,
            `median ${median(frames).toFixed(0)} ms, longest ${Math.max(...frames).toFixed(0)} ms, ${long} over ${LONG} ms`,
          );
        }

      const session = await page.context().newCDPSession(page);
      const heaps: number[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        await page.getByText('Grid', { exact: true }).click();
        await scroll(page, FLUNG);
        await page
          .getByRole('button', { name: /^Image / })
          .nth(8)
          .click();
        await page.getByRole('group', { name: 'Split' }).getByRole('button').first().click();
        await scroll(page, FLUNG);
        await page.getByRole('button', { name: 'Clear all filters' }).click();
        heaps.push(await heapOf(session));
      }
      say('studio: page memory after each round of browsing', `${heaps.map((mb) => mb.toFixed(0)).join(', ')} MB`);
    },
  );

/** @param start on the page's clock @returns seconds from there to the first image's place, and to its picture */
async function firstImage(page: Page, start: number): Promise<string> {
  await page.getByRole('button', { name: 'Image 000009-00000000-v0' }).waitFor({ timeout: 120_000 });
  const place = await page.evaluate(() => performance.now());
  const picture = await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.datasets-picture')];
    return images.some(({ complete, naturalWidth }) => complete && naturalWidth > 0) && performance.now();
  });
  const seconds = (at: number) => ((at - start) / 1000).toFixed(2);
  return `${seconds(place)} s and ${seconds(Number(await picture.jsonValue()))} s`;
}

/** Waits until the counts and the pictures on the screen are there. */
async function atRest(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Split' }).waitFor();
  await page.waitForFunction(() => {
    const images = [...document.querySelectorAll<HTMLImageElement>('.datasets-picture')];
    return images.every(({ complete, naturalWidth }) => complete && naturalWidth > 0);
  });
}

/** Clicks the first split. @returns milliseconds from the click to the frame with the new number of images */
function chooseFacet(page: Page): Promise<number> {
  return page
    .getByRole('group', { name: 'Split' })
    .getByRole('button')
    .first()
    .evaluate(async (button) => {
      const images = () => document.querySelector('.datasets-bar [role="status"]')?.textContent?.split(' ')[0];
      const before = images();
      const start = performance.now();
      (button as HTMLElement).click();
      while (images() === before) await new Promise((frame) => requestAnimationFrame(frame));
      return performance.now() - start;
    });
}

/** Times between frames while the wheel turns, milliseconds. */
async function scroll(page: Page, step: number): Promise<number[]> {
  const box = await page.getByRole('grid', { name: 'Images' }).boundingBox();
  if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  return page.getByRole('grid', { name: 'Images' }).evaluate(
    async (region, { turns, step }) => {
      const times: number[] = [];
      let last = performance.now();
      for (let turn = 0; turn < turns; turn++) {
        region.scrollTop += step;
        const now = await new Promise<number>((frame) => requestAnimationFrame(frame));
        times.push(now - last);
        last = now;
      }
      return times.slice(1);
    },
    { turns: TURNS, step },
  );
}
