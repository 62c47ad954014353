import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useStudio } from '../connection/studio-context.js';
import { openPath } from './open-path.js';

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
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      if (window.vantage)
        void window.vantage.pathOf(file).then((path) => (path === null ? undefined : openPath(studio, path)));
      else
        notifications.show({
          color: 'yellow',
          title: `“${file.name}” cannot be opened by dropping it here`,
          message: 'A browser does not tell where a dropped file lies: give its path on the page it belongs to.',
        });
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
  return over ? <div className="shell-drop">Drop a dataset, a recipe, a scene or a model folder</div> : null;
}
