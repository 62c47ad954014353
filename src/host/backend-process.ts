import { RPCHandler } from '@orpc/server/message-port';
import { openedPathSchema, type CannotBegin, type OpenedAnswer } from '../contract/opened-paths.js';
import { endsBetween, isBusy } from '../contract/studio/job-ends.js';
import type { JobsState } from '../contract/studio/jobs.js';
import type { WorkNews } from '../contract/work-news.js';
import { useModelProcess } from '../inference/local/start-model-process.js';
import { appModelProcess, type ModelPort } from './app-model-process.js';
import { appCipher } from './keys/app-cipher.js';
import { useAppCipher } from './keys/process-keys.js';
import { createStudioBackend, type StudioBackend } from './studio/backend.js';
import { lockFolder } from './studio/folder-lock.js';
import { callForPage, studioRouter } from './studio/studio-router.js';

// The backend in Electron: a utility process. Its parent sends it a port for each page, and "close" at the end.

type Port = Parameters<RPCHandler<object>['upgrade']>[0] & ModelPort;

/** As Electron gives it to utility processes; its types belong to the shell. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly Port[] }) => void): void;
}

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (!parentPort) throw new Error('The backend entry runs as a utility process of Electron only.');

useAppCipher(
  appCipher({
    post: (request) => parentPort.postMessage(request),
    listen: (heard) => parentPort.on('message', ({ data }) => heard(data)),
  }),
);

useModelProcess(
  appModelProcess({
    post: (wish) => parentPort.postMessage(wish),
    listen: (heard) => parentPort.on('message', ({ data, ports }) => heard(data, ports)),
  }),
);

// Messages are heard from the first on, whatever has to be waited for: a port that came unheard would be lost.
const opening = lockFolder(process.cwd()).then(
  (lock) => {
    const backend = createStudioBackend(process.cwd(), { first: process.env['VANTAGE_FIRST'] !== undefined });
    const handler = new RPCHandler(studioRouter(backend), {
      clientInterceptors: [(options) => callForPage(() => options.next())],
    });
    void tellOfWork(backend);
    return { lock, backend, handler };
  },
  (error: unknown) => {
    const sentence = error instanceof Error ? error.message : String(error);
    parentPort.postMessage({ about: 'cannot-begin', sentence } satisfies CannotBegin);
    process.exit(3);
  },
);

parentPort.on('message', ({ data, ports }) => {
  void opening.then(async ({ lock, backend, handler }) => {
    if (data === 'close') {
      await backend.dispose().finally(() => lock.release());
      process.exit(0);
    }
    const opened = openedPathSchema.safeParse(data);
    if (opened.success) {
      await backend.roots.grant(opened.data.path).finally(() => {
        parentPort.postMessage({ about: 'opened-path', id: opened.data.id } satisfies OpenedAnswer);
      });
    }
    if (data !== 'connect') return;
    // While the page loads, so that the first dataset opened finds it ready.
    backend.browse.start();
    for (const port of ports) {
      handler.upgrade(port);
      port.start();
    }
  });
});

/** The main process keeps this one while there is work, also without a window, and tells of what has ended. */
async function tellOfWork({ queue }: StudioBackend): Promise<void> {
  const opened = await queue.catch(() => null);
  if (!opened) return;
  let before: JobsState | null = null;
  for await (const now of opened.watch(new AbortController().signal)) {
    const ended = endsBetween(before, now).map(({ title, message }) => ({
      title: title.slice(0, 300),
      message: message.slice(0, 1000),
    }));
    if (before === null || ended.length > 0 || isBusy(before) !== isBusy(now))
      parentPort?.postMessage({ about: 'work', busy: isBusy(now), ended } satisfies WorkNews);
    before = now;
  }
}
