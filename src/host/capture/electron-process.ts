import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMON_FLAGS, type Backend } from './backends.js';
import { BrowserLostError, type BrowserProcess } from './browser-process.js';

/** Installed, Electron's binary has the name of our program. */
export const isElectron = (executable: string): boolean =>
  executable === process.env['VANTAGE_ELECTRON'] || /^electron(\.exe)?$/i.test(basename(executable));

/** Our Electron shell, built beside this file or one folder up: it opens the page it is given in a hidden window. */
const SHELLS = ['./index.js', '../index.js'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

/**
 * Electron's own Chromium, for machines without a browser. Its shell is one thin file; what it cannot be asked here
 * (the page's console) the page itself reports when it cannot draw.
 */
export async function startElectron(executable: string, backend: Backend): Promise<BrowserProcess> {
  const shell = SHELLS.find((path) => existsSync(path));
  if (shell === undefined) throw new Error('The Electron shell is not built: run "npm run build".');
  const version = await readFile(join(dirname(executable), 'version'), 'utf8').catch(() => '');
  let child: ChildProcess | null = null;
  return {
    name: `Electron ${version.trim() || 'of unknown version'}`,
    open: async (url, fail) => {
      const root = process.platform === 'linux' && process.getuid?.() === 0;
      const flags = [...COMMON_FLAGS, ...backend.flags, ...(root ? ['--no-sandbox'] : [])];
      const running = spawn(executable, [...flags, shell, `--capture=${url}`], {
        stdio: 'ignore',
        env: { ...process.env, ...backend.environment },
      });
      child = running;
      running.on('error', (error) => fail(new Error(`Electron did not start: ${error.message}`)));
      running.on('exit', () => fail(new BrowserLostError('Electron closed.')));
    },
    close: async () => {
      child?.kill();
    },
  };
}
