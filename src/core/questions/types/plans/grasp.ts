import { graspable, type GraspFrom } from '../../../plans/grasp.js';
import { whyNotMoved } from '../../../relations/fits-setting.js';
import { dimensionsOf } from '../../../relations/dimensions.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../../question-spec.js';
import type { ViewContext } from '../../view-context.js';
import type { ViewQuestionType } from '../question-type.js';

const FROM: readonly GraspFrom[] = ['above', 'side'];
/** Of common grippers, metres. */
const OPENINGS = [0.05, 0.08, 0.1, 0.14];
const USUAL_OPENING = 0.08;

/** Where can a gripper hold A (docs/spec.md §13.4)? */
export const GRASP: ViewQuestionType = {
  name: 'grasp',
  kind: 'plan',
  scope: 'view',
  types: ['grasp'],
  weight: 2,
  tries: 3,
  *specs(context) {
    for (const subject of movable(context))
      for (const form of FROM)
        yield questionSpec({
          kind: 'plan',
          type: 'grasp',
          form,
          objects: { subject },
          params: { opening: USUAL_OPENING },
        });
  },
  roles(_, { objects: { subject } }) {
    return subject === undefined ? [] : [{ id: subject, level: 'target' }];
  },
  evaluate({ graph, view }, spec) {
    const { grasps, measured, reason } = judge({ graph, view }, spec);
    if (grasps.length === 0) return { refused: reason ?? 'it is too wide for the gripper' };
    const { width, height } = view.record.intrinsics;
    const share = ([u, v]: readonly [number, number]): [number, number] => [u / width, v / height];
    return {
      verdict: 'T',
      measured,
      answer: {
        kind: 'grasp',
        object: Number(spec.objects.subject),
        grasps: grasps.map(({ pixels, contacts, width: apart, approach }) => ({
          pixels,
          normalised: [share(pixels[0]), share(pixels[1])],
          world: contacts,
          width: apart,
          approach,
        })),
      },
      evidence: { params: { from: spec.form } },
      fill: openingFill(spec),
    };
  },
  form(_, spec) {
    return `grasp.${spec.form}`;
  },
  specOf(record) {
    return graspSpec(record);
  },
};

/** Can a gripper that opens so wide hold A (docs/spec.md §13.4)? */
export const GRASPABLE: ViewQuestionType = {
  name: 'graspable',
  kind: 'plan',
  scope: 'view',
  types: ['graspable'],
  weight: 1,
  tries: 4,
  *specs(context) {
    for (const subject of movable(context))
      for (const form of FROM)
        for (const opening of OPENINGS)
          yield questionSpec({ kind: 'plan', type: 'graspable', form, objects: { subject }, params: { opening } });
  },
  /** A guess by the narrower side: about as many too wide as not. */
  stratum({ graph }, spec) {
    const { width } = dimensionsOf(graph.geometry.object(Number(spec.objects.subject)));
    return Number(spec.params.opening) < width ? 'narrow' : 'wide';
  },
  roles(_, { objects: { subject } }) {
    return subject === undefined ? [] : [{ id: subject, level: 'target' }];
  },
  evaluate({ graph, view }, spec) {
    const { verdict, measured, reason } = judge({ graph, view }, spec);
    if (verdict === 'A') return { refused: reason ?? 'it cannot be told' };
    return {
      verdict,
      measured,
      answer: { kind: 'yes-no', value: verdict === 'T' },
      evidence: { params: { from: spec.form } },
      fill: openingFill(spec),
    };
  },
  form(_, spec) {
    return `graspable.${spec.form}`;
  },
  specOf(record) {
    return graspSpec(record);
  },
};

const movable = ({ graph, referents }: ViewContext): number[] =>
  referents.map(({ id }) => id).filter((id) => whyNotMoved(graph.geometry, id) === null);

function judge({ graph, view }: Pick<ViewContext, 'graph' | 'view'>, { form, params, objects }: QuestionSpec) {
  return graspable({
    geometry: graph.geometry,
    view,
    object: Number(objects.subject),
    from: form === 'side' ? 'side' : 'above',
    opening: Number(params.opening),
  });
}

const openingFill = ({ params }: QuestionSpec) => ({ opening: `${Math.round(Number(params.opening) * 100)} cm` });

/** Which way the hand comes stands in the parameters. */
function graspSpec(record: Parameters<ViewQuestionType['specOf']>[0]): QuestionSpec | null {
  const { opening, from } = record.evidence.params;
  if (typeof opening !== 'number' || typeof from !== 'string') return null;
  return { ...specFromRecord(record, from), params: { opening } };
}
