import { DTYPES, PROVIDERS } from '../../host/open-model.js';
import type { ProbePoint, ProbeVerdict } from '../../core/models/probe/probe-result.js';
import { probeRun } from '../../host/probe-run.js';
import type { Command } from '../index.js';
import { oneOf } from './evaluate.js';

export const modelsProbeCommand: Command = {
  spec: {
    name: 'models probe',
    positionals: ['M'],
    summary: 'Show a model dots at known places: in which scale, order and size of image does it write points?',
    options: {
      profile: { value: 'P', text: 'Profile to be tested: a name or a JSON file (default: by the name of the model).' },
      'profile-out': { value: 'FILE', text: 'Write the profile that explains the replies, for --profile FILE.' },
      timeout: { value: 'S', text: 'Seconds for one reply (default 120 for an endpoint, 600 for a folder).' },
      provider: { value: 'P', text: `What runs a folder: ${PROVIDERS.join(', ')} (default: the first that does).` },
      dtype: { value: 'D', text: `Number format of a folder: ${DTYPES.join(', ')} (default: the best it has).` },
    },
  },
  run: (options) => {
    const timeout = options.integer('timeout', 1, 86_400);
    return probeRun({
      model: options.positionals[0],
      profile: options.text('profile'),
      profileOut: options.text('profile-out'),
      timeout: timeout === undefined ? undefined : timeout * 1000,
      provider: oneOf(options, 'provider', PROVIDERS),
      dtype: oneOf(options, 'dtype', DTYPES),
    });
  },
  conclude(summary) {
    const verdict = summary['verdict'] as ProbeVerdict;
    const points = summary['points'] as readonly ProbePoint[];
    const rows = points.map(({ question, place, written, reply }) => {
      const said = written ? `(${written.pair.join(', ')})` : reply === null ? 'no reply' : `"${reply.slice(0, 60)}"`;
      return `  ${question.padEnd(18)}dot at (${place.map((c) => c.toFixed(1)).join(', ')}) px: ${said}`;
    });
    const written = summary['written'] as string | null;
    return {
      text: `${rows.join('\n')}\n\n${verdict.sentence}\n${written === null ? '' : `The profile that explains the replies is in ${written}.\n`}`,
      failed: verdict.kind !== 'agrees',
    };
  },
};
