import './questions.css';
import { useMemo, type CSSProperties } from 'react';
import { useCommands, type Command } from '../app/commands.js';
import { VERDICT_COLOURS } from '../app/verdict-colours.js';
import { display, lookThrough } from '../scene/display.js';
import { useConnectedModel } from '../models/use-model.js';
import { session } from '../scene/scene-session.js';
import { useSceneWorker } from '../scene-worker/ask-open-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { EvidencePanel } from './evidence-panel.js';
import { filterRows } from './filter-rows.js';
import { rowFilter } from './filter-store.js';
import { surfaceImage } from './flip-pixels.js';
import { flip } from './flip-store.js';
import { ModelFilter } from './model-filter.js';
import { replies, replyTo } from './model-replies.js';
import { NothingAsked } from './nothing-asked.js';
import { QuestionFilters } from './question-filters.js';
import { QuestionList } from './question-list.js';
import { questions, selectQuestion } from './questions-store.js';
import { modelWord } from './row-words.js';
import { useExplanation } from './use-explanation.js';

const PHASES = {
  none: 'No scene yet.',
  starting: 'Preparing the cameras…',
  drawing: 'Taking pictures…',
  asking: 'Asking…',
  ready: '',
  failed: '',
} as const;

const COLOURS = {
  '--verdict-true': VERDICT_COLOURS.T,
  '--verdict-false': VERDICT_COLOURS.F,
  '--verdict-ambiguous': VERDICT_COLOURS.A,
} as CSSProperties;

/** Questions of the open scene: the list with its filters, and the evidence of the chosen one. */
export default function QuestionsPanel() {
  useSceneWorker();
  const { phase, problem, rows, selected, live } = useStore(questions, (state) => state);
  const filter = useStore(rowFilter, (state) => state);
  const scene = useStore(session, (state) => state.scene);
  const model = useConnectedModel();
  const replied = useStore(replies, (state) => state);
  const shown = useMemo(
    () => filterRows(rows, filter, model ? (one) => modelWord(replyTo(replied, model.name, one)) : undefined),
    [rows, filter, model, replied],
  );
  const modelSays = (one: QuestionRow) => {
    const reply = model && replyTo(replied, model.name, one);
    return reply && modelWord(reply);
  };
  useCommands(
    useMemo((): Command[] => {
      const step = (by: number) => {
        const at = shown.findIndex(({ key }) => key === questions.get().selected);
        const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
        if (next) selectQuestion(next.key);
      };
      const group = 'Questions';
      return [
        { id: 'next-question', title: 'Next question', group, key: 'J', run: () => step(1) },
        { id: 'previous-question', title: 'Previous question', group, key: 'K', run: () => step(-1) },
        { id: 'next-view', title: 'Look through the next view', group, key: 'V', run: lookThroughNext },
        {
          id: 'toggle-ambiguous',
          title: 'Show or hide what is too close to call',
          group,
          key: 'A',
          run: () => rowFilter.set(({ show }) => ({ show: { ...show, ambiguous: !show.ambiguous } })),
        },
      ];
    }, [shown]),
  );
  const row = rows.find(({ key }) => key === selected) ?? null;
  const layers = useStore(flip, (state) => (state.key === selected ? state.layers : null));
  const map = useMemo(() => layers && surfaceImage(layers), [layers]);
  useExplanation(live?.key === selected ? live : row, map);
  return (
    <section className="questions" aria-label="Questions" style={COLOURS}>
      <QuestionFilters rows={rows} />
      <ModelFilter rows={rows} shown={shown} />
      <div className="questions-count" role="status">
        {rows.length > 0 && (
          <span>
            {shown.length.toLocaleString('en')} of {rows.length.toLocaleString('en')}
          </span>
        )}
        <span>{PHASES[phase]}</span>
      </div>
      {problem !== null && (
        <p className="questions-problem" role="alert">
          {problem}
        </p>
      )}
      {shown.length === 0 ? <NothingAsked /> : <QuestionList rows={shown} scene={scene} modelSays={modelSays} />}
      {row && <EvidencePanel row={row} scene={scene} />}
    </section>
  );
}

/** The first view, the next, and after the last the free camera. */
function lookThroughNext(): void {
  const { views } = session.get();
  const next = (display.get().through ?? -1) + 1;
  lookThrough(next < views.length ? next : null);
}
