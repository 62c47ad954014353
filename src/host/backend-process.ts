import { RPCHandler } from '@orpc/server/message-port';
import { appCipher } from './keys/app-cipher.js';
import { useAppCipher } from './keys/process-keys.js';
import { createStudioBackend } from './studio/backend.js';
import { callForPage, studioRouter } from './studio/studio-router.js';

// The backend in Electron: a utility process. Its parent sends it a port for each page, and "close" at the end.

type Port = Parameters<RPCHandler<object>['upgrade']>[0] & { start(): void };

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

const backend = createStudioBackend(process.cwd(), process.env['VANTAGE_FIRST'] !== undefined);
const handler = new RPCHandler(studioRouter(backend), {
  clientInterceptors: [(options) => callForPage(() => options.next())],
});

parentPort.on('message', ({ data, ports }) => {
  if (data === 'close') {
    void backend.dispose().finally(() => process.exit(0));
    return;
  }
  for (const port of ports) {
    handler.upgrade(port);
    port.start();
  }
});
