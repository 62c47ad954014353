import { _electron, expect, test } from '@playwright/test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { watchComplaints } from './studio.js';

// What a browser cannot show: start-up, app://, the preload, the port to the backend. Runs where Electron's binary is.

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function electronBinary(): string | null {
  const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join(ROOT, 'node_modules/electron/dist')];
  const names = ['electron', 'electron.exe', 'Electron.app/Contents/MacOS/Electron'];
  const paths = folders.flatMap((folder) => (folder ? names.map((name) => join(folder, name)) : []));
  return paths.find((path) => existsSync(path)) ?? null;
}

const binary = electronBinary();
test.skip(binary === null, 'Electron’s binary is not on this machine: "npx electron --version" downloads it.');
test.skip(
  process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'],
  'Electron needs a display: run it under xvfb-run.',
);

test('the studio opens in its own window and speaks to its backend', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vantage-electron-'));
  const app = await _electron.launch({
    executablePath: binary as string,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--user-data-dir=${join(folder, 'user')}`, ROOT],
    cwd: folder,
  });
  const page = await app.firstWindow();
  const complaints = watchComplaints(page);
  await expect(page).toHaveURL(/^app:\/\/studio\/index\.html/);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();

  // The page has no Node, no require, and exactly the bridge it was given.
  expect(await page.evaluate(() => [typeof window.require, typeof window.process])).toEqual(['undefined', 'undefined']);
  expect(await page.evaluate(() => Object.keys(window.vantage ?? {}).sort())).toEqual([
    'choose',
    'pathOf',
    'requestPort',
  ]);

  // Nothing else is served, and the page goes nowhere else.
  const outside = ['app://studio/../package.json', 'app://studio/%2e%2e/main/index.js', 'app://other/index.html'];
  for (const url of outside)
    expect(
      await page.evaluate(
        (to) =>
          fetch(to).then(
            ({ status }) => status,
            () => 0,
          ),
        url,
      ),
    ).not.toBe(200);
  await page.evaluate(() => void (location.href = 'https://example.com'));
  await expect(page).toHaveURL(/^app:\/\/studio\//);
  expect(await page.evaluate(() => window.open('https://example.com'))).toBe(null);

  // A scene comes over the port.
  await page.getByRole('navigation').getByText('Scene').click();
  await expect(page.getByText('mug').first()).toBeVisible({ timeout: 60_000 });

  // A backend that ends is started again, and the page goes on.
  const ended = await app.evaluate(({ app: running }) => {
    const backend = running.getAppMetrics().find(({ name }) => name === 'Vantage backend');
    return backend !== undefined && process.kill(backend.pid, 'SIGKILL');
  });
  expect(ended).toBe(true);
  await page.getByRole('navigation').getByText('Models').click();
  await expect(page.getByText('No model is connected.')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/The connection to Vantage is lost/)).toBeHidden();

  // A model runs in a process that the main process starts for it.
  await page.getByLabel('URL or folder').fill(join(ROOT, 'assets/models/vantage-tiny'));
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByTestId('connected-model')).toContainText('vantage-tiny', { timeout: 60_000 });
  expect(complaints.filter((complaint) => !/Content Security Policy|ERR_FAILED|404/.test(complaint))).toEqual([]);
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

declare global {
  interface Window {
    readonly require?: unknown;
    readonly process?: unknown;
  }
}
