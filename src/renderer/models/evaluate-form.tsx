import { Button, Checkbox, Group, NumberInput, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { goTo } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from './use-model.js';

/** Queues the connected model on the questions of a dataset. Baselines are scored beside by themselves. */
export function EvaluateForm({ dir }: { readonly dir: string }) {
  const studio = useStudio();
  const model = useConnectedModel();
  const [limit, setLimit] = useState<number | string>(200);
  const [blind, setBlind] = useState(false);
  const [circular, setCircular] = useState(false);
  const add = useMutation({
    mutationFn: (name: string) =>
      studio.jobs.add({
        spec: {
          kind: 'evaluate',
          dir,
          model: name,
          blind,
          circular,
          ...(typeof limit === 'number' && { limit }),
        },
      }),
    onSuccess: ({ id }) => goTo('jobs', { job: id }),
  });
  if (model === null)
    return (
      <Text size="sm" c="dimmed" mt="sm">
        Connect a model at the left; then it can be evaluated on this dataset.
      </Text>
    );
  return (
    <form
      className="models-evaluate"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(model.name);
      }}
    >
      <Group align="end" gap="md">
        <NumberInput
          label="Questions"
          placeholder="all"
          w={110}
          min={1}
          allowDecimal={false}
          value={limit}
          onChange={setLimit}
        />
        <Checkbox
          size="xs"
          pb={6}
          label="without the images"
          checked={blind}
          onChange={(event) => setBlind(event.currentTarget.checked)}
        />
        <Checkbox
          size="xs"
          pb={6}
          label="choices in every order"
          checked={circular}
          onChange={(event) => setCircular(event.currentTarget.checked)}
        />
        <Button type="submit" loading={add.isPending}>
          Evaluate {lastName(model.name)}
        </Button>
      </Group>
      {add.error && (
        <Text size="sm" c="red" role="alert" mt={4}>
          {add.error.message}
        </Text>
      )}
    </form>
  );
}

/** "http://localhost:8000#qwen/qwen3-vl" → "qwen3-vl" */
const lastName = (name: string): string => name.split(/[#/\\]/).findLast((part) => part !== '') ?? name;
