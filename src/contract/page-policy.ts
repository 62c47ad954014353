/**
 * Content security policy of the studio's pages: they run our own files, speak to where they came from and nowhere
 * else. Styles are the one thing allowed inline (component libraries write them); a style can neither run nor send.
 *
 * @param host `127.0.0.1:port` of the loopback server; empty in Electron, where calls go through a port
 */
export function pagePolicy(host: string): string {
  const connect = host === '' ? `'self'` : `'self' ws://${host}`;
  return [
    `default-src 'none'`,
    `script-src 'self' 'wasm-unsafe-eval'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' blob: data:`,
    `font-src 'self'`,
    `connect-src ${connect}`,
    `worker-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** Content types of the files a page is made of; nothing else is served. */
export const PAGE_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Headers of every page file, whoever serves it. @param host as of `pagePolicy` */
export const pageHeaders = (host: string): Readonly<Record<string, string>> => ({
  'content-security-policy': pagePolicy(host),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
});
