import { notifications } from '@mantine/notifications';
import { ARCHIVE_PART, LARGEST_JSON, type Recognised } from '../../contract/studio/files.js';
import type { StudioClient } from '../../contract/studio/contract.js';

/**
 * Brings a file that was dropped in a browser, which does not tell where it lies, to the backend.
 *
 * @throws Error with a sentence for what cannot be brought
 */
export function receiveFile(studio: StudioClient, file: File): Promise<Recognised> {
  if (/\.json$/i.test(file.name)) return receiveJson(studio, file);
  if (/\.zip$/i.test(file.name)) return receiveArchive(studio, file);
  throw new Error(
    `“${file.name}” is nothing to be opened: drop a recipe, a suite or a saved scene (.json), or a dataset packed as .zip.`,
  );
}

async function receiveJson(studio: StudioClient, file: File): Promise<Recognised> {
  if (file.size > LARGEST_JSON) throw new Error(`“${file.name}” is larger than any recipe or scene.`);
  return studio.files.receiveJson({ name: file.name, text: await file.text() });
}

async function receiveArchive(studio: StudioClient, file: File): Promise<Recognised> {
  const told = notifications.show({
    title: `Bringing ${file.name}`,
    message: 'Starting.',
    loading: true,
    autoClose: false,
    withCloseButton: false,
  });
  const tell = (message: string) =>
    notifications.update({ id: told, title: `Bringing ${file.name}`, message, loading: true, autoClose: false });
  try {
    const { id } = await studio.files.beginArchive({ name: file.name, bytes: file.size });
    for (let offset = 0; offset < file.size; offset += ARCHIVE_PART) {
      await studio.files.archivePart({ id, offset, part: file.slice(offset, offset + ARCHIVE_PART) });
      tell(`${percent(Math.min(file.size, offset + ARCHIVE_PART), file.size)} has come.`);
    }
    for await (const event of await studio.files.endArchive({ id })) {
      if (event.type === 'received') return event.found;
      tell(`${percent(event.done, event.total)} is unpacked.`);
    }
    throw new Error('The archive did not arrive: drop it again.');
  } finally {
    notifications.hide(told);
  }
}

const percent = (done: number, total: number): string => `${Math.floor((100 * done) / Math.max(1, total))} %`;
