import type { AnswerForm } from './answer-form.js';
import { parseReply } from './parse-reply/parse-reply.js';
import type { ParsedAnswer, ParseFaultReason } from './parse-reply/parsed-answer.js';
import type { ModelProfile } from './profile.js';
import { optionLetter } from './prompt.js';

/** How a pasted reply reads as one kind of answer, with lines for people. */
export interface PastedReading {
  /** As the user names it: "length", "points". */
  readonly kind: string;
  readonly ok: boolean;
  readonly answer: ParsedAnswer | null;
  readonly fault: { readonly reason: ParseFaultReason; readonly detail: string } | null;
  readonly lines: readonly string[];
}

/** @param name of the form, as the user wrote it */
export function readPastedReply(
  reply: string,
  form: AnswerForm,
  name: string,
  profile: ModelProfile,
  image: readonly [number, number],
): PastedReading {
  const parsed = parseReply(reply, form, profile, [image]);
  if (!parsed.ok) {
    const { reason, detail } = parsed.fault;
    return { kind: name, ok: false, answer: null, fault: { reason, detail }, lines: [`${reason}: ${detail}`] };
  }
  return { kind: name, ok: true, answer: parsed.value, fault: null, lines: describe(parsed.value, form, image) };
}

function describe(answer: ParsedAnswer, form: AnswerForm, image: readonly [number, number]): string[] {
  switch (answer.kind) {
    case 'yes-no':
      return [answer.value ? 'yes' : 'no'];
    case 'number':
      return [numberLine(answer, form)];
    case 'choice':
      return [`${optionLetter(answer.index)}${form.kind === 'choice' ? `: ${form.options[answer.index]}` : ''}`];
    case 'points':
      return answer.points.map(
        ({ u, v, depth }) => `${place([u, v], image)}${depth === null ? '' : `, ${depth} m deep`}`,
      );
    case 'box2d':
      return answer.boxes.map(
        ([x0, y0, x1, y1]) =>
          `${pixels([x0, y0])} to ${pixels([x1, y1])}${inside([x0, y0], image) && inside([x1, y1], image) ? '' : ', beyond the image'}`,
      );
    case 'point3d':
      return answer.points.map((p) => `(${p.map((c) => c.toFixed(3)).join(', ')}) m`);
    case 'box3d': {
      const vector = (v: readonly number[]) => `(${v.map((c) => c.toFixed(3)).join(', ')})`;
      return [
        `centre ${vector(answer.center)} m, half extents ${vector(answer.halfExtents)} m, turned by ${vector(answer.orientation)} (xyzw)`,
      ];
    }
    case 'text':
      return [answer.abstains ? 'says that it cannot be told' : `"${answer.value.slice(0, 200)}"`];
  }
}

const SI = { length: 'm', area: 'm²', volume: 'm³', angle: '°', count: '', clock: "o'clock" } as const;

function numberLine({ value, unit, range }: Extract<ParsedAnswer, { kind: 'number' }>, form: AnswerForm): string {
  const si = form.kind === 'number' ? SI[form.quantity] : '';
  const number = (x: number) => `${Number(x.toPrecision(6))}`;
  const written =
    unit === null
      ? si === 'm' || si === 'm²' || si === 'm³'
        ? ', written without a unit'
        : ''
      : `, written in ${unit}`;
  return (
    `${number(value)}${si === '°' ? '' : ' '}${si}`.trimEnd() +
    written +
    (range ? `, the middle of ${number(range[0])} to ${number(range[1])}` : '')
  );
}

const pixels = ([u, v]: readonly [number, number]) => `(${u.toFixed(1)}, ${v.toFixed(1)}) px`;
const inside = ([u, v]: readonly [number, number], [width, height]: readonly [number, number]) =>
  u >= 0 && v >= 0 && u <= width && v <= height;

function place([u, v]: readonly [number, number], image: readonly [number, number]): string {
  const share = `(${(u / image[0]).toFixed(3)}, ${(v / image[1]).toFixed(3)})`;
  return `${pixels([u, v])} = ${share} of the image${inside([u, v], image) ? '' : ', outside it'}`;
}
