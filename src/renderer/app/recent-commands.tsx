import { useMemo } from 'react';
import { useRecentDatasets } from '../home/use-recent-datasets.js';
import { lastPart } from '../jobs/job-words.js';
import { useCommands, type Command } from './commands.js';
import { goTo } from './route.js';

const MOST = 8;

/** Datasets opened lately, in the palette of every page. */
export function RecentCommands() {
  const recent = useRecentDatasets();
  const list = recent.slice(0, MOST);
  const key = list.map(({ path }) => path).join('\n');
  useCommands(
    useMemo(
      () =>
        list.map(({ path }): Command => ({
          id: `open ${path}`,
          title: `Open dataset ${lastPart(path)}`,
          description: path,
          group: 'Recent',
          run: () => goTo('datasets', { path }),
        })),
      // The list is another one at every render; what is in it is not.
      [key],
    ),
  );
  return null;
}
