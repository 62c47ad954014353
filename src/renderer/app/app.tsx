import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './app.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useState } from 'react';
import type { Connection } from '../connection/connection.js';
import { ConnectionProvider } from '../connection/studio-context.js';
import { Shell } from './shell.js';
import { theme } from './theme.js';

/** A failed call is shown where it was made; asking again is the user's choice. */
const makeQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, staleTime: Infinity, networkMode: 'always' },
    },
  });

export function App({ connection }: { readonly connection: Connection }) {
  const [queries] = useState(makeQueryClient);
  return (
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <Notifications position="bottom-right" />
        <QueryClientProvider client={queries}>
          <ConnectionProvider connection={connection}>
            <Shell />
          </ConnectionProvider>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>
  );
}
