import { sub, type Vec3 } from '../geometry/vec3.js';
import { egoHeading, frameAxes, type FrameRef, type Undefined } from './frames.js';
import { mayBePaired } from './gates.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import { atLeast, overlaps } from './tolerance.js';

const HOUR_DEG = 30;
/** Nearer than this to the border of two hours, neither is said. */
const EDGE_DEG = 4;

/** A direction as an hour of the clock. */
export interface ClockReading {
  /** 1–12. */
  readonly hour: number;
  /** Clockwise from the heading, seen from above, [0, 360). */
  readonly thetaDeg: number;
}

/**
 * clock of SPEC §7: where `to` is, seen from `from`, with 12 where the object faces, or straight away from the viewer.
 *
 * @param frame ego, or that of `from`
 */
export function clockHour(
  graph: SceneGraph,
  view: SeenView,
  frame: FrameRef,
  from: number,
  to: number,
): ClockReading | Undefined {
  const { geometry } = graph;
  if (!mayBePaired(geometry, from, to)) return { reason: 'one is a part of the other' };
  if (overlaps(geometry.footprintOverlap(from, to)) !== 'F') return { reason: 'one is above or below the other' };
  const heading = headingOf(graph, view, frame);
  if ('reason' in heading) return heading;
  const [x, y] = sub(geometry.object(to).center, geometry.object(from).center);
  const [fx, fy] = heading.f;
  const turn = (Math.atan2(fy * x - fx * y, fx * x + fy * y) * 180) / Math.PI;
  const thetaDeg = turn < 0 ? turn + 360 : turn;
  const hours = thetaDeg / HOUR_DEG;
  const fromEdge = (0.5 - Math.abs(hours - Math.round(hours))) * HOUR_DEG;
  if (atLeast(fromEdge, EDGE_DEG) !== 'T') return { reason: 'it lies between two hours' };
  return { hour: Math.round(hours) % 12 || 12, thetaDeg };
}

function headingOf(graph: SceneGraph, view: SeenView, frame: FrameRef): { readonly f: Vec3 } | Undefined {
  if (frame.kind === 'ego') {
    const heading = egoHeading(view);
    return 'reason' in heading ? heading : { f: heading };
  }
  const axes = frameAxes(graph, view, frame);
  return 'reason' in axes ? axes : { f: axes.front };
}
