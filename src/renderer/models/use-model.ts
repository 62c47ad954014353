import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConnectedModel } from '../../contract/studio/models.js';
import { useOpened, useStudio } from '../connection/studio-context.js';

const KEY = ['models', 'connected'];

/** The model the studio talks to; null when none is connected. */
export function useConnectedModel(): ConnectedModel | null {
  const studio = useStudio();
  const opened = useOpened();
  return useQuery({ queryKey: [...KEY, opened], queryFn: () => studio.models.connected() }).data ?? null;
}

/** Opens a model in place of the one before. */
export function useConnect() {
  const studio = useStudio();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: { readonly name: string; readonly profile?: string }) => studio.models.connect(input),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

export function useDisconnect() {
  const studio = useStudio();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => studio.models.disconnect(),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
  });
}

/** Reads what is known of the connected model again: a probe has looked. */
export function useRefreshModel(): () => void {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: KEY });
}
