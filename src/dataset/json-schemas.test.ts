import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { jsonSchemaOf, SCHEMA_NAMES } from './json-schemas.js';

describe('published schemas', () => {
  for (const name of SCHEMA_NAMES) {
    // "npm run schemas" writes them again.
    it(`docs/schemas/${name}.json is current`, async () => {
      await expect(jsonSchemaOf(name)).toMatchFileSnapshot(`../../docs/schemas/${name}.json`);
    });
  }

  it('know every key of the recipes in scenes/', async () => {
    const recipe = JSON.parse(jsonSchemaOf('recipe')) as {
      properties: Record<string, unknown>;
      additionalProperties: boolean;
    };
    const written = JSON.parse(
      await readFile(new URL('../../scenes/tabletop.json', import.meta.url), 'utf8'),
    ) as object;
    expect(recipe.additionalProperties).toBe(false);
    expect(Object.keys(recipe.properties)).toEqual(expect.arrayContaining(Object.keys(written)));
  });
});
