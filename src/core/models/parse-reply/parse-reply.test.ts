import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORM_NAMES, formNamed } from '../answer-form.js';
import { profileById, PROFILES } from '../shipped-profiles.js';
import type { ParsedAnswer } from './parsed-answer.js';
import { parseReply } from './parse-reply.js';

// The corpus: shapes in which models answer, and what each means. `expect` is the answer, "!reason" of a fault, "~" for
// a text that says it cannot be told, "=…" for a text as it stands. Long replies are given in parts to be repeated.

interface Entry {
  readonly form: string;
  readonly profile: string;
  readonly image?: readonly [number, number];
  readonly reply?: string;
  readonly parts?: readonly (readonly [string, number])[];
  readonly expect: boolean | number | string | readonly number[] | readonly (readonly number[])[];
}

const CORPUS = JSON.parse(readFileSync(new URL('./testing/replies.json', import.meta.url), 'utf8')) as readonly Entry[];

const formOf = (name: string) =>
  name.startsWith('choice:') ? formNamed('choice', name.slice(7).split('|')) : formNamed(name, []);

/** As `expect` is written. */
function written(answer: ParsedAnswer): unknown {
  switch (answer.kind) {
    case 'yes-no':
    case 'number':
      return answer.value;
    case 'choice':
      return answer.index;
    case 'points':
      return answer.points.map(({ u, v, depth }) => (depth === null ? [u, v] : [u, v, depth]));
    case 'box2d':
      return answer.boxes[0];
    case 'point3d':
      return answer.points;
    case 'box3d':
      return [...answer.center, ...answer.halfExtents];
    case 'text':
      return answer.abstains ? '~' : `=${answer.value}`;
  }
}

const rounded = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, v: unknown) =>
    typeof v === 'number' ? Number(v.toFixed(6)) + 0 : v,
  ) as unknown;

describe('parseReply', () => {
  it('has a corpus of every form, every profile and every fault', () => {
    expect(CORPUS.length).toBeGreaterThan(150);
    expect(new Set(CORPUS.map((e) => e.form.split(':')[0]))).toEqual(new Set(FORM_NAMES));
    expect(new Set(CORPUS.map((e) => e.profile))).toEqual(new Set(PROFILES.map((p) => p.id)));
  });

  const short = CORPUS.filter((e) => e.reply !== undefined);
  it.each(short.map((e) => [e.form, e.profile, e.reply as string, e] as const))(
    '%s under %s: %j',
    (_f, _p, reply, entry) => {
      expect(read(reply, entry)).toEqual(rounded(entry.expect));
    },
  );

  const long = CORPUS.filter((e) => e.parts !== undefined);
  it.each(long.map((e) => [e.form, e.profile, JSON.stringify(e.parts), e] as const))(
    '%s under %s, long: %s',
    (_f, _p, _r, entry) => {
      const reply = (entry.parts as readonly (readonly [string, number])[])
        .map(([text, times]) => text.repeat(times))
        .join('');
      expect(read(reply, entry)).toEqual(rounded(entry.expect));
    },
  );
});

function read(reply: string, { form, profile, image }: Entry): unknown {
  const known = profileById(profile);
  if (!known) throw new Error(`There is no profile "${profile}".`);
  const parsed = parseReply(reply, formOf(form), known, [image ?? [640, 480]]);
  return rounded(parsed.ok ? written(parsed.value) : `!${parsed.fault.reason}`);
}
