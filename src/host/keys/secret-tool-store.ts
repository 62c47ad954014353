import { UserError } from '../../core/result.js';
import type { KeyStore } from './key-store.js';
import { runTool } from './run-tool.js';

/** The keyring of a Linux desktop (GNOME Keyring, KWallet, KeePassXC) through libsecret's `secret-tool`. */
export function secretToolStore(environment: NodeJS.ProcessEnv): KeyStore {
  const entry = (host: string) => ['service', 'vantage', 'host', host];
  const run = async (args: readonly string[], input = '') => {
    const { code, out, complaint } = await runTool('secret-tool', args, input, environment);
    // Status 1 without a word: there is no such entry.
    if (code !== 0 && (code !== 1 || complaint !== ''))
      throw new UserError(`The keyring cannot be used (${complaint || `secret-tool ended with code ${code}`}).`);
    return { found: code === 0, out };
  };
  return {
    title: 'the keyring',
    async read(host) {
      const { found, out } = await run(['lookup', ...entry(host)]);
      const key = out.replace(/\n$/, '');
      return found && key !== '' ? key : null;
    },
    async write(host, key) {
      const { found } = await run(['store', `--label=Vantage: key of ${host}`, ...entry(host)], key);
      if (!found) throw new UserError('The keyring did not take the key: unlock it and try again.');
    },
    async forget(host) {
      const known = (await this.read(host)) !== null;
      if (known) await run(['clear', ...entry(host)]);
      return known;
    },
  };
}
