import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { PreloadBridge } from '../contract/preload-bridge.js';

// The names are those of CHANNELS: a sandboxed preload is one file without imports of its own.
const bridge: PreloadBridge = {
  requestPort: () => ipcRenderer.send('vantage:port'),
  pathOf: async (file) => {
    const path = webUtils.getPathForFile(file);
    return path === '' ? null : ((await ipcRenderer.invoke('vantage:dropped', path)) as string | null);
  },
  choose: (what) => ipcRenderer.invoke('vantage:choose', what) as Promise<string | null>,
};

ipcRenderer.on('vantage:port', (event) => window.postMessage('vantage:port', location.origin, event.ports));
contextBridge.exposeInMainWorld('vantage', bridge);
