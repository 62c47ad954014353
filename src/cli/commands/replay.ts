import { UsageError } from '../../core/result.js';
import { replayRun } from '../../host/replay-run.js';
import type { Command } from '../index.js';

export const replayCommand: Command = {
  spec: {
    name: 'replay',
    positionals: ['DIR'],
    summary: 'Draw an attempt of a stored rollout as a sheet of pictures.',
    options: {
      run: { value: 'NAME', text: 'The run below DIR/rollouts.' },
      episode: { value: 'N', text: 'Number of the episode.' },
      attempt: { value: 'N', text: 'Which attempt, from 0 (default: the last that moved something).' },
      pictures: { value: 'N', text: 'How many, from the first frame to the last, 2 to 200 (default 12).' },
      columns: { value: 'N', text: 'In a row, 1 to 20 (default 4).' },
      out: { value: 'FILE', text: 'Where the PNG goes.' },
    },
  },
  run(options) {
    const [run, out] = ['run', 'out'].map((name) => options.text(name));
    const episode = options.integer('episode', 0, 999_999);
    if (run === undefined || out === undefined || episode === undefined)
      throw new UsageError('vantage replay needs --run NAME, --episode N and --out FILE.');
    return replayRun({
      dir: options.positionals[0],
      run,
      episode,
      out,
      attempt: options.integer('attempt', 0, 99),
      pictures: options.integer('pictures', 2, 200) ?? 12,
      columns: options.integer('columns', 1, 20) ?? 4,
    });
  },
  conclude: ({ out, text, attempt, seconds }) => ({
    text: `${String(text)}\nattempt ${String(attempt)}, ${Number(seconds).toFixed(1)} s\n${String(out)}\n`,
  }),
};
