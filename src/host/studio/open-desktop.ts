import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { ownFolder } from '../own-folder.js';

/**
 * The studio in its own window, until that is closed. Electron's package downloads its binary when it is first started.
 *
 * @returns false when it could not be started (no binary and no network): a browser does then
 */
export function openDesktop(): Promise<boolean> {
  const electron = ownFolder('node_modules/electron', 'cli.js');
  const root = dirname(dirname(electron));
  const child = spawn(process.execPath, [join(electron, 'cli.js'), root], {
    stdio: 'inherit',
    env: { ...process.env, VANTAGE_FIRST: '1' },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
