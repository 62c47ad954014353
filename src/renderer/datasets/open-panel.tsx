import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { goTo } from '../app/route.js';
import { useShownPath } from '../app/use-shown-path.js';
import { useOpened, useStudio } from '../connection/studio-context.js';
import { lastPart } from '../jobs/job-words.js';

/** Recent datasets, and a way to others. */
export function OpenPanel() {
  const studio = useStudio();
  const queries = useQueryClient();
  const opened = useOpened();
  const recent = useQuery({
    queryKey: ['recent-datasets', opened],
    queryFn: () => studio.datasets.recent(),
    staleTime: 0,
  });
  const nearby = useQuery({
    queryKey: ['nearby-datasets', opened, 'all'],
    queryFn: () => studio.datasets.nearby(),
    staleTime: 0,
  });
  const others = (nearby.data ?? []).filter((entry) => !recent.data?.some(({ path: known }) => known === entry.path));
  const shownPath = useShownPath();
  const [path, setPath] = useState('');
  const choose = async () => {
    const found = await window.vantage?.choose('folder');
    if (found) open(found);
  };
  const open = (folder: string) => goTo('datasets', { path: folder });
  return (
    <div className="datasets-open">
      <h1>Open a dataset</h1>
      <form
        className="datasets-open-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') open(path.trim());
        }}
      >
        <TextInput
          label="Folder"
          description="The one that holds dataset.json. Relative to where Vantage was started, or absolute."
          placeholder="datasets/tabletop-200"
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button type="submit" disabled={path.trim() === ''}>
          Open
        </Button>
        {window.vantage && (
          <Button variant="default" onClick={() => void choose()}>
            Choose…
          </Button>
        )}
      </form>
      <p className="datasets-quiet">
        {window.vantage
          ? 'Or drop its folder on this window.'
          : 'Or drop it on this page, packed as .zip: it is unpacked into “received” of the working folder.'}
      </p>
      {recent.error && <p className="datasets-fault">{recent.error.message}</p>}
      {recent.data && recent.data.length > 0 ? (
        <section aria-label="Opened lately">
          <h2>Opened lately</h2>
          <ul className="datasets-recent">
            {recent.data.map((entry) => (
              <li key={entry.path}>
                <button type="button" className="datasets-recent-open" onClick={() => open(entry.path)}>
                  <b>{lastPart(entry.path)}</b>
                  <span className="datasets-quiet">{shownPath(entry.path)}</span>
                </button>
                <Tooltip label="Take off this list">
                  <ActionIcon
                    aria-label={`Take ${entry.path} off this list`}
                    onClick={() =>
                      void studio.datasets
                        .forget({ path: entry.path })
                        .then(() => queries.invalidateQueries({ queryKey: ['recent-datasets'] }))
                    }
                  >
                    <IconX size={14} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        others.length === 0 && (
          <p className="datasets-quiet">
            No dataset was opened here yet.{' '}
            <button type="button" className="datasets-link" onClick={() => goTo('jobs')}>
              Generate one
            </button>{' '}
            or give the folder of one.
          </p>
        )
      )}
      {others.length > 0 && (
        <section aria-label="In the working folder">
          <h2>In the working folder</h2>
          <ul className="datasets-recent">
            {others.map((entry) => (
              <li key={entry.path}>
                <button type="button" className="datasets-recent-open" onClick={() => open(entry.path)}>
                  <b>{entry.name}</b>
                  <span className="datasets-quiet">{shownPath(entry.path)}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
