import type { KeyCipher } from './encrypted-key-file.js';
import { runTool } from './run-tool.js';

/** PowerShell around Windows' own data protection (DPAPI), which encrypts for the signed-in user. Base64 in and out. */
const script = (verb: 'Protect' | 'Unprotect') =>
  [
    "$ErrorActionPreference = 'Stop'",
    'Add-Type -AssemblyName System.Security',
    '$bytes = [Convert]::FromBase64String([Console]::In.ReadToEnd())',
    `[Console]::Out.Write([Convert]::ToBase64String([Security.Cryptography.ProtectedData]::${verb}($bytes, $null, 'CurrentUser')))`,
  ].join('; ');

export function windowsCipher(environment: NodeJS.ProcessEnv): KeyCipher {
  const run = async (verb: 'Protect' | 'Unprotect', base64: string): Promise<string> => {
    const args = ['-NoProfile', '-NonInteractive', '-Command', script(verb)];
    const { code, out, complaint } = await runTool('powershell', args, base64, environment);
    if (code !== 0) throw new Error(complaint || `powershell ended with code ${code}`);
    return out.trim();
  };
  return {
    title: "Windows' data protection",
    encrypt: (text) => run('Protect', Buffer.from(text, 'utf8').toString('base64')),
    decrypt: async (base64) => Buffer.from(await run('Unprotect', base64), 'base64').toString('utf8'),
  };
}
