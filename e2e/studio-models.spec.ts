import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { startMockEndpoint, type MockEndpoint } from '../src/inference/endpoint/testing/mock-endpoint.js';
import { expect, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

let server: MockEndpoint;

test.beforeAll(async () => {
  server = await startMockEndpoint({ reply: () => '[(0.25, 0.5)]' });
});

test.afterAll(() => server.close());

test('a model is connected, probed, and let go', async ({ page, studio, complaints }) => {
  await page.goto(`${studio.url}#/models`);
  const name = page.getByLabel('URL or folder');
  await name.fill('no-such-folder');
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByText('"no-such-folder" is no model')).toBeVisible();

  await name.fill(`${server.url}#eye-1`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByTestId('connected-model')).toContainText('eye-1');
  await expect(page.getByTestId('connected-model')).toContainText('not probed yet');
  await page.getByRole('button', { name: 'Probe' }).click();
  await expect(page.getByTestId('connected-model')).not.toContainText('not probed yet');

  // A folder, run by our own process, in its place.
  await cp('assets/models/vantage-tiny', join(studio.folder, 'tiny'), { recursive: true });
  await name.fill('tiny');
  await page.getByRole('button', { name: 'Connect instead' }).click();
  await expect(page.getByTestId('connected-model')).toContainText('CPU', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Disconnect' }).click();
  await expect(page.getByText('No model is connected.')).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a pasted reply is read as an evaluation would', async ({ page, studio, complaints }) => {
  await page.goto(`${studio.url}#/models`);
  await page.getByRole('textbox', { name: 'Reply' }).fill('[(0.5, 0.25)]');
  await expect(page.getByTestId('pasted-reading')).toContainText('(320.0, 120.0) px');
  await page.getByRole('textbox', { name: 'Reply' }).fill('<img src=x onerror=alert(1)>');
  await expect(page.getByTestId('pasted-reading')).toBeVisible();
  expect(complaints).toEqual([]);
});
