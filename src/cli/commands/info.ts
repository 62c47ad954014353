import { infoRun } from '../../host/info-run.js';
import type { Command } from '../index.js';

export const infoCommand: Command = {
  spec: {
    name: 'info',
    positionals: ['DIR'],
    summary: 'What a dataset holds: scenes, views, questions by type, frame and answer.',
    options: {},
  },
  run: (options) => infoRun(options.positionals[0]),
  conclude: (summary) => ({ text: describe(summary) }),
};

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
