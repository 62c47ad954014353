import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from '../models/use-model.js';
import { frames } from '../scene-worker/frames.js';
import { useStore } from '../store.js';
import { askRecord, canBeAsked, replies } from './model-replies.js';
import { modelName, OUTCOME_WORDS } from './row-words.js';

/** What the connected model answers to the chosen question, read and scored as an evaluation would. */
export function ModelAnswer({ record }: { readonly record: QuestionRecord }) {
  const studio = useStudio();
  const model = useConnectedModel();
  const stale = useStore(frames, (state) => state.stale);
  const answered = useStore(replies, (state) => (state.model === model?.name && state.replies.get(record)) || null);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  if (model === null || !canBeAsked(record)) return null;
  const ask = async () => {
    const until = (stop.current = new AbortController());
    setBusy(true);
    setProblem(null);
    setSaid('');
    try {
      await askRecord(studio, model, record, until.signal, setSaid);
    } catch (error) {
      if (!until.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <div className="evidence-model">
      <Button variant="default" size="compact-xs" disabled={stale} loading={busy} onClick={() => void ask()}>
        Ask {modelName(model.name)}
      </Button>
      <span role="status">
        {busy && said}
        {!busy && answered && (
          <>
            {answered.reply.text.trim().slice(0, 120)}
            {answered.score.pYes === null ? '' : `, P(yes) ${answered.score.pYes.toFixed(2)}`} (
            <b>{OUTCOME_WORDS[answered.score.outcome]}</b>
            {answered.score.fault ? `: ${answered.score.fault.detail}` : ''})
          </>
        )}
        {problem}
      </span>
    </div>
  );
}
