import { UsageError } from '../../core/result.js';
import { askRun } from '../../host/ask-run.js';
import type { Command } from '../index.js';
import { defaultWorkers } from './generate.js';

export const askCommand: Command = {
  spec: {
    name: 'ask',
    positionals: ['DIR'],
    summary: 'Ask the stored scenes of a dataset anew, without rendering.',
    options: {
      set: { value: 'NAME', text: 'Question set to write: a folder below DIR/questions.' },
      workers: { value: 'W', text: 'Shards asked about at the same time (default: by processor cores).' },
    },
  },
  async *run(options) {
    const set = options.text('set');
    if (set === undefined || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(set)) {
      throw new UsageError('vantage ask needs --set NAME: small letters, digits, "-" or "_".');
    }
    yield* askRun(options.positionals[0], set, options.integer('workers', 1, 64) ?? defaultWorkers());
  },
  conclude: (summary) => ({
    text: `${summary['questions']} questions in ${summary['dir']}/questions/${summary['set']}\n`,
  }),
};
