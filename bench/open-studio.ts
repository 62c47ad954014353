import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type CDPSession } from 'playwright-core';
import { COMMON_FLAGS } from '../src/host/capture/backends.js';
import { builtPages } from '../src/host/capture/page-server.js';
import { findBrowser } from '../src/host/find-browser.js';
import { createStudioBackend } from '../src/host/studio/backend.js';
import { serveStudio } from '../src/host/studio/serve-studio.js';

/** The built studio in this process, and a browser to look at it with. */
export interface OpenStudio {
  readonly url: string;
  /** Its working folder, empty at first. */
  readonly folder: string;
  readonly browser: Browser;
}

/** @param prepare fills the working folder before the studio starts */
export async function withStudio(
  prepare: (folder: string) => Promise<unknown>,
  use: (studio: OpenStudio) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vantage-studio-'));
  process.env['XDG_CONFIG_HOME'] = join(folder, 'config');
  await prepare(folder);
  const backend = createStudioBackend(folder);
  const server = await serveStudio(backend, builtPages(import.meta.dirname), 0);
  const browser = await launchBrowser();
  try {
    await use({ url: server.url, folder, browser });
  } finally {
    await browser.close();
    await server.close();
    await backend.dispose();
    await rm(folder, { recursive: true, force: true });
  }
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findBrowser() ?? '',
    args: [...COMMON_FLAGS],
    chromiumSandbox: process.getuid?.() !== 0,
  });

/** As on the sketch. */
export const WINDOW = { width: 1440, height: 900 };

/** JavaScript heap of a page after collecting what nobody holds, megabytes. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize / 1e6;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** What nineteen of twenty stay under. */
export const worst = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(0.95 * (values.length - 1))] ?? 0;
