import { describe, expect, it } from 'vitest';
import { UsageError } from '../../core/result.js';
import { parseOptions } from '../options.js';
import { modelsParseCommand } from './models-parse.js';

async function run(...args: readonly string[]) {
  let summary: Readonly<Record<string, unknown>> = {};
  for await (const event of modelsParseCommand.run(parseOptions(modelsParseCommand.spec, args))) {
    if (event.type === 'done') summary = event.summary;
  }
  return modelsParseCommand.conclude(summary);
}

describe('vantage models parse', () => {
  it('shows where points land', async () => {
    const { text, failed } = await run(
      '--profile',
      'gemini',
      '--image',
      '800x600',
      '--kind',
      'points',
      '{"point": [250, 500]}',
    );
    expect(text).toContain('(400.0, 150.0) px = (0.500, 0.250) of the image');
    expect(failed).toBe(false);
  });

  it('fails with the reason where the kind asked for is not there', async () => {
    const { text, failed } = await run('--kind', 'yes-no', 'I cannot tell.');
    expect(text).toContain('unsure: The reply says that it cannot tell.');
    expect(failed).toBe(true);
  });

  it('tries every kind when none is named', async () => {
    const { text, failed } = await run('45 cm');
    expect(text).toMatch(/length +0\.45 m, written in cm/);
    expect(text).toMatch(/yes-no +no-answer/);
    expect(failed).toBe(false);
  });

  it.each([
    ['--kind', 'colour', 'x'],
    ['--image', '640', 'x'],
    ['--image', '0x10', 'x'],
    ['--profile', 'nobody', 'x'],
    ['--profile', 'missing-file.json', 'x'],
    ['--kind', 'choice', 'x'],
  ])('refuses %s %s', async (...args) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
  });
});
