import { Anchor, Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { openPath } from '../app/open-path.js';
import { goTo } from '../app/route.js';
import { useShownPath } from '../app/use-shown-path.js';
import { useStudio } from '../connection/studio-context.js';
import { useRecentDatasets } from './use-recent-datasets.js';

const MOST = 5;

/** Datasets opened last, or one by its path. */
export function OpenCard() {
  const studio = useStudio();
  const [path, setPath] = useState('');
  const shownPath = useShownPath();
  const list = useRecentDatasets().slice(0, MOST);
  const choose = async () => {
    const found = await window.vantage?.choose('folder');
    if (found) await openPath(studio, found);
  };
  return (
    <section className="home-card" aria-labelledby="open-title">
      <h2 id="open-title">Open a dataset</h2>
      {list.length === 0 ? (
        <Text size="sm" c="dimmed">
          None was made or opened yet. A folder with a dataset.json is one; it can be dropped here.
        </Text>
      ) : (
        <ul className="home-recent">
          {list.map((dataset) => (
            <li key={dataset.path}>
              <Anchor
                component="button"
                type="button"
                fz="sm"
                onClick={() => goTo('datasets', { path: dataset.path })}
                title={dataset.path}
              >
                {dataset.name}
              </Anchor>
              <span title={dataset.path}>{shownPath(dataset.path)}</span>
            </li>
          ))}
        </ul>
      )}
      <form
        className="home-card-end"
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') void openPath(studio, path.trim());
        }}
      >
        <Group gap="sm" wrap="nowrap" align="end">
          <TextInput
            label="Folder"
            style={{ flex: 1 }}
            placeholder="datasets/first"
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          {window.vantage ? <Button onClick={() => void choose()}>Open…</Button> : <Button type="submit">Open</Button>}
        </Group>
      </form>
    </section>
  );
}
