import { Button, Popover, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { DISPUTES } from '../../core/questions/audit/dispute.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { useRoute } from '../app/route.js';
import { useStudio } from '../connection/studio-context.js';
import { session } from '../scene/scene-session.js';

type Dispute = (typeof DISPUTES)[number];

const CHOICES: readonly (readonly [Dispute, string])[] = [
  ['wrong', 'The answer is wrong'],
  ['arguable', 'It is arguable'],
  ['unclear', 'The text is unclear'],
];

/** Objects to a question: kept beside the data, never in it. Keys: D, then 1, 2 or 3. */
export function DisputeButton({ record, say }: { readonly record: QuestionRecord; say(text: string): void }) {
  const studio = useStudio();
  const { parameters } = useRoute();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const dispute = async (verdict: Dispute) => {
    setOpen(false);
    const { recipe, seed, index, scene, phase, source } = session.get();
    const { dataset } = parameters;
    try {
      const { path, count } = await studio.disputes.add({
        // Beside the data, while the scene is the one that was opened from there.
        dataset: dataset !== undefined && source?.startsWith(`${dataset}, `) ? dataset : null,
        line: {
          schema: 'vantage/dispute@1',
          dispute: verdict,
          note,
          recipe: recipe?.id ?? scene?.recipe ?? '',
          seed,
          index,
          edited: phase !== 'settled',
          question: record,
        },
      });
      setNote('');
      say(`Noted in ${path}, which holds ${count}.`);
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
  };
  useHotkeys([
    ['D', () => setOpen(true)],
    ...CHOICES.map(([verdict], i): [string, () => void] => [`${i + 1}`, () => open && void dispute(verdict)]),
  ]);
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!open)} aria-expanded={open}>
          Dispute
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="What is wrong with this question?">
        <Stack gap={6}>
          <Text size="sm">What is wrong with it?</Text>
          {CHOICES.map(([verdict, words], i) => (
            <Button key={verdict} variant="default" justify="flex-start" onClick={() => void dispute(verdict)}>
              {i + 1} {words}
            </Button>
          ))}
          <TextInput
            aria-label="Why, in your words"
            placeholder="Why (optional)"
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
