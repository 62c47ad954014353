import type { QuestionKind } from '../question-record.js';
import { AGAINST } from './against.js';
import { PARALLEL, ROW } from './arrangement.js';
import { BETWEEN, NOTHING_BETWEEN } from './between.js';
import { CAMERA_DISTANCE } from './camera-distance.js';
import { CLOCK } from './clock.js';
import { DISTANCE_ORDER, SIZE_COMPARISON } from './compare.js';
import { CONTAINMENT, UNDER } from './containment.js';
import { DIRECTION } from './direction.js';
import { DISTANCES } from './distances.js';
import { FACING } from './facing.js';
import { FITS } from './fits.js';
import { FITS_ON } from './fits-on.js';
import { FREE_SPACE } from './free-space.js';
import { GAP_WIDTH } from './gap-width.js';
import { HIGHER } from './higher.js';
import { MULTIVIEW_TYPES } from './multiview/families.js';
import { NEARNESS } from './nearness.js';
import { OCCLUSION } from './occlusion.js';
import { PLACE_ON_SURFACE } from './place-on-surface.js';
import { PLAN_TYPES } from './plans/families.js';
import { LEANING, POSTURE } from './posture.js';
import { ELEVATION, SIZES, VOLUME } from './sizes.js';
import { STACKED, SUPPORT } from './support.js';
import { TOUCHING } from './touching.js';
import { VERTICAL } from './vertical.js';
import { CHOOSE_COMPARATIVE, CHOOSE_SUPERLATIVE } from './choose-compared.js';
import { CHOOSE_DIRECTION } from './choose-direction.js';
import { CHOOSE_ORDINAL, DEPTH_ORDER } from './choose-order.js';
import { CHOOSE_BY_RELATION } from './choose-relation.js';
import { COUNT, STACK_HEIGHT } from './count.js';
import { POINT_AT } from './point-at.js';
import { BOX_2D, BOX_3D } from './boxes.js';
import { FITS_IN } from './fits-in.js';
import { PASSES } from './passes.js';
import { COMPOUND } from './compound.js';
import { NESTED } from './nested.js';
import { CAN_TELL } from './can-tell.js';
import type { QuestionType } from './question-type.js';

/** Every question the product asks, a family a line. A type id occurs once within a kind. */
export const QUESTION_TYPES: readonly QuestionType[] = [
  // configuration
  DIRECTION,
  VERTICAL,
  HIGHER,
  DISTANCE_ORDER,
  TOUCHING,
  SUPPORT,
  STACKED,
  CONTAINMENT,
  UNDER,
  BETWEEN,
  NOTHING_BETWEEN,
  NEARNESS,
  FACING,
  ROW,
  PARALLEL,
  POSTURE,
  LEANING,
  PLACE_ON_SURFACE,
  OCCLUSION,
  AGAINST,
  SIZE_COMPARISON,
  // context
  FREE_SPACE,
  // compatibility
  FITS,
  FITS_ON,
  FITS_IN,
  PASSES,
  // metric
  DISTANCES,
  CAMERA_DISTANCE,
  SIZES,
  ELEVATION,
  VOLUME,
  GAP_WIDTH,
  CLOCK,
  // choice
  CHOOSE_BY_RELATION,
  CHOOSE_DIRECTION,
  CHOOSE_COMPARATIVE,
  CHOOSE_SUPERLATIVE,
  CHOOSE_ORDINAL,
  DEPTH_ORDER,
  // count
  COUNT,
  STACK_HEIGHT,
  // pointing and boxes
  POINT_AT,
  BOX_2D,
  BOX_3D,
  // reasoning; what nobody can tell
  COMPOUND,
  NESTED,
  CAN_TELL,
  // several views; plans
  ...MULTIVIEW_TYPES,
  ...PLAN_TYPES,
];

const byKindAndType = new Map(
  QUESTION_TYPES.flatMap((family) => family.types.map((type) => [`${family.kind} ${type}`, family] as const)),
);

/** The family of a spec or record; undefined for what this version cannot ask. */
export const questionTypeOf = ({ kind, type }: { readonly kind: QuestionKind; readonly type: string }) =>
  byKindAndType.get(`${kind} ${type}`);
