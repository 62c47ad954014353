import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/vantage.js', import.meta.url));

const SCENES = fileURLToPath(new URL('../scenes', import.meta.url));

/** A studio that runs in a folder of its own. */
export interface Studio {
  readonly url: string;
  /** Its working folder. */
  readonly folder: string;
  /** SIGTERM, and wait for its end. */
  stop(): Promise<number | null>;
  /** SIGKILL, as a power cut would, and wait for its end. */
  kill(): Promise<number | null>;
}

/** Starts `vantage serve` as a user does. @param folder its working folder */
export async function startStudio(folder: string, args: readonly string[] = []): Promise<Studio> {
  const child = spawn(process.execPath, [BIN, 'serve', '--json', ...args], {
    cwd: folder,
    // What belongs to the user stays in the test's folder too.
    env: { ...process.env, XDG_CONFIG_HOME: join(folder, '.config') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]+\//.exec(text);
      if (found) resolve(found[0]);
    });
    void ended.then((code) => reject(new Error(`"vantage serve" ended with ${code}: ${text}`)));
  });
  return {
    url,
    folder,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
    kill: () => {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** A test with a studio, and a page whose every complaint fails the test. */
export const test = base.extend<{ studio: Studio; complaints: string[] }, { running: Studio }>({
  running: [
    // Playwright reads which fixtures are wanted from this very pattern.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'vantage-studio-'));
      await cp(SCENES, join(folder, 'scenes'), { recursive: true });
      const studio = await startStudio(folder);
      await use(studio);
      await studio.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  studio: async ({ running }, use) => use(running),
  complaints: async ({ page }, use) => {
    const complaints = watchComplaints(page);
    await use(complaints);
    expect(complaints).toEqual([]);
  },
});

export { expect };

/** What the page says on its console as an error, throws, or fails to load. */
export function watchComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // What is still on its way when a page is left is broken off by leaving it.
    if (why !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${why}`);
  });
  return complaints;
}

/** A recipe of few things: its scenes are made in seconds. */
export async function writeSmallRecipe(folder: string): Promise<void> {
  const recipe = JSON.parse(await readFile(join(SCENES, 'coffee-table.json'), 'utf8'));
  recipe.id = 'small';
  recipe.title = 'Small';
  recipe.objects.count = [4, 4];
  recipe.cameras = { ...recipe.cameras, views: 2, size: [160, 120] };
  recipe.questions = { ...recipe.questions, perView: 6 };
  await writeFile(join(folder, 'scenes', 'small.json'), JSON.stringify(recipe));
}

/** A table with five things, one view: drawn and asked in seconds without a GPU. */
export async function writeFewRecipe(folder: string): Promise<void> {
  const recipe = JSON.parse(await readFile(join(SCENES, 'tabletop.json'), 'utf8'));
  recipe.id = 'few';
  recipe.title = 'Few things';
  recipe.objects.count = [5, 5];
  recipe.cameras = { ...recipe.cameras, views: 1, size: [320, 240] };
  await writeFile(join(folder, 'scenes', 'few.json'), JSON.stringify(recipe));
}

/** What was done to the page has reached it, and is seen in it. */
export const nextFrame = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
      }),
  );

/** Until the viewport shows things as they are, in full: what is found in its picture before that may be gone. */
export async function pictureIsCurrent(page: Page): Promise<void> {
  await nextFrame(page);
  const viewport = page.getByRole('application', { name: 'Scene' });
  await expect(viewport).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
}

/** Moves the mouse over the viewport until an object is under it. @returns page coordinates, well inside of it */
export async function findOnScreen(page: Page, name: string): Promise<readonly [number, number]> {
  await pictureIsCurrent(page);
  const box = await page.getByRole('application', { name: 'Scene' }).boundingBox();
  if (!box) throw new Error('There is no viewport.');
  const pixel = page.locator('.scene-status-pixel');
  for (let row = 0.3; row < 0.75; row += 0.05) {
    for (let column = 0.1; column < 0.8; column += 0.04) {
      const [x, y] = [box.x + column * box.width, box.y + row * box.height];
      await page.mouse.move(x, y);
      await nextFrame(page);
      if ((await pixel.textContent())?.startsWith(`${name} `)) return [x, y];
    }
  }
  throw new Error(`No "${name}" is on the screen.`);
}

/** What axe-core finds serious on a page, with the elements it is about. */
export async function seriousViolations(page: Page): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])]);
}
