import type { RunEvent } from '../../contract/run-events.js';
import { builtPages } from '../../host/capture/page-server.js';
import { openInBrowser } from '../../host/open-in-browser.js';
import { createStudioBackend } from '../../host/studio/backend.js';
import { serveStudio } from '../../host/studio/serve-studio.js';
import type { Command } from '../index.js';

/** The studio in an ordinary browser. Runs until it is interrupted. */
export const serveCommand: Command = {
  spec: {
    name: 'serve',
    positionals: [],
    summary: 'Open the studio in your browser, or print the address to open.',
    options: {
      port: { value: 'P', text: 'Port on this machine’s loopback (default: any free one).' },
      open: { text: 'Open it in this desktop’s browser.' },
    },
  },
  async *run(options) {
    const open = options.flag('open');
    yield* serveUntilInterrupted({ port: options.integer('port', 1, 65535) ?? 0, open, first: false });
  },
  conclude: () => ({ text: '' }),
};

/** Serves the studio and says where. @param first whether a first dataset is made where there is none */
export async function* serveUntilInterrupted(how: {
  readonly port: number;
  readonly open: boolean;
  readonly first: boolean;
}): AsyncGenerator<RunEvent> {
  const backend = createStudioBackend(process.cwd(), how.first);
  const server = await serveStudio(backend, builtPages(import.meta.dirname), how.port);
  const opened = how.open && openInBrowser(server.url);
  yield { type: 'note', message: `${opened ? 'Opened' : 'The studio: open'} ${server.url}` };
  await interrupted();
  await server.close();
  await backend.dispose();
  yield { type: 'done', summary: { url: server.url } };
}

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
