import { Alert, Button, Group, Select, Stack, Text, Textarea, Title } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ModelReply } from '../../core/models/vision-language-model.js';
import { askedForm, FORM_NAMES, formNamed, type AnswerForm } from '../../core/models/answer-form.js';
import { parseReply } from '../../core/models/parse-reply/parse-reply.js';
import { promptFor } from '../../core/models/prompt.js';
import type { ModelProfile } from '../../core/models/profile.js';
import { readPastedReply } from '../../core/models/read-pasted-reply.js';
import { useStudio } from '../connection/studio-context.js';
import { goTo } from '../app/route.js';
import { VERDICT_COLOURS } from '../app/verdict-colours.js';
import { count } from '../jobs/job-words.js';
import { typeWord, viewWord } from '../questions/row-words.js';
import type { AskedView } from './asked-view.js';
import { useCurrentView } from './current-view.js';
import { useConnectedModel } from './use-model.js';

const FORMS = FORM_NAMES.filter((name) => name !== 'choice');

/** Asks the connected model about the current view of the scene, and shows where its answer lands. */
export function AskPanel() {
  const model = useConnectedModel();
  const view = useCurrentView();
  return (
    <section className="models-section" aria-labelledby="ask-title">
      <Title order={2} size="h5" id="ask-title" mb="sm">
        Ask about a view
      </Title>
      {view === null ? (
        <Text size="sm">
          There is no view yet: open a scene on the{' '}
          <Button variant="transparent" p={0} h="auto" onClick={() => goTo('scene')}>
            Scene page
          </Button>
          , and come back. Its current view is asked about.
        </Text>
      ) : model === null ? (
        <Text size="sm">Connect a model first; then it is asked about view {viewWord(view.id)}.</Text>
      ) : (
        <Asking key={`${view.id} ${view.question?.text ?? ''}`} view={view} profile={model.profile} />
      )}
    </section>
  );
}

function Asking({ view, profile }: { readonly view: AskedView; readonly profile: ModelProfile }) {
  const studio = useStudio();
  const [text, setText] = useState(view.question?.text ?? 'Point at the nearest object.');
  const [form, setForm] = useState('points');
  const [said, setSaid] = useState('');
  const [reply, setReply] = useState<(ModelReply & { readonly seconds: number }) | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const running = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => running.current?.abort(), []);
  const own = view.question && text === view.question.text ? view.question : null;
  const wanted: AnswerForm = own ? askedForm(own) : formNamed(form, []);

  const ask = async () => {
    const stop = new AbortController();
    running.current = stop;
    setBusy(true);
    setSaid('');
    setReply(null);
    setProblem(null);
    try {
      const { system, prompt, maxTokens, score } = own
        ? promptFor(own, profile)
        : { system: profile.prompts.system, ...freePrompt(text, wanted, profile) };
      const image = await view.png();
      const events = await studio.models.ask(
        { images: [image], system, prompt, maxTokens, score: [...score] },
        { signal: stop.signal },
      );
      for await (const event of events) {
        if (event.type === 'text') setSaid((before) => before + event.text);
        else setReply({ ...event.reply, seconds: event.seconds });
      }
    } catch (error) {
      if (!stop.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };

  const size = [view.width, view.height] as const;
  const parsed = reply && parseReply(reply.text, wanted, profile, [size]);
  const kind = own ? wanted.kind : form;
  const reading = reply && readPastedReply(reply.text, wanted, kind, profile, size);
  const points = parsed?.ok && parsed.value.kind === 'points' ? parsed.value.points : [];
  const [yes, no] = reply?.probabilities ?? [];
  const truePoints = reply && own?.answer.kind === 'points' ? own.answer.pixels : [];
  const truth = truePoints.length > 0 ? 'the rings in the picture' : (own?.answerText ?? '');
  return (
    <Stack gap="sm">
      <Landing view={view} points={points} truth={truePoints} />
      <Group align="end" gap="sm" wrap="nowrap">
        <Textarea
          label={own ? `Question of ${viewWord(view.id)}: ${typeWord(own.type).toLowerCase()}` : 'Question'}
          autosize
          minRows={1}
          maxRows={4}
          style={{ flex: 1 }}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {!own && (
          <Select
            label="Answer"
            w={120}
            data={FORMS}
            value={form}
            onChange={(value) => setForm(value ?? 'points')}
            allowDeselect={false}
          />
        )}
        {busy ? (
          <Button variant="default" onClick={() => running.current?.abort()}>
            Stop
          </Button>
        ) : (
          <Button onClick={() => void ask()} disabled={text.trim() === ''}>
            Ask
          </Button>
        )}
      </Group>
      {problem !== null && (
        <Alert color="red" p="xs" role="alert">
          <Text size="sm">{problem}</Text>
        </Alert>
      )}
      {(said !== '' || reply) && (
        <div>
          <div className="models-reply" data-testid="reply">
            {(reply?.text ?? said).trim()}
          </div>
          {reading && (
            <Text size="sm" mt={4}>
              {reading.ok ? 'Read as ' : 'Cannot be scored: '}
              {reading.lines.join('; ').replace(/\.$/, '')}
              {truth === '' ? '' : `. The truth: ${truth}`}
            </Text>
          )}
          {reply && (
            <Text size="xs" c="dimmed">
              {reply.seconds.toFixed(1)} s{reply.replyTokens === null ? '' : `, ${count(reply.replyTokens, 'token')}`}
              {yes !== undefined && no !== undefined && yes + no > 0 ? `, P(yes) ${(yes / (yes + no)).toFixed(2)}` : ''}
            </Text>
          )}
        </div>
      )}
    </Stack>
  );
}

/** A question of the user's own, with the profile's words on how to write the answer. */
function freePrompt(text: string, form: AnswerForm, profile: ModelProfile) {
  const key = form.kind === 'number' ? 'number' : form.kind;
  const prompt = profile.prompts[key]
    .replaceAll('{question}', () => text)
    .replaceAll('{unit}', 'metres')
    .replaceAll('{frame}', 'the frame of the camera');
  return { prompt, maxTokens: 512, score: form.kind === 'yes-no' ? ['Yes', 'No'] : [] };
}

/** The view, with the points of the reply as dots and true ones as rings. */
function Landing({
  view,
  points,
  truth,
}: {
  readonly view: AskedView;
  /** Pixels. */
  readonly truth: readonly (readonly [number, number])[];
  readonly points: readonly { readonly u: number; readonly v: number }[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.putImageData(new ImageData(new Uint8ClampedArray(view.rgba), view.width, view.height), 0, 0);
    const radius = Math.max(4, view.width / 100);
    for (const [u, v] of truth) {
      context.beginPath();
      context.arc(u, v, radius, 0, 2 * Math.PI);
      context.lineWidth = 2;
      context.strokeStyle = VERDICT_COLOURS.T;
      context.stroke();
    }
    for (const { u, v } of points) {
      context.beginPath();
      context.arc(u, v, radius, 0, 2 * Math.PI);
      context.fillStyle = '#ff2d95';
      context.fill();
      context.lineWidth = 2;
      context.strokeStyle = 'white';
      context.stroke();
    }
  }, [view, points, truth]);
  return (
    <canvas
      ref={canvas}
      className="models-canvas"
      width={view.width}
      height={view.height}
      role="img"
      aria-label={`View ${viewWord(view.id)}${points.length > 0 ? `, ${points.length} points of the reply` : ''}`}
    />
  );
}
