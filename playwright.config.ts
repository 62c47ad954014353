import { defineConfig } from '@playwright/test';

// The built project in a real browser. `npm run build` comes first; nothing here starts servers or waits for time to pass.
export default defineConfig({
  testDir: 'e2e',
  // A software renderer uses every core there is.
  workers: 1,
  timeout: 180_000,
  reporter: process.env['CI'] ? 'line' : 'list',
  forbidOnly: Boolean(process.env['CI']),
});
