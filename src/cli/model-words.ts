import { UsageError } from '../core/result.js';
import type { ImportItem } from '../host/import-run.js';

/** What is said of a model on the command line or in a line of a table, by option name. */
export type ModelWords = Readonly<Record<string, string | undefined>>;

const UNITS: Readonly<Record<string, number>> = { m: 1, cm: 0.01, mm: 0.001, in: 0.0254 };
const AXES = ['+x', '-x', '+y', '-y', '+z', '-z'] as const;

/**
 * @param path of the model, for messages
 * @throws UsageError naming the option that is missing or wrong
 */
export function readModelWords(words: ModelWords, path: string): NonNullable<ImportItem['options']> {
  const bad = (option: string, what: string) => new UsageError(`"${path}": ${option} ${what}.`);
  const need = (option: string, example: string): string => {
    const value = words[option]?.trim();
    if (!value) throw bad(`--${option}`, `is needed, e.g. ${example}`);
    return value;
  };
  const oneOf = <T extends string>(option: string, choices: readonly T[], fallback: T): T => {
    const value = words[option]?.trim().toLowerCase();
    if (!value) return fallback;
    const found = choices.find((choice) => choice === value);
    if (!found)
      throw bad(`--${option}`, `must be ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}, not "${value}"`);
    return found;
  };
  const number = (option: string, low: number, high: number): number | null => {
    const value = words[option]?.trim();
    if (!value) return null;
    const parsed = Number(value);
    if (!(parsed >= low && parsed <= high))
      throw bad(`--${option}`, `must be a number from ${low} to ${high}, not "${value}"`);
    return parsed;
  };
  const list = (option: string): string[] =>
    (words[option] ?? '')
      .split(/[,;]/)
      .map((word) => word.trim().toLowerCase())
      .filter((word) => word !== '');

  const name = need('name', '"espresso cup"').toLowerCase();
  if (!/^[a-z][a-z' -]{0,58}$/.test(name)) throw bad('--name', `must be words of letters, not "${name}"`);
  need('front', '+z or none');
  const front = oneOf('front', [...AXES, 'none'], 'none');
  const symmetry = oneOf('symmetry', ['1', '2', '4', 'infinite'], '1');
  if (front !== 'none' && symmetry !== '1') {
    throw bad('--symmetry', `is ${symmetry}, but what looks the same after a turn has no front: use --front none`);
  }
  const category = words['category']?.trim() || name.replaceAll(/[^a-z]+/g, '-').replace(/-$/, '');
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(category))
    throw bad('--category', `must be small letters, digits and dashes, not "${category}"`);
  const kind = oneOf('kind', ['tabletop', 'furniture', 'auto'], 'auto');
  return {
    nouns: [name, ...list('synonyms')],
    hypernyms: list('hypernyms'),
    category,
    kind: kind === 'auto' ? null : kind,
    front: front === 'none' ? null : front,
    up: oneOf('up', AXES, '+y'),
    leftRight: oneOf('left-right', ['intrinsic', 'facing', 'unsettled'], 'unsettled'),
    symmetry: symmetry === 'infinite' ? 'infinite' : (Number(symmetry) as 1 | 2 | 4),
    unit: UNITS[oneOf('unit', ['m', 'cm', 'mm', 'in'], 'm')],
    height: number('height', 0.005, 6),
    licence: need('licence', 'CC-BY-4.0'),
    note: words['source']?.trim() ?? '',
    material: words['material']?.trim().toLowerCase() || 'solid',
    density: number('density', 5, 20_000) ?? 500,
    friction: number('friction', 0.05, 1.5) ?? 0.5,
  };
}
