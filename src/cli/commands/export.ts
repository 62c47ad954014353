import { UsageError } from '../../core/result.js';
import { exportRun } from '../../host/export-run.js';
import type { Command } from '../index.js';

export const exportCommand: Command = {
  spec: {
    name: 'export',
    positionals: ['DIR'],
    summary: 'Write a dataset in another format.',
    options: {
      format: { value: 'NAME', text: 'llava (conversations), robospatial (its rows) or coco (instances).' },
      out: { value: 'X', text: 'Folder to write; new or empty.' },
      set: { value: 'NAME', text: 'Question set, where the dataset has several.' },
    },
  },
  async *run(options) {
    const format = options.text('format');
    const out = options.text('out');
    if (format === undefined) throw new UsageError('vantage export needs --format NAME: llava, robospatial or coco.');
    if (out === undefined) throw new UsageError('vantage export needs --out X, the folder to write.');
    yield* exportRun(options.positionals[0], format, out, options.text('set'));
  },
  conclude: ({ out, ...counts }) => ({
    text: `${Object.entries(counts)
      .map(([name, n]) => `${String(n)} ${name}`)
      .join(', ')} in ${String(out)}\n`,
  }),
};
