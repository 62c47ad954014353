import type { QuestionKind } from '../question-record.js';
import { DIRECTION } from './direction.js';
import { FITS } from './fits.js';
import { FITS_ON } from './fits-on.js';
import { FREE_SPACE } from './free-space.js';
import type { QuestionType } from './question-type.js';
import { VERTICAL } from './vertical.js';

/** Every question the product asks, a family a line. A type id occurs once within a kind. */
export const QUESTION_TYPES: readonly QuestionType[] = [DIRECTION, VERTICAL, FREE_SPACE, FITS, FITS_ON];

const byKindAndType = new Map(
  QUESTION_TYPES.flatMap((family) => family.types.map((type) => [`${family.kind} ${type}`, family] as const)),
);

/** The family of a spec or record; undefined for what this version cannot ask. */
export const questionTypeOf = ({ kind, type }: { readonly kind: QuestionKind; readonly type: string }) =>
  byKindAndType.get(`${kind} ${type}`);
