import { Button, Collapse, Group, PasswordInput, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeyState } from '../../contract/studio/models.js';
import { useStudio } from '../connection/studio-context.js';

/** An endpoint's key on its way into the system's keyring. Nothing here keeps it. */
export function EndpointKey({ url }: { readonly url: string }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button variant="subtle" size="compact-xs" px={0} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide the key' : 'It wants a key'}
      </Button>
      <Collapse expanded={open}>{open && <KeyForm url={url} />}</Collapse>
    </div>
  );
}

function KeyForm({ url }: { readonly url: string }) {
  const studio = useStudio();
  const queries = useQueryClient();
  const [key, setKey] = useState('');
  // Asking may make the keyring ask its user: only once somebody has opened this.
  const known = useQuery({
    queryKey: ['models', 'key', originOf(url)],
    queryFn: () => studio.models.keyState({ url }),
    staleTime: 0,
  });
  const change = useMutation({
    mutationFn: (action: 'set' | 'forget') =>
      action === 'set' ? studio.models.setKey({ url, key }) : studio.models.forgetKey({ url }),
    onSuccess: () => setKey(''),
    onSettled: () => queries.invalidateQueries({ queryKey: ['models', 'key'] }),
  });
  const state = known.data;
  return (
    <div className="models-key">
      <Text size="xs" c="dimmed" role="status">
        {known.error?.message ?? (state ? keyWords(state) : 'Asking the keyring.')}
      </Text>
      <Group align="end" gap="sm" wrap="nowrap">
        <PasswordInput
          label="Key"
          size="xs"
          style={{ flex: 1 }}
          autoComplete="off"
          value={key}
          disabled={state?.store === null}
          onChange={(event) => setKey(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || key.trim() === '') return;
            // Not the form around it.
            event.preventDefault();
            change.mutate('set');
          }}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the key' }}
        />
        <Button
          variant="default"
          disabled={key.trim() === '' || state?.store === null}
          loading={change.isPending}
          onClick={() => change.mutate('set')}
        >
          Keep
        </Button>
        {state?.kept === true && (
          <Button variant="subtle" color="gray" onClick={() => change.mutate('forget')}>
            Forget
          </Button>
        )}
      </Group>
      {change.error && (
        <Text size="sm" c="red" role="alert">
          {change.error.message}
        </Text>
      )}
      {change.data !== undefined && <Text size="xs">{change.data} Connect to use it.</Text>}
    </div>
  );
}

function keyWords({ host, kept, variable, store, problem }: KeyState): string {
  if (store === null) return problem ?? 'No keyring can be reached.';
  const place =
    kept === true
      ? `The key of ${host} is kept in ${store}.`
      : `It will be kept in ${store}, for ${host} alone; it goes into no file of yours and no dataset.`;
  return [place, ...(variable ? [`${variable} is set and goes first.`] : []), ...(problem ? [problem] : [])].join(' ');
}

const originOf = (url: string): string => URL.parse(url)?.origin ?? url;
