import { defineConfig } from '@playwright/test';
import { COMMON_FLAGS } from './src/host/capture/backends.js';
import { findBrowser } from './src/host/find-browser.js';

// The built project in a real browser. `npm run build` comes first; nothing here starts servers or waits for time to pass.
export default defineConfig({
  testDir: 'e2e',
  // A software renderer uses every core there is.
  workers: 1,
  timeout: 180_000,
  // A page that draws by software on a busy machine is slow, not wrong.
  expect: { timeout: 30_000 },
  reporter: process.env['CI'] ? 'line' : 'list',
  // The browser that draws also reads the pages; as root it has no sandbox.
  use: {
    launchOptions: {
      executablePath: findBrowser() ?? '',
      args: [...COMMON_FLAGS],
      chromiumSandbox: process.getuid?.() !== 0,
    },
  },
  forbidOnly: Boolean(process.env['CI']),
});
