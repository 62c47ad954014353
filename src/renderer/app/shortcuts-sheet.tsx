import { Kbd, Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useStore } from '../store.js';
import { commands, keyWords, useCommands, type Command } from './commands.js';

/** What a hand does in the viewport; it has no command of its own. */
const VIEWPORT: readonly (readonly [string, string])[] = [
  ['Turn about the scene', 'left drag'],
  ['Shift', 'middle drag, or Shift and drag'],
  ['Nearer, further', 'wheel'],
  ['Look round and fly', 'right button with W A S D Q E'],
  ['Slide the selected object, turn it, lift it', 'drag it, its ring, its arrow'],
  ['Turn in steps of 15°', 'Shift while turning'],
  ['Let go of it where it was', 'Esc while dragging'],
  ['Move the selected object by 1 cm', 'arrow keys'],
  ['Lift and lower it by 1 cm', 'Page Up, Page Down'],
  ['Turn it by 5°', 'comma, full stop'],
];

/** Every key that does something on the page one is on. */
export function ShortcutsSheet() {
  const [opened, setOpened] = useState(false);
  const all = useStore(commands, ({ all: list }) => list);
  useCommands(
    useMemo(
      (): Command[] => [
        { id: 'shortcuts', title: 'Keyboard shortcuts', group: 'View', key: 'shift+?', run: () => setOpened(true) },
      ],
      [],
    ),
  );
  const withKeys = all.flatMap(({ id, title, group, key }) => (key ? [{ id, title, group, key }] : []));
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Modal opened={opened} onClose={() => setOpened(false)} title="Keyboard shortcuts" size={780}>
      <div className="shell-shortcuts">
        {groups.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <dl>
              {withKeys
                .filter((command) => command.group === group)
                .map(({ id, title, key }) => (
                  <div key={id}>
                    <dt>{title}</dt>
                    <dd>
                      <Kbd size="xs">{keyWords(key)}</Kbd>
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section aria-label="In the viewport">
          <h3>In the viewport</h3>
          <dl>
            {VIEWPORT.map(([title, how]) => (
              <div key={title}>
                <dt>{title}</dt>
                <dd>{how}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
