import { angleDeg, horizontal, sub } from '../geometry/vec3.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide } from './tolerance.js';
import type { Judgement } from './verdict.js';

const TOWARDS_DEG = 20;
const NOT_TOWARDS_DEG = 60;
const AWAY_DEG = 150;
const NOT_AWAY_DEG = 110;

/** facing(A, B) of SPEC §4: A's front points at B. */
export function facing(geometry: SceneGeometry, a: number, b: number): Judgement {
  const angles = anglesTo(geometry, a, b);
  if (typeof angles === 'string') return ambiguous(angles);
  const { phiDeg, phiFlatDeg } = angles;
  const verdict = decide(
    and(atMost(phiDeg, TOWARDS_DEG), atMost(phiFlatDeg, TOWARDS_DEG)),
    and(atLeast(phiDeg, NOT_TOWARDS_DEG), atLeast(phiFlatDeg, NOT_TOWARDS_DEG)),
  );
  return judge(verdict, angles, 'it faces half towards it');
}

/** facing_away(A, B). */
export function facingAway(geometry: SceneGeometry, a: number, b: number): Judgement {
  const angles = anglesTo(geometry, a, b);
  if (typeof angles === 'string') return ambiguous(angles);
  const { phiDeg, phiFlatDeg } = angles;
  const verdict = decide(
    and(atLeast(phiDeg, AWAY_DEG), atLeast(phiFlatDeg, AWAY_DEG)),
    and(atMost(phiDeg, NOT_AWAY_DEG), atMost(phiFlatDeg, NOT_AWAY_DEG)),
  );
  return judge(verdict, angles, 'it faces half away from it');
}

/** Angle of A's front to the line to B, in space and in plan: SPEC can be read both ways, so a verdict needs both. */
function anglesTo(geometry: SceneGeometry, aId: number, bId: number): { phiDeg: number; phiFlatDeg: number } | string {
  const a = geometry.object(aId);
  if (a.front === null) return `the ${a.record.name} has no front, or lies tilted`;
  const line = sub(geometry.object(bId).center, a.center);
  const flat = horizontal(line);
  if (flat === null) return 'one is straight above the other';
  return { phiDeg: angleDeg(a.front, line), phiFlatDeg: angleDeg(a.front, flat) };
}
