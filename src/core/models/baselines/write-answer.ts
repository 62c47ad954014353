import type { Answer } from '../../questions/question-record.js';
import { assertNever } from '../../result.js';
import { answerForm, shownIndex } from '../answer-form.js';
import { writtenPoint } from '../image-coordinates.js';
import type { ModelProfile } from '../profile.js';
import { optionLetter } from '../prompt.js';

// Writing an answer as a model with a given profile would: the parser's counterpart.

/** Of each image as stored, in the order sent; points and boxes lie in the last. */
type Sizes = readonly (readonly [width: number, height: number])[];

/**
 * An answer as text in the profile's notation.
 *
 * @param rotation by how many places the options of a choice are shown shifted
 * @param sizes of the images, pixels
 */
export function writeAnswer(answer: Answer, profile: ModelProfile, rotation: number, sizes: Sizes): string {
  switch (answer.kind) {
    case 'yes-no':
      return answer.value ? 'Yes' : 'No';
    case 'number':
      return writeNumber(answer);
    case 'choice':
      return optionLetter(shownIndex(answer.correct, rotation, answer.options.length));
    case 'points':
      return writePoints(answer.pixels, profile, sizes);
    case 'box2d':
      return writeBox(answer.box, profile, sizes);
    case 'box3d':
      return writeBox3d(answer);
    case 'points3d':
      return `[${answer.points.map((point) => `(${rounded(point).join(', ')})`).join(', ')}]`;
    case 'trace':
      return writeTrace(answer.pixels, profile, sizes);
    case 'grasp':
      return writePoints(answer.grasps[0].pixels, profile, sizes);
    case 'text':
      return answer.reason === undefined ? answer.value : 'I cannot tell.';
    default:
      return assertNever(answer);
  }
}

type NumberAnswer = Extract<Answer, { kind: 'number' }>;

function writeNumber(answer: NumberAnswer): string {
  const form = answerForm(answer);
  const quantity = form.kind === 'number' ? form.quantity : 'count';
  switch (quantity) {
    case 'length':
      return `${decimal(answer.value)} m`;
    case 'area':
      return `${decimal(answer.value)} square metres`;
    case 'volume':
      return `${decimal(answer.value)} cubic metres`;
    case 'angle':
      return `${decimal(answer.value)} degrees`;
    case 'clock':
      return `${answer.value} o'clock`;
    case 'count':
      return String(answer.value);
    default:
      return assertNever(quantity);
  }
}

/** Never in exponents: small volumes have many zeros. */
const decimal = (value: number): string =>
  Math.abs(value) >= 0.001 || value === 0 ? String(Number(value.toPrecision(12))) : value.toFixed(12);

/** Points of the image, pixels in border coordinates, in the notation of the profile. */
export function writePoints(
  points: readonly (readonly [number, number])[],
  profile: ModelProfile,
  sizes: Sizes,
): string {
  const size = lastOf(sizes);
  const written = points.map(([u, v]) => writtenPoint(profile, size, u, v));
  const own = (n: number) => number(n, profile);
  switch (profile.notation) {
    case 'molmo': {
      if (written.length === 1)
        return `<point x="${own(written[0][0])}" y="${own(written[0][1])}" alt="here">here</point>`;
      const places = written.map(([x, y], i) => `x${i + 1}="${own(x)}" y${i + 1}="${own(y)}"`).join(' ');
      return `<points ${places} alt="here">here</points>`;
    }
    case 'molmo-coords':
      return `<points coords="${sizes.length} ${written.map(([x, y], i) => `${i + 1} ${own(x)} ${own(y)}`).join(' ')}">here</points>`;
    case 'loc':
      return written
        .map(
          ([x, y]) =>
            `${inOrder([x, y], profile)
              .map((n) => loc(n))
              .join('')} here`,
        )
        .join(' ; ');
    case 'loc-underscore':
      return written
        .map(
          ([x, y]) =>
            `here${inOrder([x, y], profile)
              .map((n) => bin(n))
              .join('')}`,
        )
        .join('');
    case 'plain':
      return `[${written.map((point) => `(${inOrder(point, profile).map(own).join(', ')})`).join(', ')}]`;
    default:
      return assertNever(profile.notation);
  }
}

/** A path in the image, with depth in metres: plain triples under every profile, as the prompts ask. */
function writeTrace(
  places: readonly (readonly [number, number, number])[],
  profile: ModelProfile,
  sizes: Sizes,
): string {
  const written = places.map(([u, v, depth]) => {
    const point = inOrder(writtenPoint(profile, lastOf(sizes), u, v), profile).map((n) => number(n, profile));
    return `(${[...point, depth.toFixed(3)].join(', ')})`;
  });
  return `[${written.join(', ')}]`;
}

/** [x0, y0, x1, y1] in pixels of the image, in the notation of the profile. */
export function writeBox(
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  profile: ModelProfile,
  sizes: Sizes,
): string {
  const size = lastOf(sizes);
  const a = writtenPoint(profile, size, x0, y0);
  const b = writtenPoint(profile, size, x1, y1);
  const second = profile.box === 'corners' ? b : ([b[0] - a[0], b[1] - a[1]] as const);
  const four = [...inOrder(a, profile), ...inOrder(second, profile)];
  switch (profile.notation) {
    case 'loc':
      return `${four.map(loc).join('')} it`;
    case 'loc-underscore':
      return `it${four.map(bin).join('')}`;
    case 'molmo':
    case 'molmo-coords':
    case 'plain':
      return `[${four.map((n) => number(n, profile)).join(', ')}]`;
    default:
      return assertNever(profile.notation);
  }
}

function writeBox3d({ center, halfExtents, orientation }: Extract<Answer, { kind: 'box3d' }>): string {
  const size = halfExtents.map((half) => 2 * half);
  return JSON.stringify({ center: rounded(center), size: rounded(size), orientation: rounded(orientation) });
}

const rounded = (values: readonly number[]): number[] => values.map((n) => Number(n.toFixed(5)));

const lastOf = (sizes: Sizes): readonly [number, number] => sizes.at(-1) ?? [1, 1];

const inOrder = ([x, y]: readonly [number, number], { order }: ModelProfile): [number, number] =>
  order === 'xy' ? [x, y] : [y, x];

/** With the digits the family writes: shares with three decimals, percent with one, whole numbers beyond. */
function number(n: number, { scale }: ModelProfile): string {
  if (scale.kind === 'span' && scale.max <= 1) return n.toFixed(3);
  if (scale.kind === 'span' && scale.max <= 100) return n.toFixed(1);
  return String(Math.round(n));
}

const loc = (n: number): string => `<loc${String(Math.min(1023, Math.max(0, Math.round(n)))).padStart(4, '0')}>`;
const bin = (n: number): string => `<loc_${Math.min(999, Math.max(0, Math.round(n)))}>`;
