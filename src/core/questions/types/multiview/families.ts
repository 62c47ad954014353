import type { QuestionType } from '../question-type.js';
import { APPEARANCE } from './appearance.js';
import { CAMERA_MOTION } from './camera-motion.js';
import { CHANGED } from './changed.js';
import { CORRESPONDENCE } from './correspondence.js';
import { COUNT_VIEWS } from './count-views.js';
import { CROSS_VIEW } from './cross-view.js';
import { SAME_OBJECT } from './same-object.js';
import { TELLABLE } from './tellable.js';
import { VIEWPOINT } from './viewpoint.js';

/** Questions about several views (docs/spec.md §12). */
export const MULTIVIEW_TYPES: readonly QuestionType[] = [
  CORRESPONDENCE,
  SAME_OBJECT,
  CAMERA_MOTION,
  VIEWPOINT,
  CROSS_VIEW,
  APPEARANCE,
  COUNT_VIEWS,
  TELLABLE,
  CHANGED,
];
