import { indexRun } from '../../host/index-run.js';
import type { Command } from '../index.js';

export const indexCommand: Command = {
  spec: {
    name: 'index',
    positionals: ['DIR'],
    summary: 'Rebuild index.sqlite, for search and random access.',
    options: {},
  },
  run: (options) => indexRun(options.positionals[0]),
  conclude: ({ dir, ...counts }) => ({
    text: `${Object.entries(counts)
      .map(([name, n]) => `${String(n)} ${name}`)
      .join(', ')} in ${String(dir)}/index.sqlite\n`,
  }),
};
