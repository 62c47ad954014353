import { planTrace } from '../../../plans/trace.js';
import { whyNotMoved } from '../../../relations/fits-setting.js';
import { questionSpec, specFromRecord } from '../../question-spec.js';
import { isPlausibleFit, roomOverNeed } from '../../tightness.js';
import { reachText } from '../fits.js';
import { DIRECTIONS, directionOf, frameForm, frameOf, framesAround, pairOf } from '../frames-here.js';
import type { ViewQuestionType } from '../question-type.js';

/** Room of less than this many widths of the object hardly ever has a place without turning it. */
const ROOMY = 1.3;

/** A collision-free way to put A down beside B, as points with depth (docs/spec.md §13.3). */
export const TRACE: ViewQuestionType = {
  name: 'trace',
  kind: 'plan',
  scope: 'view',
  types: ['trace'],
  weight: 2,
  tries: 2,
  *specs(context) {
    const { geometry } = context.graph;
    for (const { id: subject } of context.referents) {
      if (whyNotMoved(geometry, subject) !== null) continue;
      for (const { id: reference } of context.referents) {
        if (subject === reference || !isPlausibleFit(context, subject, reference)) continue;
        for (const frame of framesAround(context, reference))
          for (const direction of DIRECTIONS)
            yield questionSpec({ kind: 'plan', type: 'trace', frame, direction, objects: { subject, reference } });
      }
    }
  },
  stratum(context, spec) {
    const [subject, reference] = pairOf(spec);
    const room = roomOverNeed(context, subject, reference, frameOf(spec), directionOf(spec));
    return room < ROOMY ? null : `${spec.direction} ${spec.frame?.kind}`;
  },
  roles(_, spec) {
    return pairOf(spec).map((id) => ({ id, level: 'name' }));
  },
  evaluate({ graph, view }, spec, profile) {
    const [moving, anchor] = pairOf(spec);
    const trace = planTrace({
      graph,
      view,
      moving,
      anchor,
      frame: frameOf(spec),
      direction: directionOf(spec),
      profile,
    });
    if ('reason' in trace) return { refused: trace.reason };
    const [[x0, y0], [x1, y1]] = [trace.points[0], trace.points[trace.points.length - 1]];
    if (Math.hypot(x1 - x0, y1 - y0) < graph.geometry.object(moving).largestExtent)
      return { refused: 'it would hardly move' };
    const { width, height } = view.record.intrinsics;
    return {
      verdict: 'T',
      measured: { ...trace.fit.measured, clearance: trace.clearance },
      answer: {
        kind: 'trace',
        object: moving,
        pixels: trace.pixels,
        normalised: trace.pixels.map(([u, v, depth]): [number, number, number] => [u / width, v / height, depth]),
        world: trace.points,
      },
      evidence: { witness: trace.fit.witness, params: { tried: trace.fit.tried } },
      fill: { reach: reachText(profile) },
    };
  },
  form(context, spec) {
    const direction = directionOf(spec);
    return `trace.${direction}.${frameForm(context, frameOf(spec), direction)}`;
  },
  specOf(record) {
    return record.frame === null || record.direction === null ? null : specFromRecord(record);
  },
};
