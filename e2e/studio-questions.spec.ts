import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startMockEndpoint } from '../src/inference/endpoint/testing/mock-endpoint.js';
import { heldReplies } from './held-replies.js';
import { expect, findOnScreen, nextFrame, seriousViolations, test, writeFewRecipe, type Studio } from './studio.js';

test.use({ viewport: { width: 1440, height: 900 } });

/** Opens the small table and waits until everything is asked. */
async function openTable(page: Page, studio: Studio): Promise<{ panel: Locator; rows: Locator; evidence: Locator }> {
  await writeFewRecipe(studio.folder);
  await page.goto(`${studio.url}#/scene?recipe=scenes/few.json`);
  const panel = page.getByRole('region', { name: 'Questions' });
  const rows = panel.getByRole('option');
  await expect(rows.first()).toBeVisible({ timeout: 150_000 });
  await expect(panel.locator('.questions-count')).not.toContainText(/cameras|pictures|Asking/, { timeout: 150_000 });
  return { panel, rows, evidence: page.getByRole('region', { name: 'Evidence' }) };
}

test('a question is chosen, explained, checked, disputed and mapped', async ({ page, studio, complaints }) => {
  test.setTimeout(240_000);
  const { panel, rows, evidence } = await openTable(page, studio);

  // The list, its filters and its keys.
  await panel.locator('input[aria-label="Relation"]').click();
  await page.getByRole('option', { name: /^Left \(/ }).click();
  await panel.locator('input[aria-label="Frame"]').click();
  await page.getByRole('option', { name: /^Camera \(/ }).click();
  await expect(rows.first()).toContainText('Left · camera');
  await panel.locator('.questions-count').click();
  await page.keyboard.press('j');
  await expect(evidence).toContainText('Frame: the camera of v');
  await expect(evidence.getByRole('row', { name: /offset along the direction/ })).toContainText('yes');
  const first = await evidence.getByRole('heading').textContent();
  await page.keyboard.press('j');
  await expect(evidence.getByRole('heading')).not.toHaveText(first ?? '');
  await page.keyboard.press('k');
  await expect(evidence.getByRole('heading')).toHaveText(first ?? '');
  await panel.getByRole('listbox').press('ArrowDown');
  await expect(evidence.getByRole('heading')).not.toHaveText(first ?? '');
  await panel.getByRole('listbox').press('Home');
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

/** How much of the drawing over the scene has a colour, pixels. */
const drawnIn = (page: Page, [r, g, b]: readonly [number, number, number]) =>
  page.getByRole('application', { name: 'Scene' }).evaluate(
    (viewport, [red, green, blue]) => {
      const overlay = viewport.querySelectorAll('canvas')[1];
      const { data } = overlay.getContext('2d')?.getImageData(0, 0, overlay.width, overlay.height) ?? { data: [] };
      let count = 0;
      for (let i = 0; i < data.length; i += 4)
        if (
          data[i + 3] > 0 &&
          Math.abs(data[i] - red) + Math.abs(data[i + 1] - green) + Math.abs(data[i + 2] - blue) < 24
        )
          count++;
      return count;
    },
    [r, g, b],
  );
const TEAL = [12, 166, 120] as const;
const ORANGE = [247, 103, 7] as const;

test('an object is dragged, and the answer changes under the hand; a model is asked about every place of it', async ({
  page,
  studio,
  complaints,
}) => {
  test.setTimeout(240_000);
  const { rows, evidence } = await openTable(page, studio);
  const row = rows.filter({ hasText: 'does the jar stand on the right of the can?' });
  await row.click();
  await expect(evidence.locator('.evidence-answer')).toHaveText('NO');
  // The viewport shows why.
  await expect.poll(() => drawnIn(page, ORANGE)).toBeGreaterThan(40);

  // Dragged by the mouse from one side of the can to the other.
  await page.getByText('v0', { exact: true }).click();
  await page.getByRole('button', { name: /^jar/ }).click();
  const [x, y] = await findOnScreen(page, 'jar');
  await page.mouse.move(x, y);
  await page.mouse.down();
  const said: string[] = [];
  for (let k = 1; k <= 14; k++) {
    await page.mouse.move(x + 20 * k, y);
    await nextFrame(page);
    await expect(evidence.locator('.evidence-answer')).toHaveAttribute('aria-busy', 'false');
    said.push((await evidence.locator('.evidence-answer .answer-word').textContent()) ?? '');
  }
  // Where it hides the can, nothing can be asked.
  expect(said).toEqual(expect.arrayContaining(['NO', 'ambiguous', 'YES']));
  expect(said.at(-1)).toBe('YES');
  await expect(row.locator('.answer-was')).toHaveText('was NO');
  await page.mouse.up();
  await expect(page.locator('.scene-status')).toContainText('Edited, not settled');
  // Drawn and asked again, it says the same, and what it was.
  await expect(page.locator('.questions-count')).not.toContainText(/cameras|pictures|Asking/, { timeout: 60_000 });
  await expect(row.locator('.answer')).toContainText('YES');
  await expect(row.locator('.answer-was')).toHaveText('was NO');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row.locator('.answer')).toContainText('NO', { timeout: 60_000 });

  // A model of a local server, sure of yes nine times in ten.
  const held = heldReplies('Yes');
  const server = await startMockEndpoint({ reply: held.reply });
  await page.getByRole('navigation').getByText('Models').click();
  await page.getByLabel('URL or folder').fill(`${server.url}#eye-1`);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByTestId('connected-model')).toContainText('eye-1');
  await page.getByRole('navigation').getByText('Scene').click();
  // All that is listed is put to it; what it got wrong can be looked at alone.
  await page.getByRole('button', { name: /^Ask it about \d\d/ }).click();
  await expect(page.getByRole('button', { name: 'Ask it about 0' })).toBeVisible({ timeout: 60_000 });
  await page.locator('input[aria-label="Reply of the model"]').click();
  await page.getByRole('option', { name: /^Model wrong/ }).click();
  await expect(row).toContainText('model: wrong');
  await expect(rows.filter({ hasNotText: 'model: wrong' })).toHaveCount(0);

  await evidence.getByRole('button', { name: 'Flip map' }).click();
  const ask = evidence.getByRole('button', { name: 'Ask the model' });
  await expect(ask).toBeVisible({ timeout: 90_000 });
  // The map lies on the table.
  await expect.poll(() => drawnIn(page, TEAL)).toBeGreaterThan(500);
  held.allow(5);
  await ask.click();
  await expect(evidence.getByText(/^5 of \d+ pictures asked/)).toBeVisible({ timeout: 60_000 });
  // Stopped midway, it keeps what it has and asks no more.
  await evidence.getByRole('button', { name: 'Stop' }).click();
  held.allow(Infinity);
  await expect(evidence.getByRole('img', { name: /P\(yes\)/ })).toBeVisible();
  await expect(evidence.getByText(/The model agrees at \d+ % of the places/)).toBeVisible();
  const asked = server.chats.length;
  expect(server.chats.at(-1)?.images).toHaveLength(1);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    evidence.getByRole('button', { name: 'Save SVG' }).click(),
  ]);
  const svg = await readFile(await download.path(), 'utf8');
  expect(svg.includes('>P(yes) of eye-1<')).toBe(true);
  expect(server.chats.length).toBeLessThanOrEqual(asked + 1);
  await server.close();
  expect(complaints).toEqual([]);
});
