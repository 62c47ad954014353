import { Alert, Button, Group, Progress, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ConnectedModel } from '../../contract/studio/models.js';
import { useRoute } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { EndpointKey } from './endpoint-key.js';
import { useConnect, useConnectedModel, useDisconnect, useRefreshModel } from './use-model.js';

const BY_NAME = 'by its name';

/** A URL or a folder becomes the connected model; a probe says how it writes points. */
export function ConnectPanel() {
  const studio = useStudio();
  const model = useConnectedModel();
  const connect = useConnect();
  // A folder that was dropped on the window is already known.
  const given = useRoute().parameters['model'];
  const [name, setName] = useState(given ?? 'http://localhost:8000#');
  const [profile, setProfile] = useState(BY_NAME);
  const profiles = useQuery({ queryKey: ['models', 'profiles'], queryFn: () => studio.models.profiles() });
  const choose = async () => {
    const folder = await window.vantage?.choose('folder');
    if (folder) setName(folder);
  };
  const submit = () => connect.mutate({ name, ...(profile !== BY_NAME && { profile }) });
  return (
    <section className="models-section" aria-labelledby="connect-title">
      <Title order={1} size="h4" id="connect-title" mb="sm">
        Model
      </Title>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label="URL or folder"
            description="http://localhost:8000#model-name of vLLM, Ollama or LM Studio, or a folder in the Hugging Face ONNX layout"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={connect.error?.message}
          />
          {window.vantage && (
            <Group>
              <Button variant="default" onClick={() => void choose()}>
                Choose a folder…
              </Button>
            </Group>
          )}
          {URL.canParse(name) && /^https?:/i.test(name) && <EndpointKey url={name} />}
          <Select
            label="How it writes points and numbers"
            data={[
              { value: BY_NAME, label: 'As its name says' },
              ...(profiles.data ?? []).map(({ id, title }) => ({ value: id, label: title })),
            ]}
            value={profile}
            onChange={(value) => setProfile(value ?? BY_NAME)}
            allowDeselect={false}
            searchable
          />
          <Group>
            <Button type="submit" loading={connect.isPending}>
              {model ? 'Connect instead' : 'Connect'}
            </Button>
          </Group>
        </Stack>
      </form>
      {model ? (
        <Connected model={model} />
      ) : (
        <Text size="sm" c="dimmed" mt="md">
          No model is connected. Nothing is sent anywhere but to the address you give.
        </Text>
      )}
    </section>
  );
}

function Connected({ model }: { readonly model: ConnectedModel }) {
  const studio = useStudio();
  const refresh = useRefreshModel();
  const disconnect = useDisconnect();
  const [progress, setProgress] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stopped = useRef<AbortController | null>(null);
  useEffect(() => () => stopped.current?.abort(), []);
  const probe = async () => {
    stopped.current = new AbortController();
    setProblem(null);
    setProgress(0);
    try {
      const events = await studio.models.probe(undefined, { signal: stopped.current.signal });
      for await (const event of events) {
        if (event.type === 'progress') setProgress((100 * event.done) / event.total);
        if (event.type === 'problem') setProblem(event.message);
      }
    } catch (error) {
      if (!stopped.current.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    setProgress(null);
    refresh();
  };
  const { description, profile, probed, warning } = model;
  // What it runs on, and what it does not and why.
  const [provider, ...others] = description.provider.split('; ');
  return (
    <Stack gap="sm" mt="md">
      <dl className="models-facts" data-testid="connected-model">
        <dt>connected</dt>
        <dd>{model.name}</dd>
        <dt>family</dt>
        <dd>{description.family}</dd>
        <dt>runs on</dt>
        <dd>
          {provider}
          {description.dtype === null ? '' : `, ${description.dtype}`}
          {others.length > 0 && (
            <details className="models-others">
              <summary>why on nothing else</summary>
              {others.join('; ')}
            </details>
          )}
        </dd>
        <dt>read as</dt>
        <dd>{profile.title}</dd>
        <dt>probe</dt>
        <dd>{probed ?? 'not probed yet'}</dd>
      </dl>
      {warning !== null && (
        <Alert color="yellow" p="xs">
          <Text size="sm">
            {probed === null
              ? 'Whether its points are read right is not known before it was shown dots at known places.'
              : warning}
          </Text>
        </Alert>
      )}
      {problem !== null && (
        <Alert color="red" p="xs" role="alert">
          <Text size="sm">{problem}</Text>
        </Alert>
      )}
      {progress !== null && <Progress value={progress} aria-label="Probe" />}
      <Group>
        {progress === null ? (
          <Button variant="default" onClick={() => void probe()}>
            Probe
          </Button>
        ) : (
          <Button variant="default" onClick={() => stopped.current?.abort()}>
            Stop
          </Button>
        )}
        <Button variant="subtle" color="gray" onClick={() => disconnect.mutate()}>
          Disconnect
        </Button>
      </Group>
    </Stack>
  );
}
