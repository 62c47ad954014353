import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.js';

// Makes the pictures of docs/images anew from the built product: `npm run pictures`, or `npm run pictures -- -g models`.
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: '*.pictures.ts',
  timeout: 600_000,
});
