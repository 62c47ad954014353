import { describe, expect, it } from 'vitest';
import { UsageError } from '../core/result.js';
import { helpOf, parseOptions, type CommandSpec } from './options.js';
import { createEventPrinter, type Style, type Terminal } from './terminal.js';

const SPEC: CommandSpec = {
  name: 'make',
  positionals: ['RECIPE'],
  summary: 'Make things.',
  options: { scenes: { value: 'N', text: 'How many.' }, resume: { text: 'Go on.' } },
};

describe('parseOptions', () => {
  it('reads values, flags and positionals', () => {
    const options = parseOptions(SPEC, ['a.json', '--scenes', '12', '--resume']);
    expect(options.positionals).toEqual(['a.json']);
    expect(options.integer('scenes', 1, 100)).toBe(12);
    expect(options.flag('resume')).toBe(true);
    expect(options.flag('json')).toBe(false);
  });

  it.each(['', ' ', 'x', '1.5', 'NaN', 'Infinity', '0', '101', '1e308'])('refuses --scenes "%s"', (value) => {
    const options = parseOptions(SPEC, ['a.json', `--scenes=${value}`]);
    expect(() => options.integer('scenes', 1, 100)).toThrow(UsageError);
  });

  it('takes seed 0 and negative seeds as they are', () => {
    expect(parseOptions(SPEC, ['a', '--scenes=0']).integer('scenes', -5, 5)).toBe(0);
    expect(parseOptions(SPEC, ['a', '--scenes=-3']).integer('scenes', -5, 5)).toBe(-3);
  });

  it.each([[[]], [['a', 'b']], [['a', '--nope']], [['a', '--scenes']]])('refuses %j', (args) => {
    expect(() => parseOptions(SPEC, args)).toThrow(UsageError);
  });

  it('explains every option', () => {
    const help = helpOf(SPEC);
    for (const text of ['vantage make RECIPE', '--scenes N', '--resume', '--json', '--quiet'])
      expect(help).toContain(text);
  });
});

describe('createEventPrinter', () => {
  function show(style: Style, interactive: boolean) {
    const printed = { out: '', err: '' };
    let time = 0;
    const terminal: Terminal = {
      out: (text) => (printed.out += text),
      err: (text) => (printed.err += text),
      interactive,
      columns: 90,
      now: () => time,
    };
    const print = createEventPrinter(terminal, style);
    print({ type: 'phase', phase: 'scenes', total: 4, unit: 'scenes' });
    for (let done = 1; done <= 4; done++) {
      time += 2000;
      print({ type: 'progress', phase: 'scenes', done, total: 4 });
    }
    print({ type: 'problem', where: 'x.tar', message: 'is cut off.' });
    print({ type: 'done', summary: {} });
    return printed;
  }

  it('draws a bar with rate and time left', () => {
    const { err, out } = show('bars', true);
    expect(err).toContain('\rscenes');
    expect(err).toMatch(/2\/4 {2}0\.5 scenes\/s, 4 s left/);
    expect(err).toContain('x.tar: is cut off.');
    expect(out).toBe('');
  });

  it('prints few lines where nothing can be redrawn', () => {
    const lines = show('bars', false).err.trim().split('\n');
    expect(lines.filter((line) => line.startsWith('scenes')).length).toBeLessThan(4);
    expect(lines.some((line) => line.includes('4/4'))).toBe(true);
  });

  it('prints one event a line as JSON, on stdout alone', () => {
    const { out, err } = show('json', false);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    ).toEqual(['phase', 'progress', 'progress', 'progress', 'progress', 'problem', 'done']);
    expect(err).toBe('');
  });

  it('is quiet but for problems', () => {
    expect(show('quiet', false)).toEqual({ out: '', err: 'x.tar: is cut off.\n' });
  });
});
