import { createORPCClient } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { CHANNELS, type PreloadBridge } from '../../contract/preload-bridge.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import { createStore, type Store } from '../store.js';
import { LastingLink, type Link } from './lasting-link.js';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** The way to the backend. One client for the life of the page: it outlives a lost connection. */
export interface Connection {
  readonly client: StudioClient;
  /** `opened` counts how often it was opened: what was read before the last time may be out of date. */
  readonly state: Store<{ readonly state: ConnectionState; readonly opened: number }>;
}

/** Waits between attempts, milliseconds; the last one is repeated. */
const PATIENCE = [250, 500, 1000, 2000, 4000];

/** In Electron the preload asks for a port (contract/preload-bridge); in a browser the page's own address is the way. */
export function connect(): Connection {
  const state = createStore<{ state: ConnectionState; opened: number }>({ state: 'connecting', opened: 0 });
  const opened = () => state.set(({ opened: count }) => ({ state: 'open', opened: count + 1 }));

  const { vantage } = window;
  let current: Promise<Link> = vantage ? openPort(vantage) : openSocket(0);

  function openPort(bridge: PreloadBridge): Promise<Link> {
    return new Promise((resolve) => {
      const receive = ({ data, source, ports: [port] }: MessageEvent) => {
        if (source !== window || data !== CHANNELS.port || !port) return;
        window.removeEventListener('message', receive);
        port.start();
        // The backend ended: ask for it again, which starts it again.
        port.addEventListener('close', () => {
          state.set({ state: 'lost' });
          current = openPort(bridge);
        });
        resolve(new PortLink({ port }));
        opened();
      };
      window.addEventListener('message', receive);
      bridge.requestPort();
    });
  }

  async function openSocket(attempt: number): Promise<Link> {
    for (let tries = attempt; ; tries++) {
      if (tries > 0) await pause(PATIENCE[Math.min(tries, PATIENCE.length) - 1]);
      if (tries > 0 && !(await isOurs())) continue;
      const socket = await openedSocket();
      if (!socket) {
        state.set({ state: 'lost' });
        continue;
      }
      socket.addEventListener('close', () => {
        state.set({ state: 'lost' });
        current = openSocket(1);
      });
      opened();
      return new SocketLink({ websocket: socket });
    }
  }

  return { client: createORPCClient(new LastingLink(() => current)), state };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Null when nobody is there. */
function openedSocket(): Promise<WebSocket | null> {
  const address = new URL('rpc', location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  address.hash = '';
  const socket = new WebSocket(address);
  return new Promise((resolve) => {
    socket.addEventListener('open', () => resolve(socket), { once: true });
    socket.addEventListener('close', () => resolve(null), { once: true });
  });
}

/** Whether who listens there now knows this page's token: it is not told to anyone else. */
async function isOurs(): Promise<boolean> {
  const token = location.pathname.split('/')[1];
  const nonce = hex(crypto.getRandomValues(new Uint8Array(16)));
  const told = await fetch(`/proof?of=${nonce}`, { cache: 'no-store' }).then(
    (response) => response.text(),
    () => null,
  );
  if (told === null) return false;
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey('raw', bytes(token), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return told === hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(nonce))));
}

const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
