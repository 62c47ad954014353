import { ActionIcon, Kbd, Tooltip, UnstyledButton, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react';
import { lazy, Suspense, useMemo } from 'react';
import { useConnectionState } from '../connection/studio-context.js';
import { JobsIndicator } from '../jobs/jobs-indicator.js';
import { useStore } from '../store.js';
import { commands, keyWords, useCommands, type Command } from './commands.js';
import { DropTarget } from './drop-target.js';
import { RecentCommands } from './recent-commands.js';
import { currentRoute, goTo, useRoute, type Page } from './route.js';
import { ShortcutsSheet } from './shortcuts-sheet.js';

const PAGE_TITLES: Readonly<Record<Exclude<Page, 'home'>, string>> = {
  scene: 'Scene',
  jobs: 'Generate',
  datasets: 'Datasets',
  models: 'Models',
  rollouts: 'Rollouts',
};

// Each page loads when first shown: the window is usable before the viewport's engine is read.
const LOADERS = {
  home: () => import('../home/home-page.js'),
  scene: () => import('../scene/scene-page.js'),
  jobs: () => import('../jobs/jobs-page.js'),
  datasets: () => import('../datasets/datasets-page.js'),
  models: () => import('../models/models-page.js'),
  rollouts: () => import('../rollouts/rollouts-page.js'),
};
const VIEWS: Readonly<Record<Page, React.LazyExoticComponent<React.ComponentType>>> = {
  home: lazy(LOADERS.home),
  scene: lazy(LOADERS.scene),
  jobs: lazy(LOADERS.jobs),
  datasets: lazy(LOADERS.datasets),
  models: lazy(LOADERS.models),
  rollouts: lazy(LOADERS.rollouts),
};
// The one that the address names comes while the window around it is still being made.
void LOADERS[currentRoute().page]();

/** The one window: a header to go by, and the page one is on. */
export function Shell() {
  const { page } = useRoute();
  const { toggleColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const state = useConnectionState();
  const View = VIEWS[page];
  useCommands(
    useMemo(
      () => [
        ...(Object.entries(PAGE_TITLES) as [Page, string][]).map(([name, title], k): Command => ({
          id: `go-${name}`,
          title: `Go to ${title}`,
          group: 'Go to',
          key: `alt+${k + 1}`,
          run: () => goTo(name),
        })),
        { id: 'theme', title: 'Switch between dark and light', group: 'View', run: toggleColorScheme },
      ],
      [toggleColorScheme],
    ),
  );
  return (
    <div className="shell">
      <header className="shell-header">
        <UnstyledButton className="shell-brand" onClick={() => goTo('home')} aria-label="Vantage: first screen">
          VANTAGE
        </UnstyledButton>
        <nav className="shell-nav" aria-label="Pages">
          {(Object.entries(PAGE_TITLES) as [Page, string][]).map(([name, title]) => (
            <UnstyledButton
              key={name}
              className="shell-tab"
              aria-current={page === name ? 'page' : undefined}
              onClick={() => goTo(name)}
            >
              {title}
            </UnstyledButton>
          ))}
        </nav>
        <JobsIndicator />
        <Tooltip
          label={
            <>
              Commands <Kbd size="xs">Ctrl K</Kbd>
            </>
          }
        >
          <ActionIcon aria-label="Commands" onClick={spotlight.open}>
            <IconSearch size={16} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Dark or light">
          <ActionIcon aria-label="Dark or light" onClick={toggleColorScheme}>
            {scheme === 'dark' ? <IconSun size={16} /> : <IconMoon size={16} />}
          </ActionIcon>
        </Tooltip>
      </header>
      {state === 'lost' ? (
        <div className="shell-lost" role="status">
          The connection to Vantage is lost; trying again. If it was stopped, start it with “npx vantage serve” and open
          the address it prints.
        </div>
      ) : (
        <div />
      )}
      <main className="shell-page">
        <Suspense>
          <View />
        </Suspense>
      </main>
      <DropTarget />
      <RecentCommands />
      <ShortcutsSheet />
      <Palette />
    </div>
  );
}

function Palette() {
  const all = useStore(commands, ({ all: list }) => list);
  useHotkeys(all.flatMap(({ key, run }) => (key ? [[key, run] as [string, () => void]] : [])));
  const groups = [...new Set(all.map(({ group }) => group))].map((group) => ({
    group,
    actions: all
      .filter((command) => command.group === group)
      .map(({ id, title, description, key, run }) => ({
        id,
        label: title,
        ...(description !== undefined && { description }),
        onClick: run,
        ...(key && { rightSection: <Kbd size="xs">{keyWords(key)}</Kbd> }),
      })),
  }));
  return (
    <Spotlight
      actions={groups}
      shortcut="mod + K"
      nothingFound="No command of that name."
      searchProps={{ placeholder: 'What do you want to do?', 'aria-label': 'Search commands' }}
      scrollable
      maxHeight={420}
    />
  );
}
