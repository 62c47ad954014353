/** What the preload script gives the page in Electron, as `window.vantage`; a browser has none. */
export interface PreloadBridge {
  /** A port to the backend, over which the studio's contract is spoken. */
  connect(): Promise<MessagePort>;
  /** The path of a file or folder that was dropped on the window: pages cannot see it themselves. */
  pathOf(file: File): string;
  /** Asks for a folder or file with the system's dialog. @returns its path, or null when it was closed */
  choose(what: 'folder' | 'file' | 'new-folder'): Promise<string | null>;
}

declare global {
  interface Window {
    readonly vantage?: PreloadBridge;
  }
}
