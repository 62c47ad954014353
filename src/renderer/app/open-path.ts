import { notifications } from '@mantine/notifications';
import type { StudioClient } from '../../contract/studio/contract.js';
import type { Recognised } from '../../contract/studio/files.js';
import { goTo } from './route.js';

/** Opens whatever lies at a path on the page it belongs to, or says why it cannot. */
export async function openPath(studio: StudioClient, given: string): Promise<void> {
  try {
    openRecognised(await studio.files.recognise({ path: given }));
  } catch (error) {
    tellUnopened(error instanceof Error ? error.message : String(error));
  }
}

export const tellUnopened = (message: string | null): string =>
  notifications.show({ color: 'yellow', title: 'This cannot be opened', message, autoClose: 12_000 });

/** Goes to the page that what was found belongs to, or says why there is none. */
export function openRecognised({ kind, path, sentence }: Recognised): void {
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
      tellUnopened(sentence);
  }
}
