import { existsSync } from 'node:fs';
import type { RunEvent } from '../../contract/run-events.js';
import { UsageError } from '../../core/result.js';
import { builtPages } from '../../host/capture/page-server.js';
import { openInBrowser } from '../../host/open-in-browser.js';
import { createStudioBackend } from '../../host/studio/backend.js';
import { lockFolder } from '../../host/studio/folder-lock.js';
import { serveStudioAgain } from '../../host/studio/serve-studio.js';
import type { Command } from '../index.js';

/** The studio in an ordinary browser. Runs until it is interrupted. */
export const serveCommand: Command = {
  spec: {
    name: 'serve',
    positionals: ['[FOLDER…]'],
    summary:
      'Open the studio in your browser, or print the address to open; it may use what lies in these folders too.',
    options: {
      port: { value: 'P', text: 'Port on this machine’s loopback (default: any free one).' },
      open: { text: 'Open it in this desktop’s browser.' },
    },
  },
  async *run(options) {
    const open = options.flag('open');
    const port = options.integer('port', 1, 65535) ?? 0;
    yield* serveUntilInterrupted({ port, open, first: false, folders: options.positionals });
  },
  conclude: () => ({ text: '' }),
};

/**
 * Serves the studio and says where.
 *
 * @param how.first whether a first dataset is made where there is none
 * @param how.folders what the page may name besides the working folder
 * @throws UserError when a studio runs in this folder already
 */
export async function* serveUntilInterrupted(how: {
  readonly port: number;
  readonly open: boolean;
  readonly first: boolean;
  readonly folders: readonly string[];
}): AsyncGenerator<RunEvent> {
  for (const folder of how.folders)
    if (!existsSync(folder)) throw new UsageError(`There is no folder "${folder}": name folders that are there.`);
  const lock = await lockFolder(process.cwd());
  try {
    const backend = createStudioBackend(process.cwd(), { first: how.first });
    for (const folder of how.folders) await backend.roots.grant(folder);
    const server = await serveStudioAgain(backend, builtPages(import.meta.dirname), how.port, lock.left);
    await lock.announce(server.url);
    // Whoever reads the address may end it at once.
    const end = interrupted();
    const opened = how.open && openInBrowser(server.url);
    yield { type: 'note', message: `${opened ? 'Opened' : 'The studio: open'} ${server.url}` };
    await end;
    await server.close();
    await backend.dispose();
    yield { type: 'done', summary: { url: server.url } };
  } finally {
    await lock.release();
  }
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
