import { raycastAll } from '../geometry/box-tree.js';
import { pointInPolygon } from '../geometry/polygon.js';
import { UP } from '../geometry/vec3.js';
import { inside } from './inside.js';
import { ambiguous, judge } from './judge.js';
import { memoPair } from './memo.js';
import { constantsOf } from './profile.js';
import type { ObjectGeometry, SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, overlaps, share } from './tolerance.js';
import type { Judgement } from './verdict.js';

const COVERED = 0.7;
const UNCOVERED = 0.1;
/** How far A may reach up into B's underside. */
const DIP = 0.01;

/**
 * under(A, B) of SPEC §4: most of A's footprint has B above it. A is named, B may be a support, so the grid is A's
 * profile's.
 */
export const under = memoPair((geometry: SceneGeometry, aId: number, bId: number): Judgement => {
  const footprintOverlap = geometry.footprintOverlap(aId, bId);
  if (overlaps(footprintOverlap) === 'F') return { verdict: 'F', measured: { q: 0, footprintOverlap } };
  const a = geometry.object(aId);
  const b = geometry.object(bId);
  const { least, most, lowest } = coveredShare(a, b, constantsOf(geometry, [aId]).voxel);
  const measured = {
    q: (least + most) / 2,
    footprintOverlap,
    clearance: lowest === null ? null : lowest - a.vertical.max,
  };

  const covered = atLeast(least, COVERED, share);
  if (atLeast(a.vertical.min, b.vertical.min) !== 'T' && atLeast(most, COVERED, share) !== 'T') {
    return ambiguous('it reaches below it without being under it', measured);
  }
  if (covered === 'T' && inside(geometry, aId, bId).verdict !== 'F') return ambiguous('it is inside it', measured);
  const clear = lowest === null ? 'F' : atMost(a.vertical.max, lowest + DIP);
  return judge(decide(and(covered, clear), atMost(most, UNCOVERED, share)), measured, 'it is partly under it');
});

interface Covered {
  /**
   * q with the gaps of A's footprint, where A has no top to start from, counted as uncovered, and as covered if B is
   * anywhere above them: SPEC leaves them open, so a verdict must hold either way.
   */
  readonly least: number;
  readonly most: number;
  /** Height of the lowest point of B met; null when none was. */
  readonly lowest: number | null;
}

function coveredShare(a: ObjectGeometry, b: ObjectGeometry, step: number): Covered {
  const { footprint } = a;
  const { x, y } = a.footprintBox;
  const reach = b.vertical.max >= a.vertical.min ? b.footprintBox : null;
  const below = Math.min(a.vertical.min, b.vertical.min) - 1;
  let points = 0;
  let hits = 0;
  let gaps = 0;
  let lowest = Infinity;
  for (let i = Math.ceil(x.min / step); i * step <= x.max; i++) {
    for (let j = Math.ceil(y.min / step); j * step <= y.max; j++) {
      const px = i * step;
      const py = j * step;
      if (!pointInPolygon([px, py], footprint)) continue;
      points++;
      // Most points have nothing of B above or below them.
      if (reach === null || px < reach.x.min || px > reach.x.max || py < reach.y.min || py > reach.y.max) continue;
      const own = raycastAll(a.tree, [px, py, below], UP);
      const start = own.length > 0 ? own[own.length - 1] : a.vertical.min - below;
      const above = raycastAll(b.tree, [px, py, below], UP).find((distance) => distance >= start);
      if (above === undefined) continue;
      if (own.length > 0) hits++;
      else gaps++;
      lowest = Math.min(lowest, below + above);
    }
  }
  if (points === 0) return { least: 0, most: 1, lowest: null };
  return { least: hits / points, most: (hits + gaps) / points, lowest: lowest === Infinity ? null : lowest };
}
