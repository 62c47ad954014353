import { airPoint, airTolerance } from '../../../plans/air-point.js';
import { profileOf } from '../../../relations/profile.js';
import type { Direction } from '../../../relations/frames.js';
import type { Profile } from '../../../scene/settled-scene.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../../question-spec.js';
import type { ViewContext } from '../../view-context.js';
import { DIRECTIONS, frameForm, framesAround } from '../frames-here.js';
import type { ViewQuestionType } from '../question-type.js';

/** δ of SPEC §5, metres: what people would say. */
const DISPLACEMENTS: Readonly<Record<Profile, readonly number[]>> = {
  tabletop: [0.1, 0.15, 0.2, 0.3],
  room: [0.3, 0.5, 1],
};

/** A point in the air, so far above or beside the middle of B (SPEC §5, docs/spec.md §13.5). */
export const AIR_POINT: ViewQuestionType = {
  name: 'air-point',
  kind: 'plan',
  scope: 'view',
  types: ['air_point'],
  weight: 2,
  *specs(context) {
    for (const { id: reference } of context.referents) {
      for (const displacement of DISPLACEMENTS[profileOf(context.graph.geometry, [reference])]) {
        const base = { kind: 'plan', type: 'air_point', objects: { reference }, params: { displacement } } as const;
        yield questionSpec({ ...base, form: 'up' });
        for (const frame of framesAround(context, reference))
          for (const direction of DIRECTIONS) yield questionSpec({ ...base, frame, direction });
      }
    }
  },
  stratum(context, spec) {
    return 'reason' in pointOf(context, spec) ? null : `${spec.direction ?? 'up'} ${spec.frame?.kind ?? ''}`;
  },
  roles(_, { objects: { reference } }) {
    return reference === undefined ? [] : [{ id: reference, level: 'metric' }];
  },
  evaluate(context, spec) {
    const point = pointOf(context, spec);
    if ('reason' in point) return { refused: point.reason };
    const displacement = displacementOf(spec);
    return {
      verdict: 'T',
      measured: {
        u: point.pixel[0],
        v: point.pixel[1],
        clearance: point.clearance,
        depthBehind: point.depthBehind,
      },
      answer: { kind: 'points3d', frame: 'camera', points: [point.camera], tolerance: airTolerance(displacement) },
      fill: { displacement: displacement < 1 ? `${Math.round(displacement * 100)} cm` : `${displacement} m` },
    };
  },
  form(context, spec) {
    if (spec.direction === null || spec.frame === null) return 'air_point.up';
    return `air_point.${spec.direction}.${frameForm(context, spec.frame, spec.direction)}`;
  },
  specOf(record) {
    const { displacement } = record.evidence.params;
    if (typeof displacement !== 'number') return null;
    return { ...specFromRecord(record, record.direction === null ? 'up' : ''), params: { displacement } };
  },
};

const displacementOf = ({ params }: QuestionSpec): number => Number(params.displacement);

function pointOf({ graph, view }: ViewContext, spec: QuestionSpec) {
  const { reference } = spec.objects;
  if (reference === undefined) return { reason: 'it needs a thing to go by' };
  return airPoint({
    graph,
    view,
    anchor: reference,
    frame: spec.frame,
    direction: (spec.direction as Direction | null) ?? 'up',
    displacement: displacementOf(spec),
    profile: profileOf(graph.geometry, [reference]),
  });
}
