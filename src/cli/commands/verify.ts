import { verifyRun } from '../../host/verify-run.js';
import type { Command } from '../index.js';
import { defaultWorkers } from './generate.js';

export const verifyCommand: Command = {
  spec: {
    name: 'verify',
    positionals: ['DIR'],
    summary: 'Check every file and derive every answer, and every episode of a rollout, again: from the folder alone.',
    options: { workers: { value: 'W', text: 'Shards checked at the same time (default: by processor cores).' } },
  },
  run: (options) => verifyRun(options.positionals[0], options.integer('workers', 1, 64) ?? defaultWorkers()),
  conclude: (summary) => {
    const problems = summary['problems'] as number;
    const counts = (['files', 'views', 'questions', 'episodes'] as const).flatMap((name) =>
      summary[name] === undefined ? [] : `${summary[name] as number} ${name === 'questions' ? 'answers' : name}`,
    );
    const checked = `${counts.join(', ')} checked`;
    return problems === 0
      ? { text: `ok: ${checked}, no contradiction\n` }
      : { text: `${problems} problems; ${checked}\n`, failed: true };
  },
};
