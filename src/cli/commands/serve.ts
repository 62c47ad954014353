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
    const backend = createStudioBackend(process.cwd());
    const server = await serveStudio(backend, builtPages(import.meta.dirname), options.integer('port', 1, 65535) ?? 0);
    const opened = options.flag('open') && openInBrowser(server.url);
    yield { type: 'note', message: `${opened ? 'Opened' : 'Open'} ${server.url}` };
    await interrupted();
    await server.close();
    await backend.dispose();
    yield { type: 'done', summary: { url: server.url } };
  },
  conclude: () => ({ text: '' }),
};

const interrupted = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
