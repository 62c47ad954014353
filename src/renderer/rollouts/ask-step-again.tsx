import { Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Asked } from '../../core/rollout/rollout-record.js';
import { readPlace } from '../../core/rollout/read-place.js';
import { useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from '../models/use-model.js';

/** No reply with a point needs more. */
const MAX_TOKENS = 512;

interface Props {
  readonly asked: Asked;
  readonly picture: Blob | undefined;
  readonly size: readonly [number, number];
  /** Where the new reply points; null: nowhere. */
  readonly onPoint: (point: readonly [number, number] | null) => void;
}

/** Puts the step's very prompt and picture to the model that is connected now. Nothing of the run changes. */
export function AskStepAgain({ asked, picture, size, onPoint }: Props) {
  const studio = useStudio();
  const model = useConnectedModel();
  const [text, setText] = useState<string | null>(null);
  const [remark, setRemark] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  // Steps with several pictures are asked by the protocol alone.
  if (model === null || picture === undefined || asked.views.length !== 1) return null;
  const ask = async () => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setBusy(true);
    setProblem(null);
    setRemark(null);
    setText('');
    onPoint(null);
    try {
      const { system, prompt } = asked;
      const events = await studio.models.ask(
        { images: [picture], system, prompt, maxTokens: MAX_TOKENS, score: [] },
        { signal },
      );
      for await (const event of events) {
        if (event.type === 'text') setText((before) => (before ?? '') + event.text);
        else {
          setText(event.reply.text);
          const read = readPlace(event.reply.text, model.profile, [size], asked.stage === 'place');
          onPoint(read.point);
          setRemark(read.fault ? `Cannot be used: ${read.fault.detail}` : read.refuses ? 'Read as a refusal.' : null);
        }
      }
    } catch (error) {
      if (!signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div>
      <Button variant="subtle" size="compact-xs" px={0} loading={busy} onClick={() => void ask()}>
        Ask {model.name.split(/[#/\\]/).findLast((part) => part !== '')} this step
      </Button>
      {text !== null && <div className="rollouts-reply">{text}</div>}
      {remark !== null && <Text size="sm">{remark}</Text>}
      {problem !== null && (
        <Text size="sm" c="red" role="alert">
          {problem}
        </Text>
      )}
    </div>
  );
}
