import type { CDPSession, Page } from '@playwright/test';
import { join } from 'node:path';
import { writeSyntheticDataset } from '../src/dataset/testing/synthetic-dataset.js';
import { expect, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

/** What the Tab key stops at. */
interface Stop {
  readonly role: string;
  readonly name: string;
  /** Whether it can be seen where it is, and that it has the focus. */
  readonly seen: boolean;
  readonly marked: boolean;
  /** Part of the page that it belongs to, and that part's box. */
  readonly region: string;
  readonly box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
}

const MOST_STOPS = 100;

/** Presses Tab from where the focus is until it leaves the page, comes back to where it was, or there is no end. */
async function stopsOf(page: Page, cdp: CDPSession): Promise<readonly Stop[]> {
  const stops: Stop[] = [];
  for (let k = 0; k <= MOST_STOPS; k++) {
    await page.keyboard.press('Tab');
    const { result } = await cdp.send('Runtime.evaluate', { expression: 'document.activeElement' });
    const look = await page.evaluate(lookAtFocus);
    if (look.previousMarked !== null)
      stops[stops.length - 1] = { ...stops[stops.length - 1], marked: look.previousMarked };
    if (look.isEnd) return stops;
    const { nodes } = await cdp.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId ?? '',
      fetchRelatives: false,
    });
    const text = (value: { value?: unknown } | undefined) => String(value?.value ?? '');
    stops.push({ role: text(nodes[0]?.role), name: text(nodes[0]?.name), marked: false, ...look.stop });
  }
  throw new Error(
    `The Tab key finds no end: ${stops
      .slice(-6)
      .map(({ name }) => name)
      .join(', ')}`,
  );
}

/** Runs in the page: what has the focus, and whether what had it before looks different without. */
function lookAtFocus() {
  const memory = window as unknown as {
    focusSeen?: Set<Element>;
    focusBefore?: { element: Element; look: string } | undefined;
  };
  const element = document.activeElement ?? document.body;
  const before = memory.focusBefore;
  const previousMarked = before ? lookOf(before.element) !== before.look : null;
  const seenAlready = (memory.focusSeen ??= new Set()).has(element);
  const isEnd = element === document.body || seenAlready;
  memory.focusSeen.add(element);
  memory.focusBefore = isEnd ? undefined : { element, look: lookOf(element) };
  if (isEnd) memory.focusSeen = new Set();
  // The library's own boxes lie invisibly over what is drawn for them.
  const drawn = (element instanceof HTMLInputElement && element.labels?.[0]) || element;
  const { left, top, right, bottom } = drawn.getBoundingClientRect();
  const seen =
    right - left > 1 && bottom - top > 1 && left < innerWidth && top < innerHeight && right > 0 && bottom > 0;
  const region =
    element.closest('[role="dialog"], .dv-groupview, header.shell-header, aside, .datasets-middle, footer, main') ??
    document.body;
  const box = region.getBoundingClientRect();
  return {
    isEnd,
    previousMarked,
    stop: {
      seen,
      region: `${region.tagName} ${region.getAttribute('aria-label') ?? region.className}`,
      box: { left: box.left, top: box.top, right: box.right, bottom: box.bottom },
    },
  };

  /** All that could tell that it has the focus: on itself, in it, around it. */
  function lookOf(of: Element): string {
    const around = [of, of.parentElement, of.parentElement?.parentElement].flatMap((node) => node ?? []);
    const inside = [...of.querySelectorAll('*')].slice(0, 40);
    const beside = [...(of.parentElement?.children ?? [])];
    const label = of instanceof HTMLInputElement ? [...(of.labels ?? [])] : [];
    return [...around, ...inside, ...beside, ...label]
      .map((node) => {
        const [own, after] = [getComputedStyle(node), getComputedStyle(node, '::after')];
        return [own.outline, own.boxShadow, own.borderColor, after.content, after.outline, after.border].join();
      })
      .join(';');
  }
}

