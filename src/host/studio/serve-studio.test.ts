import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { StudioClient } from '../../contract/studio/contract.js';
import { createStudioBackend, type StudioBackend } from './backend.js';
import { serveStudio, serveStudioAgain, type StudioServer } from './serve-studio.js';

const TOKEN = 'a1b2c3';

let folder: string;
let backend: StudioBackend;
let server: StudioServer;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-serve-'));
  await mkdir(join(folder, 'pages/assets'), { recursive: true });
  await writeFile(join(folder, 'pages/index.html'), '<!doctype html>page');
  await writeFile(join(folder, 'pages/assets/x-1.js'), 'code');
  await writeFile(join(folder, 'pages/notes.txt'), 'no page file');
  await writeFile(join(folder, 'secret.html'), 'secret');
  await symlink(join(folder, 'secret.html'), join(folder, 'pages/link.html'));
  backend = createStudioBackend(folder);
  server = await serveStudio(backend, join(folder, 'pages'), 0, TOKEN);
  port = Number(new URL(server.url).port);
});

afterAll(async () => {
  await server.close();
  await backend.dispose();
  await rm(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('pages', () => {
  it('come to who knows the token, under a policy that lets nothing in', async () => {
    const { status, headers, body } = await get(`/${TOKEN}/`);
    expect(status).toBe(200);
    expect(body).toContain('page');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval';`);
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port};`);
    expect(policy).toContain(`frame-ancestors 'none'`);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
  });

  it.each([
    ['no token', '/'],
    ['a wrong token', '/a1b2c4/index.html'],
    ['a part of the token', '/a1b2/index.html'],
    ['a path upwards', `/${TOKEN}/../secret.html`],
    ['an encoded path upwards', `/${TOKEN}/%2e%2e%2fsecret.html`],
    ['a path upwards behind a folder', `/${TOKEN}/assets/..%2f..%2fsecret.html`],
    ['a link out of the folder', `/${TOKEN}/link.html`],
    ['a file of no page type', `/${TOKEN}/notes.txt`],
    ['a broken encoding', `/${TOKEN}/%E0%A4%A.html`],
    ['a zero byte', `/${TOKEN}/index%00.html`],
    ['a folder', `/${TOKEN}/assets`],
  ])('do not come for %s', async (_what, path) => {
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).not.toContain('secret');
  });

  it('are told apart from a stranger’s on the same port: only we can answer for the token', async () => {
    const nonce = '00112233445566778899aabbccddeeff';
    const { status, body } = await get(`/proof?of=${nonce}`);
    expect([status, body]).toEqual([200, createHmac('sha256', TOKEN).update(nonce).digest('hex')]);
    expect((await get('/proof?of=short')).status).toBe(404);
  });

  it('do not come to a page that made this address its own name', async () => {
    expect((await get(`/${TOKEN}/`, { host: 'evil.example' })).status).toBe(403);
    expect((await get(`/${TOKEN}/`, { host: `127.0.0.1:${port + 1}` })).status).toBe(403);
    expect((await get(`/${TOKEN}/`, { host: `localhost:${port}` })).status).toBe(200);
  });

  it('are only read', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
      expect((await get(`/${TOKEN}/`, {}, method)).status, method).toBe(405);
  });
});

describe('the address of one that died', () => {
  const token = 'ab'.repeat(24);

  it('is served again, unless somebody else has taken its port', async () => {
    const first = await serveStudio(backend, join(folder, 'pages'), 0, token);
    await first.close();
    const again = await serveStudioAgain(backend, join(folder, 'pages'), 0, first.url);
    expect(again.url).toBe(first.url);
    const other = await serveStudioAgain(backend, join(folder, 'pages'), 0, first.url);
    expect(other.url).not.toContain(token);
    await Promise.all([again.close(), other.close()]);
  });

  it('is none of ours when it has another form', async () => {
    const made = await serveStudioAgain(backend, join(folder, 'pages'), 0, `http://127.0.0.1:${port}/../x/`);
    expect(made.url).toMatch(/\/[0-9a-f]{48}\/$/);
    await made.close();
  });
});

/** Whether a connection is taken. */
function opens(path: string, origin: string | undefined, host = `127.0.0.1:${port}`): Promise<boolean> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, {
    headers: { host, ...(origin !== undefined && { origin }) },
  });
  return new Promise((resolve) => {
    socket.on('open', () => {
      socket.close();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

describe('connections', () => {
  it('are taken from our own page only', async () => {
    const own = `http://127.0.0.1:${port}`;
    expect(await opens(`/${TOKEN}/rpc`, own)).toBe(true);
    expect(await opens(`/${TOKEN}/rpc`, 'http://evil.example')).toBe(false);
    expect(await opens(`/${TOKEN}/rpc`, 'null')).toBe(false);
    expect(await opens(`/${TOKEN}/rpc`, undefined)).toBe(false);
    expect(await opens(`/wrong/rpc`, own)).toBe(false);
    expect(await opens(`/${TOKEN}/rpc`, 'http://evil.example', 'evil.example')).toBe(false);
    expect(await opens(`/${TOKEN}/other`, own)).toBe(false);
  });

  it('answer calls, and tell what is wrong in a sentence', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/${TOKEN}/rpc`, { origin: `http://127.0.0.1:${port}` });
    const client: StudioClient = createORPCClient(
      new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
    );
    await new Promise((resolve) => socket.once('open', resolve));
    expect((await client.machine.facts()).workingFolder).toBe(folder);
    await expect(client.recipes.read({ path: 'none.json' })).rejects.toThrow(/none\.json/);
    await expect(client.recipes.read({ path: 7 } as never)).rejects.toThrow(/Input validation failed/);
    const stage = async () => {
      for await (const event of await client.scenes.stage({ recipe: { schema: 'x' }, seed: 1, index: 0 })) return event;
      return null;
    };
    await expect(stage()).rejects.toThrow(/"schema"/);
    socket.close();
  });
});
