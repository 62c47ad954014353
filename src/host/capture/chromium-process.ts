import type { Browser } from 'playwright-core';
import { COMMON_FLAGS, type Backend } from './backends.js';
import { BrowserLostError, type BrowserProcess } from './browser-process.js';

/** A headless Chrome, Chromium or Edge with nothing open yet. */
export async function startChromium(executable: string, backend: Backend): Promise<BrowserProcess> {
  const browser = await launch(executable, backend);
  return {
    name: `Chromium ${browser.version()}`,
    open: async (url, fail) => {
      browser.on('disconnected', () => fail(new BrowserLostError('The browser closed.')));
      await openPage(browser, url, fail);
    },
    close: () => browser.close(),
  };
}

async function launch(executable: string, backend: Backend): Promise<Browser> {
  // Half a second of CPU to load, in every thread: only where a browser is started.
  const { chromium } = await import('playwright-core');
  const options = {
    executablePath: executable,
    headless: true,
    args: [...COMMON_FLAGS, ...backend.flags],
    env: { ...process.env, ...backend.environment } as Record<string, string>,
  };
  // Chromium has no sandbox for root.
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  if (root) return chromium.launch({ ...options, chromiumSandbox: false });
  try {
    return await chromium.launch({ ...options, chromiumSandbox: true });
  } catch (error) {
    // Containers and some distributions allow no sandbox. The page is our own, from this machine, and opens nothing else.
    if (error instanceof Error && /sandbox/i.test(error.message))
      return chromium.launch({ ...options, chromiumSandbox: false });
    throw error;
  }
}

/**
 * Opens the page in a tab that Playwright does not watch: its own pages have the network observed, which copies every
 * frame to Node once more in base64 (30 ms of CPU a frame). Of DevTools only what the page complains of is asked for.
 */
async function openPage(browser: Browser, url: string, fail: (error: Error) => void): Promise<void> {
  const devtools = await browser.newBrowserCDPSession();
  const { targetId } = await devtools.send('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await devtools.send('Target.attachToTarget', { targetId, flatten: false });
  devtools.on('Target.receivedMessageFromTarget', ({ message }) => {
    const complaint = complaintOf(JSON.parse(message) as DevtoolsEvent);
    if (complaint !== null) fail(new Error(`The capture page reports: ${complaint}`));
  });
  devtools.on('Target.targetCrashed', (event) => {
    if (event.targetId === targetId) fail(new BrowserLostError('The capture page crashed.'));
  });
  await devtools.send('Target.setDiscoverTargets', { discover: true });
  const commands = [
    { method: 'Runtime.enable' },
    { method: 'Log.enable' },
    { method: 'Page.navigate', params: { url } },
  ];
  for (const [id, command] of commands.entries()) {
    await devtools.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, ...command }) });
  }
}

interface DevtoolsEvent {
  readonly method?: string;
  readonly params?: {
    readonly type?: string;
    readonly args?: readonly { readonly value?: unknown; readonly description?: string }[];
    readonly entry?: { readonly level: string; readonly text: string };
    readonly exceptionDetails?: { readonly text: string; readonly exception?: { readonly description?: string } };
  };
}

/** An error on the page's console or one it did not catch; null for all else. */
function complaintOf({ method, params }: DevtoolsEvent): string | null {
  switch (method) {
    case 'Runtime.consoleAPICalled':
      return params?.type === 'error'
        ? (params.args ?? []).map((arg) => String(arg.value ?? arg.description)).join(' ')
        : null;
    case 'Runtime.exceptionThrown':
      return params?.exceptionDetails?.exception?.description ?? params?.exceptionDetails?.text ?? 'an exception';
    case 'Log.entryAdded':
      return params?.entry?.level === 'error' ? params.entry.text : null;
    default:
      return null;
  }
}
