import { Anchor, Text } from '@mantine/core';
import { useFields } from '../store.js';
import { countReasons, EVERYTHING } from './filter-rows.js';
import { rowFilter } from './filter-store.js';
import { questions } from './questions-store.js';
import { statusOf } from './row-words.js';

const MOST_REASONS = 6;

/** In place of an empty list: what was refused, by reason, and how to see it. */
export function NothingAsked() {
  const { phase, rows, unnamed } = useFields(questions, 'phase', 'rows', 'unnamed');
  if (phase !== 'ready') return <div className="questions-list" />;
  const asked = rows.filter((row) => statusOf(row) === 'asked').length;
  const reasons = countReasons(rows, unnamed);
  const refused = reasons.reduce((sum, { count }) => sum + count, 0);
  const showAll = () => rowFilter.set({ ...EVERYTHING, show: { asked: true, ambiguous: true, refused: true } });
  return (
    <div className="questions-list questions-empty">
      {asked > 0 ? (
        <Text size="sm">
          The filters leave nothing of {asked} questions.{' '}
          <Anchor component="button" size="sm" onClick={() => rowFilter.set(EVERYTHING)}>
            Clear the filters
          </Anchor>
        </Text>
      ) : (
        <>
          <Text size="sm">No questions pass here. {refused > 0 ? `${refused} were refused:` : ''}</Text>
          <ul>
            {reasons.slice(0, MOST_REASONS).map(({ reason, count }) => (
              <li key={reason}>
                {count} × {reason}
              </li>
            ))}
          </ul>
          {rows.length > 0 && (
            <Anchor component="button" size="sm" onClick={showAll}>
              Show what was refused
            </Anchor>
          )}
          <Text size="sm" c="dimmed" mt="xs">
            Another seed, a camera further away or things further apart help.
          </Text>
        </>
      )}
    </div>
  );
}
