import { parseArgs } from 'node:util';
import { UsageError } from '../core/result.js';

/** One option of a command: what it takes and what it means. */
export interface OptionSpec {
  readonly value?: string;
  readonly text: string;
}

export interface CommandSpec {
  readonly name: string;
  /** Positional arguments by name, in order; `[NAME]` may be left out and stands last, `[NAME…]` takes any number. */
  readonly positionals: readonly string[];
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
}

export interface ParsedOptions {
  readonly positionals: readonly string[];
  /** Value of an option that takes one; undefined when absent. */
  text(name: string): string | undefined;
  flag(name: string): boolean;
  /** @throws UsageError unless it is a whole number in [low, high] */
  integer(name: string, low: number, high: number): number | undefined;
}

/** Options every command takes. */
const COMMON: Readonly<Record<string, OptionSpec>> = {
  json: { text: 'Print events as JSON, one a line.' },
  quiet: { text: 'Print nothing but errors.' },
  help: { text: 'Show this help.' },
};

/** @throws UsageError naming the option that is unknown, missing or wrong */
export function parseOptions(spec: CommandSpec, args: readonly string[]): ParsedOptions {
  const all = { ...spec.options, ...COMMON };
  const options = Object.fromEntries(
    Object.entries(all).map(([name, option]) => [
      name,
      { type: option.value ? ('string' as const) : ('boolean' as const) },
    ]),
  );
  const { values, positionals } = parse(spec, args, options);
  const required = spec.positionals.filter((name) => !name.startsWith('['));
  const tooFew = positionals.length < required.length;
  const tooMany = positionals.length > spec.positionals.length && spec.positionals.at(-1)?.endsWith('…]') !== true;
  if (values['help'] !== true && (tooFew || tooMany)) {
    const missing = tooFew ? required[positionals.length] : undefined;
    throw new UsageError(
      missing
        ? `vantage ${spec.name} needs ${missing}: ${usage(spec)}`
        : `vantage ${spec.name} does not know what to do with "${positionals[spec.positionals.length]}": ${usage(spec)}`,
    );
  }
  const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  return {
    positionals,
    text,
    flag: (name) => values[name] === true,
    integer(name, low, high) {
      const given = text(name);
      if (given === undefined) return undefined;
      const value = Number(given);
      if (given.trim() === '' || !Number.isSafeInteger(value) || value < low || value > high) {
        throw new UsageError(`--${name} must be a whole number from ${low} to ${high}, not "${given}".`);
      }
      return value;
    },
  };
}

function parse(spec: CommandSpec, args: readonly string[], options: Record<string, { type: 'string' | 'boolean' }>) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const first = (error as Error).message.split('. ')[0].replace(/\.$/, '');
    throw new UsageError(`${first}; "vantage ${spec.name} --help" lists the options.`, { cause: error });
  }
}

/** "vantage generate RECIPE --out DIR …" */
export const usage = (spec: CommandSpec): string => `vantage ${[spec.name, ...spec.positionals].join(' ')} [options]`;

export function helpOf(spec: CommandSpec): string {
  const rows = Object.entries({ ...spec.options, ...COMMON }).map(([name, option]) => [
    `  --${name}${option.value ? ` ${option.value}` : ''}`,
    option.text,
  ]);
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return `${spec.summary}\n\n  ${usage(spec)}\n\n${rows.map(([left, right]) => left.padEnd(width) + right).join('\n')}\n`;
}
