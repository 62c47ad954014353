import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS } from '../../core/questions/types/definitions.js';
import { QUESTION_TYPES } from '../../core/questions/types/table.js';
import { examplesSchema, type Example } from './example.js';
import { pickExamples } from './pick-examples.js';
import { renderQuestions } from './render-questions.js';
import { countTypes, typeCountsSchema, type TypeCounts } from './type-counts.js';

// "npm run docs" writes docs/questions.md again. With VANTAGE_DOCS_FROM=DIR,DIR,… it first takes new examples from these
// datasets, the first that has a type showing it.

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url));
const pictures = join(docs, 'images/questions');
const examplesPath = join(pictures, 'examples.json');

async function readExamples(): Promise<readonly Example[]> {
  return examplesSchema.parse(JSON.parse(await readFile(examplesPath, 'utf8')));
}

const countsPath = join(pictures, 'counts.json');

async function readCounts(): Promise<TypeCounts> {
  return typeCountsSchema.parse(JSON.parse(await readFile(countsPath, 'utf8')));
}

/** Kinds whose types say by themselves what they mean; the others ask for one of these in another way. */
const DEFINED = new Set<string>(['configuration', 'context', 'compatibility', 'metric', 'multiview', 'plan']);

const from = process.env['VANTAGE_DOCS_FROM'];

describe('docs/questions.md', () => {
  it.runIf(from)(
    'takes its examples from datasets',
    async () => {
      const picked = await pickExamples((from ?? '').split(','));
      await rm(pictures, { recursive: true, force: true });
      await mkdir(pictures, { recursive: true });
      for (const { example, jpeg } of picked) await writeFile(join(pictures, example.picture), jpeg);
      const examples = picked.map(({ example }) => example);
      await writeFile(countsPath, `${JSON.stringify(await countTypes((from ?? '').split(',')))}\n`);
      await writeFile(examplesPath, `${JSON.stringify(examples, null, 2)}\n`);
    },
    600_000,
  );

  it('is current', async () => {
    await expect(renderQuestions(await readExamples(), await readCounts())).toMatchFileSnapshot(
      '../../../docs/questions.md',
    );
  });

  it('defines every type, and shows pictures that exist', async () => {
    const types = new Set(QUESTION_TYPES.filter(({ kind }) => DEFINED.has(kind)).flatMap((family) => family.types));
    expect([...types].filter((type) => !(type in DEFINITIONS))).toEqual([]);
    const files = new Set(await readdir(pictures));
    expect((await readExamples()).filter(({ picture }) => !files.has(picture))).toEqual([]);
  });
});
