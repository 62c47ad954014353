import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
import { denyAll } from './deny-all.js';

/** A hidden window that draws: the backend starts it with the address of the capture page on this machine's loopback. */
export function openCapturePage(address: string): void {
  if (!isOwnPage(address)) {
    process.stderr.write('This is the part of Vantage that draws; start Vantage with "npm start" or "npx vantage".\n');
    app.exit(2);
    return;
  }
  // A profile of its own: the studio holds the usual one.
  app.setPath('userData', join(app.getPath('temp'), `vantage-capture-${process.pid}`));
  app.on('window-all-closed', () => app.quit());
  // No await at top level: an ES module that waits for "ready" there never gets it.
  void app.whenReady().then(async () => {
    const { origin } = new URL(address);
    denyAll((url) => url.origin === origin);
    const window = new BrowserWindow({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
    });
    await window.loadURL(address);
  });
}

/** Only the page our own backend serves: plain HTTP on loopback. */
function isOwnPage(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'http:' && url.hostname === '127.0.0.1' && url.port !== '';
}
