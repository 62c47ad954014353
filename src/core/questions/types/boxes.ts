import { forwardOf, eyeOf } from '../../camera/pinhole.js';
import { truthOf } from '../../relations/seen-pixels.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import type { ViewQuestionType } from './question-type.js';

/** The box around what is visible of A, in pixels. */
export const BOX_2D: ViewQuestionType = {
  name: 'box-2d',
  kind: 'box',
  scope: 'view',
  types: ['box2d'],
  weight: 1,
  *specs({ referents }) {
    for (const { id } of referents) yield questionSpec({ kind: 'box', type: 'box2d', objects: { subject: id } });
  },
  roles: (_, { objects: { subject = 0 } }) => [{ id: subject, level: 'target' }],
  evaluate({ view }, { objects: { subject = 0 } }) {
    const { box, amodalBox } = truthOf(view, subject) ?? {};
    if (!box || !amodalBox) return { refused: 'it is not visible' };
    return { verdict: 'T', measured: {}, answer: { kind: 'box2d', box, amodal: amodalBox } };
  },
  form: () => 'box2d',
  specOf: (record) => (record.answer.kind === 'box2d' ? specFromRecord(record) : null),
};

const FRAMES = ['camera', 'world'] as const;

/** The oriented box of A in space, in the camera's axes, or in the world's with the camera's pose in the text (SPEC §8). */
export const BOX_3D: ViewQuestionType = {
  name: 'box-3d',
  kind: 'box',
  scope: 'view',
  types: ['box3d'],
  weight: 1,
  *specs({ referents }) {
    for (const form of FRAMES)
      for (const { id } of referents)
        yield questionSpec({ kind: 'box', type: 'box3d', form, objects: { subject: id } });
  },
  stratum: (_, { form }) => form,
  roles: (_, { objects: { subject = 0 } }) => [{ id: subject, level: 'metric' }],
  evaluate(context, { form, objects: { subject = 0 } }) {
    const { graph, view } = context;
    const { record } = graph.geometry.object(subject);
    const obb = form === 'world' ? record.obb : truthOf(view, subject)?.obbInCamera;
    if (!obb) return { refused: 'it is not visible' };
    const { center, halfExtents, orientation } = obb;
    const frame = form === 'world' ? 'world' : 'camera';
    return {
      verdict: 'T',
      measured: {},
      answer: { kind: 'box3d', center, halfExtents, orientation, frame },
      ...(form === 'world' && { fill: { camera: poseInWords(context) } }),
    };
  },
  form: (_, { form }) => `box3d.${form}`,
  specOf: ({ answer, ...record }) =>
    answer.kind === 'box3d' ? specFromRecord({ answer, ...record }, answer.frame) : null,
};

/** Where the camera is and where it looks: with it the world's axes can be read off the view. */
function poseInWords({ view }: ViewContext): string {
  const numbers = (v: readonly number[]) => `(${v.map((x) => x.toFixed(3)).join(', ')})`;
  return `at ${numbers(eyeOf(view.record))} and looks along ${numbers(forwardOf(view.record))}, with z up and lengths in metres`;
}
