import { RPCHandler } from '@orpc/server/ws';
import { createHmac, randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { WebSocketServer } from 'ws';
import { UserError } from '../../core/result.js';
import { fileWithin } from '../file-within.js';
import type { StudioBackend } from './backend.js';
import { PAGE_TYPES, pageHeaders } from '../../contract/page-policy.js';
import { callForPage, studioRouter } from './studio-router.js';

/**
 * What only a holder of the token can answer. A page that lost its connection asks for it before it says the token again:
 * meanwhile anyone on this machine may have taken the port.
 */
const proofOf = (token: string, nonce: string): string => createHmac('sha256', token).update(nonce).digest('hex');

/** A call carries at most a scene; what is larger is no call of ours. */
const MAX_MESSAGE = 64 * 1024 * 1024;

export interface StudioServer {
  /** Address to open, with the token that lets its holder in. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The studio for machines without a desktop: the same page and the same calls as in Electron, on this machine's
 * loopback only. Every address starts with a random token. A request is answered only when it names this very host
 * (a page of another site that a browser was tricked into sending here names its own), and a connection only when its
 * page came from here.
 *
 * @param pages folder of the built pages
 * @param port 0: any free one
 * @throws UserError when the port is taken
 */
export async function serveStudio(
  backend: StudioBackend,
  pages: string,
  port: number,
  token: string = randomBytes(24).toString('hex'),
): Promise<StudioServer> {
  const folder = await realpath(pages);
  const handler = new RPCHandler(studioRouter(backend), {
    clientInterceptors: [(options) => callForPage(() => options.next())],
  });
  const server = createServer((request, response) => {
    if (!isForUs(request, server.address() as AddressInfo)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
    const asked = /^\/proof\?of=([0-9a-f]{32})$/.exec(request.url ?? '');
    if (asked) return void response.writeHead(200, { 'content-type': 'text/plain' }).end(proofOf(token, asked[1]));
    void sendPage(folder, token, request, response);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const address = server.address() as AddressInfo;
    const fromHere = isForUs(request, address) && request.headers.origin === `http://${request.headers.host}`;
    if (!fromHere || request.url !== `/${token}/rpc`) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => handler.upgrade(webSocket));
    // While the page loads, so that the first dataset opened finds it ready.
    backend.browse.start();
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new UserError(`Port ${port} is taken: choose another --port, or leave it out.`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${token}/`,
    close: () =>
      new Promise((closed) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close();
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/**
 * Serves the studio where one was that died, so that a page still open there goes on; anywhere else with another token
 * where that is not possible.
 *
 * @param left address of the dead one; null: there is none
 * @param port wanted; 0: any
 */
export async function serveStudioAgain(
  backend: StudioBackend,
  pages: string,
  port: number,
  left: string | null,
): Promise<StudioServer> {
  const place = left === null ? null : /:(\d+)\/([0-9a-f]{48})\/$/.exec(left);
  if (!place || (port !== 0 && port !== Number(place[1]))) return serveStudio(backend, pages, port);
  try {
    return await serveStudio(backend, pages, Number(place[1]), place[2]);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return serveStudio(backend, pages, port);
  }
}

const isForUs = ({ headers: { host } }: IncomingMessage, { port }: AddressInfo): boolean =>
  host === `127.0.0.1:${port}` || host === `localhost:${port}`;

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end('Not here.\n');
}

async function sendPage(folder: string, token: string, request: IncomingMessage, response: ServerResponse) {
  const path = URL.parse(request.url ?? '/', 'http://localhost')?.pathname ?? '/';
  const prefix = `/${token}/`;
  if (!path.startsWith(prefix)) return refuse(response, 404);
  const name = path.slice(prefix.length) || 'index.html';
  const type = PAGE_TYPES[extname(name)];
  const file = type === undefined ? null : await fileWithin(folder, name);
  if (file === null || type === undefined) return refuse(response, 404);
  response.writeHead(200, {
    'content-type': type,
    ...pageHeaders(request.headers.host ?? ''),
    // Built files have their content's hash in their names; pages have not.
    'cache-control': name.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : await readFile(file));
}
