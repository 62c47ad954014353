import { protocol } from 'electron';
import { readFile, realpath } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { PAGE_TYPES, pageHeaders } from '../contract/page-policy.js';

/** Where the studio's page lives in Electron. Node gives pages of such schemes the origin "null": compare hosts. */
export const STUDIO_PAGE = 'app://studio/index.html';

export const isStudioPage = (url: string): boolean => {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'app:' && parsed.host === 'studio';
};

/** Before the app is ready. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built pages, and nothing outside their folder, links followed. */
export function servePages(folder: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' && isStudioPage(request.url) ? await pageFile(folder, request.url) : null;
    const type = file === null ? undefined : PAGE_TYPES[extname(file)];
    if (file === null || type === undefined) return new Response('Not here.', { status: 404 });
    return new Response(await readFile(file), { headers: { 'content-type': type, ...pageHeaders('') } });
  });
}

async function pageFile(folder: string, url: string): Promise<string | null> {
  const real = await realpath(folder);
  let name: string;
  try {
    name = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  const file = name.includes('\0') ? null : await realpath(resolve(real, `.${name}`)).catch(() => null);
  return file?.startsWith(real + sep) ? file : null;
}
