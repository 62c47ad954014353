import { useQuery } from '@tanstack/react-query';
import { useStudio } from '../connection/studio-context.js';

/** Paths as they are shown: relative to the working folder where they lie in it. */
export function useShownPath(): (path: string) => string {
  const studio = useStudio();
  const facts = useQuery({ queryKey: ['machine-facts'], queryFn: () => studio.machine.facts() });
  const folder = facts.data?.workingFolder;
  return (path) => (folder !== undefined && isBelow(path, folder) ? path.slice(folder.length + 1) : path);
}

export const isBelow = (path: string, folder: string): boolean =>
  path.startsWith(folder) && /^[/\\]/.test(path.slice(folder.length));
