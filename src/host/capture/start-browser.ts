import type { Backend } from './backends.js';
import type { BrowserProcess } from './browser-process.js';
import { startChromium } from './chromium-process.js';
import { isElectron, startElectron } from './electron-process.js';

/** Starts a browser, or Electron where that is what was found. */
export const startBrowser = (executable: string, backend: Backend): Promise<BrowserProcess> =>
  isElectron(executable) ? startElectron(executable, backend) : startChromium(executable, backend);
