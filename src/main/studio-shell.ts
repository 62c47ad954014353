import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  Notification,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
} from 'electron';
import { join } from 'node:path';
import { z } from 'zod';
import { CHANNELS, chooseSchema, type Choose } from '../contract/preload-bridge.js';
import { Backend } from './backend.js';
import { denyAll } from './deny-all.js';
import { isStudioPage, registerPageScheme, servePages, STUDIO_PAGE } from './page-protocol.js';
import { readWindowBounds, rememberWindowBounds } from './window-bounds.js';

const droppedPath = z.string().min(1).max(4000);
const SMALLEST = { minWidth: 960, minHeight: 600 };

/** The studio's window and what only Electron can do for it. Data goes through the port, past this process. */
export function openStudio(): void {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerPageScheme();
  let window: BrowserWindow | null = null;
  const backend = new Backend(
    workingFolder(),
    (message) => {
      dialog.showErrorBox('Vantage', message);
      app.quit();
    },
    ({ busy, ended }) => {
      if (!window?.isFocused() && Notification.isSupported())
        for (const { title, message } of ended) new Notification({ title, body: message }).show();
      // It outlived its window for the work alone.
      if (!busy && !window && process.platform !== 'darwin') app.quit();
    },
  );
  const open = () => {
    window = createWindow();
    window.once('closed', () => (window = null));
  };

  // No await at top level: an ES module that waits for "ready" there never gets it.
  void app.whenReady().then(() => {
    denyAll(({ href }) => isStudioPage(href));
    servePages(join(import.meta.dirname, '..', 'renderer'));
    ipcMain.on(CHANNELS.port, (event) => {
      if (!isOurs(event)) return;
      const port = backend.connect();
      if (port) event.sender.postMessage(CHANNELS.port, null, [port]);
    });
    ipcMain.handle(CHANNELS.choose, async (event, what: unknown) => {
      const parsed = chooseSchema.safeParse(what);
      if (!isOurs(event) || !parsed.success || !window) return null;
      const path = await choose(window, parsed.data);
      if (path !== null) await backend.grant(path);
      return path;
    });
    // Only our preload script can send this, with the path of a file that really was dropped.
    ipcMain.handle(CHANNELS.dropped, async (event, path: unknown) => {
      const parsed = droppedPath.safeParse(path);
      if (!isOurs(event) || !parsed.success) return null;
      await backend.grant(parsed.data);
      return parsed.data;
    });
    Menu.setApplicationMenu(menu());
    open();
  });

  app.on('second-instance', () => {
    if (!window) return open();
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  app.on('activate', () => {
    if (!window) open();
  });
  app.on('window-all-closed', () => {
    // Long work outlives the window; starting Vantage again shows it.
    if (process.platform !== 'darwin' && !backend.busy) app.quit();
  });
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    // Workers write their files to the end before the process goes.
    event.preventDefault();
    void backend.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

/** Started from a terminal: where that is; from a desktop, whose working folder means nothing: the documents. */
function workingFolder(): string {
  return app.isPackaged ? join(app.getPath('documents'), 'Vantage') : process.cwd();
}

/** Whether a message comes from the studio's own page and no frame within it. */
const isOurs = ({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean =>
  senderFrame !== null && senderFrame.parent === null && isStudioPage(senderFrame.url);

function createWindow(): BrowserWindow {
  const window = new BrowserWindow({
    ...readWindowBounds(),
    ...SMALLEST,
    title: 'Vantage',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: join(import.meta.dirname, '..', 'preload', 'index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    },
  });
  rememberWindowBounds(window);
  window.once('ready-to-show', () => window.show());
  void window.loadURL(STUDIO_PAGE);
  return window;
}

async function choose(window: BrowserWindow, what: Choose): Promise<string | null> {
  if (what === 'new-folder') {
    const { canceled, filePath } = await dialog.showSaveDialog(window, { properties: ['createDirectory'] });
    return canceled ? null : filePath;
  }
  const { filePaths } = await dialog.showOpenDialog(window, {
    properties: [what === 'folder' ? 'openDirectory' : 'openFile'],
  });
  return filePaths[0] ?? null;
}

/** Editing keys work through the menu on macOS; everything else is in the page. */
function menu(): Menu {
  return Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' as const }] : [{ role: 'fileMenu' as const }]),
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
  ]);
}
