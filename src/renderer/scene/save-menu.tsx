import { ActionIcon, Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDots } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { recipeLike } from '../../core/scene/recipe-like.js';
import { useStudio } from '../connection/studio-context.js';
import { useStore } from '../store.js';
import { openScene, session } from './scene-session.js';

const TASKS = {
  save: { title: 'Save scene', button: 'Save', path: 'saved-scene.json' },
  recipe: { title: 'Save recipe', button: 'Save', path: 'scenes/my-recipe.json' },
  like: { title: 'Save a recipe of scenes like this', button: 'Save', path: 'scenes/like-this.json' },
  open: { title: 'Open a saved scene', button: 'Open', path: 'saved-scene.json' },
} as const;
type Task = keyof typeof TASKS;

/** Keeps the open scene in a file, or opens one that was kept. */
export function SaveMenu() {
  const studio = useStudio();
  const queries = useQueryClient();
  const scene = useStore(session, (state) => state.scene);
  const recipe = useStore(session, (state) => state.recipe);
  const [task, setTask] = useState<Task | null>(null);
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const begin = (next: Task) => {
    setTask(next);
    setPath(next === 'recipe' && recipe ? `scenes/${recipe.id}.json` : TASKS[next].path);
    setProblem(null);
  };
  const choose = async () => {
    const found = await window.vantage?.choose('file');
    if (found) setPath(found);
  };
  async function finish() {
    const { scene: open, views } = session.get();
    if (task === 'open') {
      await openScene(studio, path, () => studio.scenes.openFile({ path }));
      const failed = session.get().problem;
      if (failed !== null) throw new Error(failed);
    } else if (task === 'recipe' || task === 'like') {
      if (!recipe || !open) return;
      const wanted = task === 'recipe' ? recipe : recipeLike(recipe, [open], [], 'this');
      const written = await studio.recipes.save({ path, recipe: wanted });
      void queries.invalidateQueries({ queryKey: ['recipes'] });
      notifications.show({ message: `Saved to ${written}.` });
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
          <Menu.Item disabled={!recipe || !scene} onClick={() => begin('recipe')}>
            Save recipe
          </Menu.Item>
          <Menu.Item disabled={!recipe || !scene} onClick={() => begin('like')}>
            Save a recipe of scenes like this
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
            {task === 'open' && window.vantage && (
              <Button variant="default" mr="auto" onClick={() => void choose()}>
                Choose…
              </Button>
            )}
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
