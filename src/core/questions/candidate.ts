import type { LeftRight } from '../assets/asset.js';
import type { QuestionRecord } from './question-record.js';
import {
  directionTemplates,
  fitOnTemplates,
  fitTemplates,
  freeSpaceTemplates,
  pointTemplates,
  verticalTemplates,
  type Direction,
  type FrameKind,
  type Template,
} from './wording.js';

/** Which list of wordings a question is put in. */
export type Form =
  | {
      readonly kind: 'direction' | 'points' | 'free-space' | 'fits';
      readonly frame: FrameKind;
      readonly direction: Direction;
      readonly leftRight: LeftRight;
    }
  | { readonly kind: 'above' | 'below' | 'fits-on' };

/** A question with its answer and evidence, before it is chosen and worded. */
export interface Candidate {
  readonly key: string;
  readonly form: Form;
  /** Fills a wording's blanks: phrases without article. */
  readonly fill: {
    readonly subject?: string;
    readonly reference?: string;
    readonly anchor?: string;
    readonly reach?: string;
  };
  readonly record: Omit<QuestionRecord, 'id' | 'template' | 'text'>;
}

export function templatesOf(form: Form): readonly Template[] {
  switch (form.kind) {
    case 'direction':
      return directionTemplates(form.frame, form.direction, form.leftRight);
    case 'points':
      return pointTemplates(form.frame, form.direction, form.leftRight);
    case 'free-space':
      return freeSpaceTemplates(form.frame, form.direction, form.leftRight);
    case 'fits':
      return fitTemplates(form.frame, form.direction, form.leftRight);
    case 'fits-on':
      return fitOnTemplates();
    case 'above':
    case 'below':
      return verticalTemplates(form.kind);
  }
}
