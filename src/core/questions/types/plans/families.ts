import type { QuestionType } from '../question-type.js';
import { AIR_POINT } from './air-point.js';
import { GRASP, GRASPABLE } from './grasp.js';
import { LIFTABLE, MOVED_FIRST, REMOVED_TO_FIT } from './moved-first.js';
import { TRACE } from './trace.js';

/** Questions about what a hand would do next (docs/spec.md §13). */
export const PLAN_TYPES: readonly QuestionType[] = [
  AIR_POINT,
  TRACE,
  GRASP,
  GRASPABLE,
  MOVED_FIRST,
  LIFTABLE,
  REMOVED_TO_FIT,
];
