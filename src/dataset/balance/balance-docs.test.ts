import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Dataset } from '../dataset.js';
import { renderBalance, type MeasuredSet } from './balance-docs.js';

// "npm run docs" writes docs/balance.md again. With VANTAGE_BALANCE_FROM=DIR it first takes the figures of a dataset
// that "vantage balance" has measured (its only set).

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const figures = join(docs, 'images/balance.json');
const from = process.env['VANTAGE_BALANCE_FROM'];

describe('docs/balance.md', () => {
  it.runIf(from)('takes its figures from a dataset', async () => {
    const dir = from ?? '';
    const { record } = await Dataset.open(dir);
    const [[set, { rules }]] = Object.entries(record.questions);
    const measured: MeasuredSet = {
      recipe: record.recipe.id,
      size: record.recipe.cameras.size,
      perView: (rules ?? record.recipe.questions).perView,
      report: JSON.parse(await readFile(join(dir, 'balance', `${set}.json`), 'utf8')),
    };
    await writeFile(figures, `${JSON.stringify(measured)}\n`);
  });

  it('is current', async () => {
    const measured = JSON.parse(await readFile(figures, 'utf8')) as MeasuredSet;
    await expect(renderBalance(measured)).toMatchFileSnapshot('../../../docs/balance.md');
  });
});