/** Every stop has a name, is on the screen and looks different with the focus; no part is come back to or stands before the last. */
function expectInOrder(where: string, stops: readonly Stop[]): void {
  const flawed = stops.filter(({ name, seen, marked }) => name === '' || !seen || !marked);
  expect(flawed, `${where}: unnamed, hidden or unmarked`).toEqual([]);
  const parts = stops.filter(({ region }, k) => region !== stops[k - 1]?.region);
  const names = parts.map(({ region }) => region);
  expect(new Set(names).size, `${where}: ${names.join(', ')}`).toBe(names.length);
  for (const [k, { box, region }] of parts.entries()) {
    const before = parts[k - 1]?.box;
    if (!before) continue;
    const isAbove = box.bottom <= before.top;
    const isLeft = box.right <= before.left && box.top < before.bottom;
    expect(isAbove || isLeft, `${where}: ${region} comes after ${parts[k - 1].region}`).toBe(false);
  }
}

test('the keyboard goes through every page in the order one reads', async ({ page, studio, complaints }) => {
  await writeSyntheticDataset(join(studio.folder, 'keys'), { shards: 3, scenes: 4, views: 3, size: [160, 120] });
  await writeSyntheticDataset(join(studio.folder, 'other'), { shards: 1, scenes: 2, views: 2, size: [160, 120] });
  const cdp = await page.context().newCDPSession(page);
  const start = async () => {
    // Colours half way from one state to the other are nobody's.
    await page.addStyleTag({ content: '* { transition: none !important; }' });
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  };
  const walk = async (where: string) => {
    await start();
    const stops = await stopsOf(page, cdp);
    expectInOrder(where, stops);
    return stops.map(({ name }) => name);
  };

  await page.goto(studio.url);
  await expect(page.getByRole('heading', { name: 'Make a dataset' })).toBeVisible();
  expect(await walk('first screen')).toEqual(expect.arrayContaining(['Generate', 'Test on 50', 'Open']));

  for (const name of ['Generate', 'Models', 'Rollouts']) {
    await page.getByRole('navigation').getByText(name).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeAttached();
    await walk(name);
  }

  // Thousands of images are one stop; arrow keys go from one to the next.
  await page.goto(`${studio.url}#/datasets?path=keys`);
  await expect(page.getByRole('button', { name: 'Image 000000-000-v0' })).toBeVisible();
  const grid = page.getByRole('grid', { name: 'Images' });
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(page.getByLabel('Select 000000-000-v1')).toBeChecked();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Image 000002-003-v2' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'View 000002-003-v2' })).toBeVisible();
  await expect(grid).toBeFocused();
  await walk('Datasets, grid');
  await page.getByText('Table', { exact: true }).click();
  await grid.focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { name: /000002-003-v2/ })).toHaveAttribute('data-chosen', 'true');
  await walk('Datasets, table');

  // The ends of a histogram are sliders.
  await page.getByRole('slider', { name: 'Distance: least' }).press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Clear all filters' })).toBeVisible();

  // A dialog keeps the focus, closes by Esc and gives it back.
  const open = page.getByRole('button', { name: 'Export…' });
  await open.press('Enter');
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Rows' })).toBeVisible();
  await page.addStyleTag({ content: '* { transition: none !important; }' });
  const sheet = await stopsOf(page, cdp);
  expectInOrder('export sheet', sheet);
  expect(sheet.every(({ region }) => region.startsWith('SECTION') || region.startsWith('DIV'))).toBe(true);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(open).toBeFocused();

  // Another one: its first field has the focus, and what it comes to shows without leaving it.
  const compare = page.getByRole('button', { name: 'Compare…' });
  await compare.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Compare with another dataset' });
  const other = dialog.getByRole('combobox', { name: 'The other dataset' });
  await expect(other).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('table')).toBeVisible();
  await expect(other).toBeFocused();
  await page.addStyleTag({ content: '* { transition: none !important; }' });
  const compared = await stopsOf(page, cdp);
  expectInOrder('comparison', compared);
  // The comparison is a stop too: it is longer than the window, and arrow keys scroll it.
  expect(compared.map(({ name }) => name)).toEqual(['Comparison', 'Close', 'The other dataset']);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(compare).toBeFocused();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Search commands' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(compare).toBeFocused();

  await page.goto(`${studio.url}#/scene`);
  await expect(page.getByRole('application', { name: 'Scene' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: 'Settle again' })).toBeEnabled({ timeout: 90_000 });
  const scene = await walk('Scene');
  expect(scene.indexOf('Viewport')).toBeLessThan(scene.indexOf('Settle again'));
  expect(scene.indexOf('Scene', 8)).toBeLessThan(scene.indexOf('Questions'));
  const mask = page.getByRole('button', { name: 'Mask' });
  await mask.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Depth' })).toBeFocused();
  expect(complaints).toEqual([]);
});
