import { Button, Group, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { useConnect, useConnectedModel } from '../models/use-model.js';
import { useRecentDatasets } from './use-recent-datasets.js';

/** Questions of the first test: enough to see a model's level, few enough to wait for. */
const FIRST_TEST = 50;

/** A URL or a folder, connected and tested on fifty questions of the dataset opened last. */
export function ModelCard() {
  const studio = useStudio();
  const model = useConnectedModel();
  const connect = useConnect();
  const [name, setName] = useState('http://localhost:8000#');
  const [dataset] = useRecentDatasets();
  const test = useMutation({
    mutationFn: async () => {
      const connected = await connect.mutateAsync({ name });
      if (!dataset) return goTo('models');
      await studio.jobs.add({
        spec: { kind: 'evaluate', dir: dataset.path, model: connected.name, limit: FIRST_TEST },
      });
      goTo('jobs');
    },
  });
  return (
    <section className="home-card" aria-labelledby="model-title">
      <h2 id="model-title">Test my model</h2>
      <form
        style={{ display: 'contents' }}
        onSubmit={(event) => {
          event.preventDefault();
          test.mutate();
        }}
      >
        <TextInput
          label="URL or folder"
          description="http://localhost:8000#model-name, or a model's folder"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={test.error?.message}
        />
        <Text size="xs" c="dimmed">
          {model ? `Connected: ${model.name}. ` : ''}
          {dataset
            ? `${FIRST_TEST} questions of ${dataset.name} are asked, and oracle, chance and blind are scored beside.`
            : 'Once connected it can be asked about a scene; to test it, make or open a dataset.'}
        </Text>
        <Group className="home-card-end">
          <Button type="submit" loading={test.isPending}>
            {dataset ? `Test on ${FIRST_TEST}` : 'Connect'}
          </Button>
          <Button variant="subtle" onClick={() => goTo('models')}>
            Probe it first
          </Button>
        </Group>
      </form>
    </section>
  );
}
