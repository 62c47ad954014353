import { Select, Stack, Textarea, Title } from '@mantine/core';
import { useState } from 'react';
import { FORM_NAMES, formNamed } from '../../core/models/answer-form.js';
import { readPastedReply } from '../../core/models/read-pasted-reply.js';
import { GENERIC_PROFILE } from '../../core/models/shipped-profiles.js';
import { useConnectedModel } from './use-model.js';

const IMAGE = [640, 480] as const;
const FORMS = FORM_NAMES.filter((name) => name !== 'choice');

/** Paste a reply: what an evaluation would make of it. */
export function PastePanel() {
  const profile = useConnectedModel()?.profile ?? GENERIC_PROFILE;
  const [text, setText] = useState('');
  const [form, setForm] = useState('points');
  const reading = text.trim() === '' ? null : readPastedReply(text, formNamed(form, []), form, profile, IMAGE);
  return (
    <section className="models-section" aria-labelledby="paste-title">
      <Title order={2} size="h5" id="paste-title" mb="sm">
        Paste a reply
      </Title>
      <Stack gap="sm">
        <Select
          label="What was asked for"
          data={FORMS}
          value={form}
          onChange={(value) => setForm(value ?? 'points')}
          allowDeselect={false}
        />
        <Textarea
          label="Reply"
          description={`Read as ${profile.title}, on an image of ${IMAGE[0]} × ${IMAGE[1]} pixels.`}
          autosize
          minRows={2}
          maxRows={8}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {reading && (
          <div role="status" className="models-reply" data-testid="pasted-reading">
            {reading.lines.join('\n')}
          </div>
        )}
      </Stack>
    </section>
  );
}
