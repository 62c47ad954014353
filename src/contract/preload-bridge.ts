import { z } from 'zod';

/** Which system dialog is asked for. */
export const chooseSchema = z.enum(['folder', 'file', 'new-folder']);
export type Choose = z.infer<typeof chooseSchema>;

/** Names of what crosses between the page's preload and Electron's main process. */
export const CHANNELS = { port: 'vantage:port', choose: 'vantage:choose', dropped: 'vantage:dropped' } as const;

/**
 * What the preload script gives the page in Electron, as `window.vantage`; a browser has none. Everything else goes
 * through the port.
 */
export interface PreloadBridge {
  /**
   * Asks for a port to the backend. It comes as a `message` event of the window whose data is `CHANNELS.port`: ports
   * cannot be handed over as values.
   */
  requestPort(): void;
  /**
   * The path of a file or folder that was dropped on the window: pages cannot see it themselves. The backend is told
   * that the user has opened it.
   *
   * @returns null for a file that the page made itself
   */
  pathOf(file: File): Promise<string | null>;
  /**
   * Asks for a folder or file with the system's dialog. The backend is told that the user has opened it.
   *
   * @returns its path, or null when it was closed
   */
  choose(what: Choose): Promise<string | null>;
}

declare global {
  interface Window {
    readonly vantage?: PreloadBridge;
  }
}
