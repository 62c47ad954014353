import { UserError } from '../../core/result.js';
import type { KeyStore } from './key-store.js';
import { runTool } from './run-tool.js';

/** errSecItemNotFound, as `security` returns it: -25300 in one byte. */
const NOT_FOUND = 44;

/** The login keychain of macOS through `security`. */
export function macKeychainStore(environment: NodeJS.ProcessEnv): KeyStore {
  const entry = (host: string) => ['-s', 'vantage', '-a', host];
  const run = async (args: readonly string[], input = '') => {
    const { code, out, complaint } = await runTool('security', args, input, environment);
    if (code !== 0 && code !== NOT_FOUND)
      throw new UserError(`The keychain cannot be used (${complaint || `security ended with code ${code}`}).`);
    return { found: code === 0, out };
  };
  return {
    title: 'the keychain',
    async read(host) {
      const { found, out } = await run(['find-generic-password', ...entry(host), '-w']);
      const key = out.replace(/\n$/, '');
      return found && key !== '' ? key : null;
    },
    async write(host, key) {
      // A command read from stdin is in no list of processes; in hexadecimal nothing needs quoting.
      const hex = Buffer.from(key, 'utf8').toString('hex');
      await run(['-i'], `add-generic-password -U ${entry(host).join(' ')} -X ${hex}\n`);
      // In this mode a command that failed leaves no trace in the status.
      if ((await this.read(host)) !== key)
        throw new UserError('The keychain did not take the key: unlock it and try again.');
    },
    async forget(host) {
      return (await run(['delete-generic-password', ...entry(host)])).found;
    },
  };
}
