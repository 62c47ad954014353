import { useEffect, useState } from 'react';
import { useStudio } from '../connection/studio-context.js';
import type { StudioClient } from '../../contract/studio/contract.js';
import { lastPart } from '../jobs/job-words.js';
import { openPath, openRecognised, tellUnopened } from './open-path.js';
import { receiveFile } from './receive-file.js';

const WHAT = window.vantage
  ? 'Drop a dataset, runs, a recipe, a suite, a scene or a model folder'
  : 'Drop a recipe, a suite or a scene (.json), or a dataset packed as .zip';

/** What was dropped is opened where it lies; in a browser, which does not tell, it is brought to the backend. */
async function openDropped(studio: StudioClient, file: File, isFolder: boolean): Promise<void> {
  if (window.vantage) {
    const path = await window.vantage.pathOf(file);
    if (path !== null) await openPath(studio, path);
    return;
  }
  if (!isFolder) return openRecognised(await receiveFile(studio, file));
  // The folder's name is all there is: it may be one that is known.
  const [recent, nearby] = await Promise.all([studio.datasets.recent(), studio.datasets.nearby()]);
  const known = [...recent, ...nearby].filter(({ path }) => lastPart(path) === file.name);
  if (known.length > 0) return openPath(studio, known[0].path);
  throw new Error(
    `A browser does not tell where the folder “${file.name}” lies. Type its path on the Datasets page, or pack it as .zip and drop that.`,
  );
}

/** Files and folders dropped anywhere on the window are opened. Drops that carry no files are left alone. */
export function DropTarget() {
  const studio = useStudio();
  const [over, setOver] = useState(false);
  useEffect(() => {
    const carriesFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const drag = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
    const drop = (event: DragEvent) => {
      if (!carriesFiles(event)) return;
      // Else the browser would show the file in place of the studio.
      event.preventDefault();
      setOver(false);
      const item = event.dataTransfer?.items[0];
      const file = item?.getAsFile();
      if (!item || !file) return;
      const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
      openDropped(studio, file, isFolder).catch((error: unknown) =>
        tellUnopened(error instanceof Error ? error.message : String(error)),
      );
    };
    window.addEventListener('dragover', drag);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', drag);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [studio]);
  return over ? <div className="shell-drop">{WHAT}</div> : null;
}
