import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { ModelReply } from '../../core/models/vision-language-model.js';
import { promptFor } from '../../core/models/prompt.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { scoreReply } from '../../core/scoring/score-reply.js';
import { scoreItemOf } from '../../core/scoring/score-set.js';
import type { ItemScore } from '../../core/scoring/score-report.js';
import { useStudio } from '../connection/studio-context.js';
import { askedView } from '../models/asked-view.js';
import { useConnectedModel } from '../models/use-model.js';
import { frames } from '../scene-worker/frames.js';
import { useStore } from '../store.js';

type Said = { readonly text: string } | { readonly reply: ModelReply; readonly score: ItemScore };

/** What the connected model answers to the chosen question, read and scored as an evaluation would. */
export function ModelAnswer({ record }: { readonly record: QuestionRecord }) {
  const studio = useStudio();
  const model = useConnectedModel();
  const { views, stale } = useStore(frames, (state) => state);
  const [said, setSaid] = useState<Said | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  const shown = record.views.flatMap((id) => views.find(({ record: view }) => view.id === id) ?? []);
  if (model === null || shown.length !== record.views.length || record.evidence.verdict === 'A') return null;
  const ask = async () => {
    const until = (stop.current = new AbortController());
    setBusy(true);
    setProblem(null);
    setSaid({ text: '' });
    try {
      const { profile } = model;
      const imageSizes = shown.map(({ frame }) => [frame.width, frame.height] as const);
      const { system, prompt, maxTokens, score } = promptFor(record, profile, { imageSizes });
      const images = await Promise.all(shown.map(({ record: view, frame }) => askedView(view.id, frame, null).png()));
      const events = await studio.models.ask(
        { images, system, prompt, maxTokens, score: [...score] },
        { signal: until.signal },
      );
      for await (const event of events) {
        if (event.type === 'text') setSaid((before) => ({ text: (textOf(before) ?? '') + event.text }));
        else {
          const item = scoreItemOf(record, new Map(shown.map(({ record: view }) => [view.id, view])));
          const { text, probabilities } = event.reply;
          const stored = { item: record.id, rotation: 0, text, fault: null, probabilities };
          setSaid({ reply: event.reply, score: scoreReply(item, stored, profile) });
        }
      }
    } catch (error) {
      if (!until.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div className="evidence-model">
      <Button variant="default" size="compact-xs" disabled={stale} loading={busy} onClick={() => void ask()}>
        Ask {model.name.split(/[#/\\]/).findLast((part) => part !== '')}
      </Button>
      <span role="status">
        {said !== null && 'reply' in said && (
          <>
            {said.reply.text.trim().slice(0, 120)}
            {said.score.pYes === null ? '' : `, P(yes) ${said.score.pYes.toFixed(2)}`} (
            <b>{OUTCOMES[said.score.outcome]}</b>
            {said.score.fault ? `: ${said.score.fault.detail}` : ''})
          </>
        )}
        {said !== null && 'text' in said && said.text}
        {problem}
      </span>
    </div>
  );
}

const textOf = (said: Said | null): string | null => (said !== null && 'text' in said ? said.text : null);

const OUTCOMES: Readonly<Record<ItemScore['outcome'], string>> = {
  right: 'right',
  wrong: 'wrong',
  unparsable: 'cannot be read',
  'no-reply': 'no reply',
};
