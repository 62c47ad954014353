import { UsageError } from '../../core/result.js';
import { moreRun } from '../../host/more-run.js';
import type { Command } from '../index.js';

export const moreCommand: Command = {
  spec: {
    name: 'more',
    positionals: ['DIR'],
    summary: 'Turn an episode of a run into a recipe of scenes and questions like it.',
    options: {
      run: { value: 'NAME', text: 'The run below DIR/rollouts.' },
      episode: { value: 'N', text: 'Number of the episode.' },
      suite: { value: 'FILE', text: 'The suite it was run with.' },
      out: { value: 'FILE', text: 'Where the recipe goes.' },
    },
  },
  run(options) {
    const [run, suite, out] = ['run', 'suite', 'out'].map((name) => options.text(name));
    const episode = options.integer('episode', 0, 999_999);
    if (run === undefined || suite === undefined || out === undefined || episode === undefined)
      throw new UsageError('vantage more needs --run NAME, --episode N, --suite FILE and --out FILE.');
    return moreRun(options.positionals[0], run, episode, suite, out);
  },
  conclude: ({ out }) => ({ text: `${String(out)}\nNext: vantage generate ${String(out)} --out DIR --scenes 500\n` }),
};
