import { Button, Select } from '@mantine/core';
import { useStudio } from '../connection/studio-context.js';
import { useConnectedModel } from '../models/use-model.js';
import { frames } from '../scene-worker/frames.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { facet } from './filter-rows.js';
import { rowFilter } from './filter-store.js';
import { askMany, canBeAsked, replies, replyTo, stopAsking } from './model-replies.js';
import { modelName, modelWord, NOT_PUT } from './row-words.js';

interface Props {
  readonly rows: readonly QuestionRow[];
  /** Those that the filters leave. */
  readonly shown: readonly QuestionRow[];
}

/** What the connected model replied: puts the listed questions to it, and narrows the list by how they came out. */
export function ModelFilter({ rows, shown }: Props) {
  const studio = useStudio();
  const model = useConnectedModel();
  const state = useStore(replies, (all) => all);
  const stale = useStore(frames, (all) => all.stale || all.views.length === 0);
  const chosen = useStore(rowFilter, (filter) => filter.model);
  if (model === null) return null;
  const replied = (row: QuestionRow) => replyTo(state, model.name, row);
  const askable = (row: QuestionRow) => row.record !== null && canBeAsked(row.record);
  const open = shown.filter((row) => askable(row) && !replied(row)).length;
  const outcomes = facet(rows.filter(askable), (row) => modelWord(replied(row)));
  const { asking, problem } = state;
  return (
    <div className="questions-model">
      <Select
        aria-label="Reply of the model"
        placeholder={`Reply of ${modelName(model.name)}`}
        clearable
        value={chosen}
        data={outcomes.map(([value, count]) => ({
          value,
          label: `${value === NOT_PUT ? NOT_PUT : `Model ${value}`} (${count})`,
        }))}
        onChange={(value) => rowFilter.set({ model: value })}
      />
      {asking ? (
        <Button variant="default" onClick={stopAsking}>
          Stop at {asking.done} of {asking.of}
        </Button>
      ) : (
        <Button variant="default" disabled={stale || open === 0} onClick={() => void askMany(studio, model, shown)}>
          Ask it about {open}
        </Button>
      )}
      {problem !== null && (
        <p className="questions-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
