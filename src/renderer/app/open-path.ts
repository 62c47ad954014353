import { notifications } from '@mantine/notifications';
import type { StudioClient } from '../../contract/studio/contract.js';
import { goTo } from './route.js';

/** Opens whatever lies at a path on the page it belongs to, or says why it cannot. */
export async function openPath(studio: StudioClient, given: string): Promise<void> {
  const { kind, path, sentence } = await studio.files.recognise({ path: given });
  switch (kind) {
    case 'dataset':
      return goTo('datasets', { path });
    case 'recipe':
      return goTo('scene', { recipe: path });
    case 'scene':
      return goTo('scene', { scene: path });
    case 'model':
      return goTo('models', { model: path });
    case 'rollouts':
      return goTo('rollouts', { path });
    case 'suite':
      return goTo('rollouts', { suite: path });
    case 'profile':
    case 'unknown':
      notifications.show({ color: 'yellow', title: 'This cannot be opened', message: sentence });
  }
}
