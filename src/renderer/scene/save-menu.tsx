import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useStudio } from '../connection/studio-context.js';
import { useStore } from '../store.js';
import { openScene, session } from './scene-session.js';

const TASKS = {
  save: { title: 'Save scene', button: 'Save', path: 'saved-scene.json' },
  open: { title: 'Open a saved scene', button: 'Open', path: 'saved-scene.json' },
} as const;
type Task = keyof typeof TASKS;

/** Keeps the open scene in a file, or opens one that was kept. */
export function SaveMenu() {
  const studio = useStudio();
  const scene = useStore(session, (state) => state.scene);
  const [task, setTask] = useState<Task | null>(null);
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (next: Task) => {
    setTask(next);
    setPath(TASKS[next].path);
    setProblem(null);
  };
  async function finish() {
    const { scene: open, views, recipe } = session.get();
    if (task === 'open') {
      await openScene(studio, path, () => studio.scenes.openFile({ path }));
      const failed = session.get().problem;
      if (failed !== null) throw new Error(failed);
    } else if (open) {
      const written = await studio.scenes.save({ path, scene: open, views, recipe });
      notifications.show({ message: `Saved to ${written}.` });
    }
    setTask(null);
  }
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon aria-label="More" ml="auto">
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!scene} onClick={() => begin('save')}>
            Save scene
          </Menu.Item>
          <Menu.Item onClick={() => begin('open')}>Open a saved scene</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={task !== null} onClose={() => setTask(null)} title={task && TASKS[task].title} centered>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            finish().catch((error: unknown) => setProblem(error instanceof Error ? error.message : String(error)));
          }}
        >
          <TextInput
            label="File, below the working folder or absolute"
            value={path}
            error={problem}
            onChange={(event) => setPath(event.currentTarget.value)}
            data-autofocus
          />
          <Group justify="flex-end" mt="md">
            <Button variant="default" onClick={() => setTask(null)}>
              Cancel
            </Button>
            <Button type="submit">{task && TASKS[task].button}</Button>
          </Group>
        </form>
      </Modal>
    </>
  );
}
