import { assertNever, success, type Result } from '../../result.js';
import type { AnswerForm } from '../answer-form.js';
import type { ModelProfile } from '../profile.js';
import { cleanReply } from './clean-reply.js';
import { jsonAnswer } from './json-answer.js';
import type { ParsedAnswer, ParseFaultReason } from './parsed-answer.js';
import { abstains } from './phrases.js';
import { readBox3d, readPoints3d } from './read-3d.js';
import { readChoice } from './read-choice.js';
import { readBoxes, readGrasp, readPoints, readTrace } from './read-image-places.js';
import { readClock, readCount, readMeasure } from './read-number.js';
import { readYesNo } from './read-yes-no.js';
import { tokenize } from './tokens.js';

const BARE_METRES = { m: 1, cm: 0.01 } as const;

/**
 * What a reply answers, or why that cannot be said. Reads any spelling a model may use, but guesses nothing: what is not
 * clear is a fault with a name. Time is linear in the reply's length.
 *
 * @param form what was asked for
 * @param profile how the model writes places; their scale comes from it alone
 * @param imageSizes of the images as stored; points and boxes lie in the last one
 */
export function parseReply(
  reply: string,
  form: AnswerForm,
  profile: ModelProfile,
  imageSizes: readonly (readonly [width: number, height: number])[],
): Result<ParsedAnswer, ParseFaultReason> {
  const cleaned = cleanReply(reply);
  if (!cleaned.ok) return cleaned;
  const isPlace = !['yes-no', 'number', 'choice', 'text'].includes(form.kind);
  const text = (isPlace ? null : jsonAnswer(cleaned.value)) ?? cleaned.value;
  const tokens = tokenize(text);
  switch (form.kind) {
    case 'yes-no':
      return readYesNo(tokens);
    case 'number':
      switch (form.quantity) {
        case 'count':
          return readCount(tokens);
        case 'clock':
          return readClock(tokens);
        case 'length':
          return readMeasure(tokens, 'length', profile.bareLength && BARE_METRES[profile.bareLength]);
        case 'area':
        case 'volume':
          // The prompt asks for square or cubic metres wherever it asks for metres.
          return readMeasure(tokens, form.quantity, profile.bareLength === 'm' ? 1 : null);
        case 'angle':
          return readMeasure(tokens, 'angle', 1);
        default:
          return assertNever(form.quantity);
      }
    case 'choice':
      return readChoice(tokens, form.options);
    case 'points':
      return readPoints(tokens, text, profile, imageSizes);
    case 'box2d':
      return readBoxes(tokens, text, profile, imageSizes);
    case 'box3d':
      return readBox3d(tokens, form.frame, profile);
    case 'point3d':
      return readPoints3d(tokens);
    case 'trace':
      return readTrace(tokens, text, profile, imageSizes);
    case 'grasp':
      return readGrasp(tokens, text, profile, imageSizes);
    case 'text':
      return success({ kind: 'text', value: text, abstains: abstains(tokens) });
    default:
      return assertNever(form);
  }
}
