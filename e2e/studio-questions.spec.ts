import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, seriousViolations, test } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

// One scene for the whole journey: drawing and asking it is what takes long without a GPU.
test('a question is chosen, explained, checked, disputed and mapped', async ({ page, studio, complaints }) => {
  test.setTimeout(240_000);
  await page.goto(`${studio.url}#/scene`);
  const panel = page.getByRole('region', { name: 'Questions' });
  const rows = panel.getByRole('option');
  await expect(rows.first()).toBeVisible({ timeout: 150_000 });
  await expect(panel.locator('.questions-count')).not.toContainText(/cameras|pictures|Asking/, { timeout: 150_000 });

  // The list, its filters and its keys.
  await panel.locator('input[aria-label="Relation"]').click();
  await page.getByRole('option', { name: /^Left \(/ }).click();
  await panel.locator('input[aria-label="Frame"]').click();
  await page.getByRole('option', { name: /^Camera \(/ }).click();
  await expect(rows.first()).toContainText('Left · camera');
  await panel.locator('.questions-count').click();
  await page.keyboard.press('j');
  const evidence = page.getByRole('region', { name: 'Evidence' });
  await expect(evidence).toContainText('Frame: the camera of v');
  await expect(evidence.getByRole('row', { name: /offset along the direction/ })).toContainText('yes');
  const first = await evidence.getByRole('heading').textContent();
  await page.keyboard.press('j');
  await expect(evidence.getByRole('heading')).not.toHaveText(first ?? '');
  await page.keyboard.press('k');
  await expect(evidence.getByRole('heading')).toHaveText(first ?? '');

  // Derived again, and objected to: a line beside the data, with the whole question.
  await evidence.getByRole('button', { name: 'Re-check' }).click();
  await expect(evidence).toContainText('everything is the same');
  await page.keyboard.press('d');
  await page.getByRole('button', { name: '2 It is arguable' }).click();
  await expect(evidence).toContainText('which holds 1');
  const line = JSON.parse(await readFile(join(studio.folder, 'audits', 'disputes.jsonl'), 'utf8')) as {
    readonly dispute: string;
    readonly question: { readonly text: string };
  };
  expect([line.dispute, line.question.text]).toEqual(['arguable', first]);

  // The flip map, on the page and as a picture.
  await evidence.getByRole('button', { name: 'Flip map' }).click();
  const save = evidence.getByRole('button', { name: 'Save SVG' });
  await expect(save).toBeVisible({ timeout: 60_000 });
  await expect(evidence.getByRole('img', { name: 'True answer at every place' })).toBeVisible();
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const svg = await readFile(await download.path(), 'utf8');
  expect(svg).toContain('True answer');
  expect(svg).toMatch(/>yes, \d+ %</);
  expect(svg).toMatch(/>no, \d+ %</);
  expect(svg).toMatch(/>ambiguous: never asked, \d+ %</);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await seriousViolations(page)).toEqual([]);
  }
  await evidence.getByRole('button', { name: 'Close the map' }).click();

  // What is too close to call is never asked, and says so.
  await panel.getByText(/^Asked \d/).click();
  await panel.getByText(/^Too close \d/).click();
  await expect(rows.first()).toContainText('ambiguous');
  await rows.first().click();
  await expect(evidence).toContainText('Not asked, too close to call');
  expect(complaints).toEqual([]);
});
