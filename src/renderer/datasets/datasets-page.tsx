import { Alert, Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { goTo, useRoute } from '../app/route.js';
import { Browser } from './browser.js';
import { OpenPanel } from './open-panel.js';
import { useOpenDataset } from './use-open-dataset.js';
import './datasets.css';

/** Datasets: choose one, then look at it. */
export default function DatasetsPage() {
  const { parameters } = useRoute();
  const path = parameters['path'];
  return path === undefined ? <OpenPanel /> : <Opened key={path} path={path} />;
}

function Opened({ path }: { readonly path: string }) {
  const [again, setAgain] = useState(0);
  const opening = useOpenDataset(path, again);
  const reopen = () => setAgain((n) => n + 1);
  if (opening.state === 'open')
    return <Browser key={`${opening.dataset.id} ${again}`} dataset={opening.dataset} reopen={reopen} />;
  return (
    <div className="datasets-open">
      <h1>{path}</h1>
      {opening.state === 'failed' ? (
        <Alert color="red" title="This cannot be opened" role="alert">
          <p>{opening.problem}</p>
          <Button size="compact-xs" onClick={reopen}>
            Try again
          </Button>{' '}
          <Button size="compact-xs" variant="default" onClick={() => goTo('datasets')}>
            Open another
          </Button>
        </Alert>
      ) : (
        <div role="status">
          <p>
            {opening.total === 0
              ? 'Opening…'
              : `Reading it through, once: shard ${opening.done} of ${opening.total}. Next time it opens at once.`}
          </p>
          <Progress
            value={opening.total === 0 ? 0 : (100 * opening.done) / opening.total}
            aria-label="Reading the dataset"
          />
        </div>
      )}
    </div>
  );
}
