import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { WebSocketServer, type WebSocket } from 'ws';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** A message holds a frame of at most 8192² pixels, or a scene's meshes. */
const MAX_MESSAGE = 1024 * 1024 * 1024;

/** Serves the built capture page on this machine only, at an address that only its opener knows. */
export interface PageServer {
  readonly pageUrl: string;
  /** The next page that connects. */
  connection(): Promise<WebSocket>;
  close(): Promise<void>;
}

/** @param folder the built pages, `capture.html` among them */
export async function servePage(folder: string): Promise<PageServer> {
  const token = randomBytes(24).toString('hex');
  const waiting: ((socket: WebSocket) => void)[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    void sendFile(folder, token, path, response);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false });
  server.on('upgrade', (request, socket, head) => {
    const answer = request.url === `/${token}/socket` ? waiting.shift() : undefined;
    if (!answer) {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, answer);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.address() as AddressInfo;
  const socketUrl = encodeURIComponent(`ws://127.0.0.1:${port}/${token}/socket`);
  return {
    pageUrl: `http://127.0.0.1:${port}/${token}/capture.html?socket=${socketUrl}`,
    connection: () => new Promise((connected) => waiting.push(connected)),
    close: () =>
      new Promise((closed) => {
        for (const client of sockets.clients) client.terminate();
        sockets.close();
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

async function sendFile(folder: string, token: string, path: string, response: ServerResponse): Promise<void> {
  const prefix = `/${token}/`;
  const file = path.startsWith(prefix) ? resolve(folder, decodeURIComponent(path.slice(prefix.length))) : null;
  const type = file === null ? undefined : TYPES[extname(file)];
  if (file === null || type === undefined || !file.startsWith(resolve(folder) + sep) || !existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const content = await readFile(file);
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(content);
}

/**
 * Folder of the built pages, wherever this code runs from: the source tree (tests) or `out/main`.
 *
 * @throws Error when the project was not built
 */
export function builtPages(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = [join(folder, 'out', 'renderer'), join(folder, 'renderer')].find((pages) =>
      existsSync(join(pages, 'capture.html')),
    );
    // The source tree has a renderer/capture.html too, which no browser can run.
    if (found && !found.endsWith(join('src', 'renderer'))) return found;
    if (dirname(folder) === folder) throw new Error('The capture page is not built: run "npm run build" first.');
  }
}
