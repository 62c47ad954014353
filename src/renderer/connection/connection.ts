import { createORPCClient, DynamicLink, type ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { CHANNELS, type PreloadBridge } from '../../contract/preload-bridge.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import { createStore, type Store } from '../store.js';

export type ConnectionState = 'connecting' | 'open' | 'lost';

/** The way to the backend. One client for the life of the page: it outlives a lost connection. */
export interface Connection {
  readonly client: StudioClient;
  /** `opened` counts how often it was opened: what was read before the last time may be out of date. */
  readonly state: Store<{ readonly state: ConnectionState; readonly opened: number }>;
}

/** Waits between attempts, milliseconds; the last one is repeated. */
const PATIENCE = [250, 500, 1000, 2000, 4000];

type Link = ClientLink<Record<never, never>>;

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

  function openSocket(attempt: number): Promise<Link> {
    return new Promise((resolve) => {
      const address = new URL('rpc', location.href);
      address.protocol = address.protocol.replace('http', 'ws');
      address.hash = '';
      const socket = new WebSocket(address);
      let wasOpen = false;
      socket.addEventListener('open', () => {
        wasOpen = true;
        resolve(new SocketLink({ websocket: socket }));
        opened();
      });
      socket.addEventListener('close', () => {
        state.set({ state: 'lost' });
        const wait = wasOpen ? PATIENCE[0] : PATIENCE[Math.min(attempt, PATIENCE.length - 1)];
        const next = new Promise<Link>((again) =>
          setTimeout(() => void openSocket(wasOpen ? 1 : attempt + 1).then(again), wait),
        );
        // Calls made meanwhile wait for the next opening; those under way have failed with the socket.
        if (wasOpen) current = next;
        else void next.then(resolve);
      });
    });
  }

  return { client: createORPCClient(new DynamicLink(() => current)), state };
}
