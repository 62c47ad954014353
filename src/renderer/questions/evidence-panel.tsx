import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { memo, useDeferredValue, useState } from 'react';
import { evidenceTable } from '../../core/questions/evidence-table.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { sceneWorker } from '../scene-worker/ask-open-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { useStore } from '../store.js';
import { AnswerMark } from './answer-mark.js';
import { DisputeButton } from './dispute-button.js';
import { FlipMapPanel } from './flip-map-panel.js';
import { blockersText, frameText, gateLines, stepsOf } from './evidence-words.js';
import { ModelAnswer } from './model-answer.js';
import { questions, selectQuestion } from './questions-store.js';
import { rowText } from './row-words.js';

interface Props {
  readonly row: QuestionRow;
  readonly scene: SettledScene | null;
}

/** Why a question is answered as it is, or why it is not asked: its words at once, what can be done with it after them. */
export function EvidencePanel({ row, scene }: Props) {
  const later = useDeferredValue<QuestionRow | null>(row, null);
  const live = useStore(questions, (state) => state.live);
  const isBehind = useStore(questions, (state) => state.liveIsBehind);
  const now = live?.key === row.key ? live : row;
  const { record } = now;
  return (
    <section className="evidence" aria-label="Evidence">
      <header className="evidence-head">
        <h2>{rowText(now, scene)}</h2>
        <CloseButton />
      </header>
      <div className="evidence-answer" aria-busy={isBehind}>
        <AnswerMark row={now} was={now === row ? null : row} />
        {now !== row && <span className="evidence-note">while it moves, worked out from the last picture</span>}
      </div>
      {now.reason !== null && (
        <p className="evidence-reason">
          {record === null ? 'Not asked' : 'Not asked, too close to call'}: {now.reason}.
        </p>
      )}
      {record && <Evidence record={record} scene={scene} />}
      {record && now === row && (
        // Those of the question before stand still for the moment until its own are made.
        <div className="evidence-deeds" inert={later !== row}>
          {later && <Deeds key={later.key} row={later} scene={scene} />}
        </div>
      )}
    </section>
  );
}

const CloseButton = memo(function CloseButton() {
  return (
    <Tooltip label="Close">
      <ActionIcon size="sm" aria-label="Close the evidence" onClick={() => selectQuestion(null)}>
        <IconX size={14} />
      </ActionIcon>
    </Tooltip>
  );
});

function Evidence({ record, scene }: { readonly record: QuestionRecord; readonly scene: SettledScene | null }) {
  const lines = evidenceTable(record);
  const steps = stepsOf(record, scene);
  const blockers = blockersText(record, scene);
  return (
    <>
      <p className="evidence-frame">{frameText(record, scene)}</p>
      {lines.length > 0 && (
        <table className="evidence-table">
          <thead>
            <tr>
              <th scope="col">measured</th>
              <th scope="col" aria-label="value" />
              <th scope="col">limit</th>
              <th scope="col">kept</th>
            </tr>
          </thead>
          <tbody>
            {lines.map(({ symbol, name, measured, limit, passed }, i) => (
              <tr key={`${symbol} ${i}`} data-passed={passed ?? undefined}>
                <th scope="row">{name}</th>
                <td>{measured}</td>
                <td>{limit}</td>
                <td>{passed === null ? '' : passed ? 'yes' : 'no'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {blockers !== null && <p>{blockers}</p>}
      {steps.length > 0 && (
        <ol className="evidence-steps">
          {steps.map((step, i) => (
            <li key={i}>{step}</li>
          ))}
        </ol>
      )}
      <ul className="evidence-gates" aria-label="Gates">
        {gateLines(record, scene).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </>
  );
}

/** What can be done with a question. */
const Deeds = memo(function Deeds({ row, scene }: Props) {
  const { record } = row;
  if (record === null) return null;
  return (
    <>
      <ModelAnswer key={record.id} record={record} />
      <Actions row={row} record={record} scene={scene} />
    </>
  );
});

function Actions({ row, record, scene }: Props & { readonly record: QuestionRecord }) {
  const [said, setSaid] = useState<string | null>(null);
  const recheck = async () => {
    setSaid('Checking…');
    try {
      await sceneWorker().call({ kind: 'verify', record }, ({ difference }) =>
        setSaid(difference === null ? 'Derived again: everything is the same.' : `It differs: ${difference}`),
      );
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error));
    }
  };
  const copy = async () => {
    await navigator.clipboard.writeText(JSON.stringify(record, null, 2));
    setSaid('Copied.');
  };
  return (
    <footer className="evidence-actions">
      <Button variant="default" onClick={() => void copy()}>
        Copy JSON
      </Button>
      <Button variant="default" onClick={() => void recheck()}>
        Re-check
      </Button>
      <DisputeButton record={record} say={setSaid} />
      {(record.answer.kind === 'yes-no' || record.evidence.verdict === 'A') && <FlipMapPanel row={row} scene={scene} />}
      <span role="status">{said}</span>
    </footer>
  );
}
