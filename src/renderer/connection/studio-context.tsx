import { createContext, useContext, type ReactNode } from 'react';
import type { StudioClient } from '../../contract/studio/contract.js';
import { useStore } from '../store.js';
import type { Connection, ConnectionState } from './connection.js';

const ConnectionContext = createContext<Connection | null>(null);

export function ConnectionProvider({ connection, children }: { connection: Connection; children: ReactNode }) {
  return <ConnectionContext value={connection}>{children}</ConnectionContext>;
}

function useConnection(): Connection {
  const connection = useContext(ConnectionContext);
  if (!connection) throw new Error('A part of the studio stands outside its ConnectionProvider.');
  return connection;
}

/** The backend's calls. */
export const useStudio = (): StudioClient => useConnection().client;

export const useConnectionState = (): ConnectionState => useStore(useConnection().state, ({ state }) => state);

/** Counts openings of the connection: put it into query keys of what must be read again after one was lost. */
export const useOpened = (): number => useStore(useConnection().state, ({ opened }) => opened);
