import type { AnswerForm } from './answer-form.js';
import { writtenPoint } from './image-coordinates.js';
import type { ModelProfile } from './profile.js';

// Marks are points that a question names: "the thing at (0.412, 0.530) in the first image". Questions are stored with
// shares of an image's width and height; a model is asked in the numbers it knows, and its options are read in them.

/** Of each image as stored, in the order sent. */
type Sizes = readonly (readonly [width: number, height: number])[];

/** Of a question record, what tells its marks. */
export interface MarkedQuestion {
  readonly text: string;
  /** markU, markV: of the first image; otherU, otherV: of the last; pixels. */
  readonly evidence?: { readonly measured: Readonly<Record<string, unknown>> } | null;
}

/** How questions say what their marks are; a question that does not say it is left as it is. */
const EXPLAINED = "Points are (x, y), as shares of an image's width and height.";

/** An option that is nothing but a mark. */
const MARK = /^\(([01]\.\d{3}), ([01]\.\d{3})\)$/;

/** A question's text with its marks in the profile's numbers. */
export function withMarks(question: MarkedQuestion, profile: ModelProfile, sizes: Sizes): string {
  const { text, evidence } = question;
  if (!text.includes(EXPLAINED) || writesShares(profile)) return text;
  let written = text.replace(EXPLAINED, explained(profile));
  for (const [name, size] of [
    ['mark', sizes[0]],
    ['other', sizes.at(-1)],
  ] as const) {
    const [u, v] = [evidence?.measured[`${name}U`], evidence?.measured[`${name}V`]];
    if (typeof u !== 'number' || typeof v !== 'number' || !size) continue;
    const [width, height] = size;
    const stored = `(${(u / width).toFixed(3)}, ${(v / height).toFixed(3)})`;
    written = written.replaceAll(stored, writtenMark([u, v], profile, size));
  }
  return written;
}

/** A form as it is shown: where every option is a mark, in the profile's numbers; they lie in the last image. */
export function formWithMarks(form: AnswerForm, profile: ModelProfile, sizes: Sizes): AnswerForm {
  if (form.kind !== 'choice' || writesShares(profile)) return form;
  const size = sizes.at(-1);
  const marks = form.options.map((text) => MARK.exec(text));
  if (!size || !marks.every((mark) => mark !== null)) return form;
  const [width, height] = size;
  return {
    ...form,
    options: marks.map(([, x, y]) => writtenMark([Number(x) * width, Number(y) * height], profile, size)),
  };
}

/** Whether the profile writes points as questions store them. */
const writesShares = ({ scale, order, resize, notation }: ModelProfile): boolean =>
  scale.kind === 'span' && scale.max === 1 && order === 'xy' && resize.kind !== 'letterbox' && !isTagged(notation);

const isTagged = (notation: ModelProfile['notation']): boolean => notation === 'loc' || notation === 'loc-underscore';

function writtenMark(
  [u, v]: readonly [number, number],
  profile: ModelProfile,
  size: readonly [number, number],
): string {
  const [x, y] = writtenPoint(profile, size, u, v);
  const pair = profile.order === 'xy' ? [x, y] : [y, x];
  switch (profile.notation) {
    case 'loc':
      return pair.map((n) => `<loc${String(within(n, 1023)).padStart(4, '0')}>`).join('');
    case 'loc-underscore':
      return pair.map((n) => `<loc_${within(n, 999)}>`).join('');
    default: {
      const digits = profile.scale.kind !== 'span' || profile.scale.max > 100 ? 0 : profile.scale.max > 1 ? 1 : 3;
      return `(${pair.map((n) => n.toFixed(digits)).join(', ')})`;
    }
  }
}

/** What the marks are, in a sentence that takes the place of the stored one. */
function explained({ scale, order, notation }: ModelProfile): string {
  const pair = order === 'xy' ? '(x, y)' : '(y, x)';
  if (isTagged(notation))
    return `Points are location tags, ${order === 'xy' ? 'across, then down' : 'down, then across'}.`;
  switch (scale.kind) {
    case 'span':
      return scale.max === 1
        ? `Points are ${pair}, as shares of an image's width and height.`
        : `Points are ${pair}, from 0 to ${scale.max} over an image's width and height.`;
    case 'bins':
      return `Points are ${pair}, from 0 to ${scale.bins - 1} over an image's width and height.`;
    case 'pixels':
      return `Points are ${pair}, in pixels.`;
  }
}

const within = (n: number, most: number): number => Math.min(most, Math.max(0, Math.round(n)));
