import { ambiguous, judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import { atLeast, atMost, decide } from './tolerance.js';
import type { Judgement } from './verdict.js';

const AGAINST = 0.05;
const OFF = 0.3;

/** against(A, wall) of SPEC §4. */
export function against(geometry: SceneGeometry, a: number, wall: number): Judgement {
  if (geometry.object(wall).record.category !== 'wall') return ambiguous('it is not a wall');
  const { distance } = geometry.surfaceDistance(a, wall);
  return judge(
    decide(atMost(distance, AGAINST), atLeast(distance, OFF)),
    { distance },
    'it is neither at it nor well off it',
  );
}
