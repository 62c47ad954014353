import { UsageError } from '../../core/result.js';
import { keyRun } from '../../host/keys/key-run.js';
import type { Command } from '../index.js';
import { readSecret } from '../read-secret.js';

export const modelsKeyCommand: Command = {
  spec: {
    name: 'models key',
    positionals: ['set|forget', 'URL'],
    summary:
      "Keep an endpoint's key in the system's keyring, or forget it. The key is typed or piped in, never an argument.",
    options: {},
  },
  run(options) {
    const [action, url] = options.positionals;
    if (action !== 'set' && action !== 'forget')
      throw new UsageError(`vantage models key does "set URL" or "forget URL", not "${action}".`);
    return keyRun({
      action,
      url: url as string,
      readKey: (host) => readSecret(process.stdin, () => process.stderr.write(`Key for ${host} (not shown): `)),
    });
  },
  conclude: ({ sentence }) => ({ text: `${String(sentence)}\n` }),
};
