import { app, BrowserWindow, session } from 'electron';

// The Electron shell. Today it does one thing: where no Chrome or Chromium is installed, its own Chromium draws. The
// backend starts it with the address of the capture page on this machine's loopback; the page does the rest.

const PAGE = '--capture=';

app.enableSandbox();

const address = process.argv.find((argument) => argument.startsWith(PAGE))?.slice(PAGE.length);
if (address === undefined || !isOwnPage(address)) {
  process.stderr.write('This is the part of Vantage that draws; start Vantage with "npm start" or "npx vantage".\n');
  app.exit(2);
} else {
  // No await at top level: an ES module that waits for "ready" there never gets it.
  void app.whenReady().then(() => openCapturePage(address));
  app.on('window-all-closed', () => app.quit());
}

/** Only the page our own backend serves: plain HTTP on loopback. */
function isOwnPage(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && url.protocol === 'http:' && url.hostname === '127.0.0.1' && url.port !== '';
}

async function openCapturePage(page: string): Promise<void> {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, backgroundThrottling: false },
  });
  const origin = new URL(page).origin;
  window.webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  window.webContents.on('will-navigate', (event, url) => {
    if (new URL(url).origin !== origin) event.preventDefault();
  });
  await window.loadURL(page);
}
