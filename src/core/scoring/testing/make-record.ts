import type { ViewRecord } from '../../camera/view-record.js';
import type { Answer, QuestionRecord } from '../../questions/question-record.js';

/** A question record by hand: an ego direction unless told otherwise. */
export function makeRecord(id: string, answer: Answer, differs: Partial<QuestionRecord> = {}): QuestionRecord {
  return {
    schema: 'vantage/question@1',
    id,
    scene: 's',
    views: ['v'],
    split: 'test',
    kind: 'configuration',
    type: 'left',
    frame: { kind: 'ego', view: 'v' },
    template: 't',
    style: 'short',
    text: `Question ${id}?`,
    direction: null,
    objects: {},
    phrases: {},
    answer,
    answerText: '',
    evidence: {
      verdict: 'T',
      params: {},
      measured: {},
      gates: {},
      witness: null,
      blockers: [],
      rejected: {},
      steps: [],
    },
    profile: 'tabletop',
    egoVerdict: null,
    spec: '0.3',
    ...differs,
  };
}

/** A view by hand: at the origin, looking along world +X with +Z up unless told otherwise. */
export function makeView(id: string, width: number, height: number, differs: Partial<ViewRecord> = {}): ViewRecord {
  return {
    schema: 'vantage/view@1',
    id,
    scene: 's',
    intrinsics: { width, height, fx: width, fy: width, cx: width / 2, cy: height / 2 },
    // Rows of the rotation: camera x = −Y, y = −Z, z = +X.
    cameraFromWorld: { position: [0, 0, 0], orientation: [0.5, -0.5, 0.5, 0.5] },
    depthUnit: 0.0001,
    objects: [],
    ...differs,
  };
}
