import { UsageError } from '../../core/result.js';
import type { CategoryFacts } from '../../core/assets/showcase/asset-facts.js';
import { infoRun } from '../../host/info-run.js';
import { libraryRun } from '../../host/library-facts.js';
import { machineRun, type ProviderReport } from '../../host/machine-run.js';
import type { Command } from '../index.js';

export const infoCommand: Command = {
  spec: {
    name: 'info',
    positionals: ['[DIR]'],
    summary:
      'What a dataset holds: scenes, views, questions by type, frame and answer. Without DIR: what this machine draws and runs models with.',
    options: { assets: { text: 'Describe the object library instead of a dataset.' } },
  },
  run(options) {
    const [dir] = options.positionals;
    if (options.flag('assets') && dir !== undefined)
      throw new UsageError('vantage info describes either DIR, a dataset, or with --assets the library: choose one.');
    if (dir !== undefined) return infoRun(dir);
    return options.flag('assets') ? libraryRun() : machineRun();
  },
  conclude: (summary) => ({
    text:
      'categories' in summary
        ? describeLibrary(summary)
        : 'providers' in summary
          ? describeMachine(summary)
          : describe(summary),
  }),
};

/** What is there, then each execution provider with its device or what it lacks. */
function describeMachine(summary: Readonly<Record<string, unknown>>): string {
  const providers = summary['providers'] as readonly ProviderReport[];
  const gigabytes = ((summary['memoryBytes'] as number) / 2 ** 30).toFixed(1);
  const rows: (readonly [string, string])[] = [
    [
      'vantage',
      `${String(summary['vantage'])}, Node ${String(summary['node']).slice(1)}, ${String(summary['platform'])}`,
    ],
    ['processor', `${String(summary['processor'])}, ${gigabytes} GiB of memory`],
    ['browser', String(summary['browser'] ?? 'none that draws: "npm run setup" gets one')],
    ['keys', String(summary['keys'])],
    ...providers.map(({ provider, works, device, reason }) => {
      const state = works ? ['computes', device].filter((part) => part !== null).join(' on ') : 'no';
      return [provider, reason === null ? state : `${state}: ${reason}`] as const;
    }),
  ];
  return `${rows.map(([name, text]) => `${name.padEnd(12)}${text}`).join('\n')}\n\n${String(summary['models'])}\n`;
}

/** One category a line. */
function describeLibrary(summary: Readonly<Record<string, unknown>>): string {
  const categories = summary['categories'] as readonly CategoryFacts[];
  const rows = categories.map(({ id, kind, assets, nouns, hypernyms }) => {
    const spans = [0, 1, 2].map((axis) => {
      const values = assets.map(({ size }) => size[axis]);
      return [Math.min(...values), Math.max(...values)].map((v) => v.toFixed(2)).join('–');
    });
    const facing = assets[0].front ? `front, ${assets[0].leftRight}` : 'no front';
    return [id, kind, `${assets.length}`, `${spans.join(' × ')} m`, facing, [...nouns, ...hypernyms].join(', ')];
  });
  const widths = rows[0].map((_, c) => Math.max(...rows.map((row) => row[c].length)));
  const shapes = categories.reduce((sum, category) => sum + category.assets.length, 0);
  return `${rows
    .map((row) =>
      row
        .map((cell, c) => cell.padEnd(widths[c]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n${categories.length} categories, ${shapes} shapes\n`;
}

function describe(summary: Readonly<Record<string, unknown>>): string {
  const { types, rejected, ...facts } = summary as {
    types: Record<string, Record<string, number>>;
    rejected: Record<string, number>;
  };
  const lines = Object.entries(facts).map(
    ([name, value]) => `${name.padEnd(12)}${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  lines.push(
    `${'rejected'.padEnd(12)}${
      Object.entries(rejected)
        .map(([reason, n]) => `${n} ${reason}`)
        .join(', ') || 'none'
    }`,
  );
  for (const [set, counts] of Object.entries(types)) {
    lines.push('', `questions of the set "${set}"`);
    const width = Math.max(0, ...Object.keys(counts).map((name) => name.length)) + 2;
    for (const [name, count] of Object.entries(counts)) lines.push(`  ${name.padEnd(width)}${count}`);
  }
  return `${lines.join('\n')}\n`;
}
