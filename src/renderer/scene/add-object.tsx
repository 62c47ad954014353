import { ActionIcon, Popover, ScrollArea, TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LibraryEntry } from '../../contract/studio/scenes.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { addFromLibrary } from './edit-session.js';

const KINDS = { tabletop: 'Things', furniture: 'Furniture', structure: 'Building' } as const;

/** The object library as a list to search; a click puts one into the scene. */
export function AddObject({ disabled }: { readonly disabled: boolean }) {
  const studio = useStudio();
  const connection = useOpened();
  const [shown, setShown] = useState(false);
  const [wanted, setWanted] = useState('');
  // Another shape and colour each time.
  const [seed, setSeed] = useState(1);
  const library = useQuery({
    queryKey: ['library', connection],
    queryFn: () => studio.scenes.library(),
    enabled: shown,
  });
  const found = (library.data ?? []).filter((entry) => matches(entry, wanted));
  function add({ id }: LibraryEntry) {
    setSeed(seed + 1);
    addFromLibrary(studio, id, seed).catch((error: unknown) =>
      notifications.show({ message: error instanceof Error ? error.message : String(error), color: 'red' }),
    );
  }
  return (
    <Popover opened={shown} onChange={setShown} position="bottom-start" trapFocus shadow="md" width={230}>
      <Popover.Target>
        <Tooltip label="Add an object of the library">
          <ActionIcon aria-label="Add object" disabled={disabled} onClick={() => setShown(!shown)}>
            <IconPlus size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={8}>
        <TextInput
          aria-label="Search the library"
          placeholder="Search, for example “cup”"
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          data-autofocus
        />
        <ScrollArea.Autosize mah={320} mt={6} type="auto">
          {(['tabletop', 'furniture'] as const).map((kind) => {
            const entries = found.filter((entry) => entry.kind === kind);
            return entries.length === 0 ? null : (
              <div key={kind} role="group" aria-label={KINDS[kind]}>
                <div className="scene-library-kind">{KINDS[kind]}</div>
                {entries.map((entry) => (
                  <UnstyledButton key={entry.id} className="scene-library-entry" onClick={() => add(entry)}>
                    {entry.noun}
                  </UnstyledButton>
                ))}
              </div>
            );
          })}
          {library.data && found.length === 0 && (
            <p className="scene-library-none">Nothing in the library is called that.</p>
          )}
          {library.error && <p className="scene-library-none">{library.error.message}</p>}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

function matches({ id, noun, words }: LibraryEntry, wanted: string): boolean {
  const text = wanted.trim().toLowerCase();
  return [id.replaceAll('-', ' '), noun, ...words].some((word) => word.toLowerCase().includes(text));
}
