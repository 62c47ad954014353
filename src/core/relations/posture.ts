import { angleDeg, UP } from '../geometry/vec3.js';
import { isSideways } from './directly-on.js';
import { ambiguous, judge } from './judge.js';
import type { SceneGeometry } from './scene-geometry.js';
import { and, atLeast, atMost, decide, or, within } from './tolerance.js';
import type { Judgement, Verdict } from './verdict.js';

/** Angles of an object's up axis to +Z, degrees. */
const UPRIGHT_MAX = 10;
const LYING_MIN = 80;
const LYING_MAX = 100;
const UPSIDE_DOWN_MIN = 170;
/** This far from a band it plainly is not that. */
const OFF_BAND = 30;

const LEANING_MIN = 10;
const LEANING_MAX = 70;
const STRAIGHT_MAX = 5;
/** Wider gaps are no contact, whatever the list says. */
const APART = 0.015;

export function upright(geometry: SceneGeometry, id: number): Judgement {
  const tilt = tiltOf(geometry, id);
  return byTilt(tilt, atMost(tilt, UPRIGHT_MAX), atLeast(tilt, UPRIGHT_MAX + OFF_BAND));
}

export function lying(geometry: SceneGeometry, id: number): Judgement {
  const tilt = tiltOf(geometry, id);
  const off = or(atMost(tilt, LYING_MIN - OFF_BAND), atLeast(tilt, LYING_MAX + OFF_BAND));
  return byTilt(tilt, within(tilt, LYING_MIN, LYING_MAX), off);
}

export function upsideDown(geometry: SceneGeometry, id: number): Judgement {
  const tilt = tiltOf(geometry, id);
  return byTilt(tilt, atLeast(tilt, UPSIDE_DOWN_MIN), atMost(tilt, UPSIDE_DOWN_MIN - OFF_BAND));
}

/** leaning(A, B): tilted, with B against its side. */
export function leaning(geometry: SceneGeometry, a: number, b: number): Judgement {
  if (a === b) return ambiguous('a thing does not lean on itself');
  const tiltDeg = tiltOf(geometry, a);
  const contacts = geometry.contactsBetween(a, b);
  const fromSide: Verdict = contacts.some(isSideways) ? 'T' : 'F';
  const straight = atMost(tiltDeg, STRAIGHT_MAX);
  const distance = straight === 'T' || contacts.length > 0 ? null : geometry.surfaceDistance(a, b).distance;
  const apart = distance === null ? 'F' : atLeast(distance, APART);
  const verdict = decide(and(fromSide, within(tiltDeg, LEANING_MIN, LEANING_MAX)), or(straight, apart));
  return judge(
    verdict,
    { tiltDeg, sideContact: fromSide === 'T', distance },
    'it leans a little, or not clearly on it',
  );
}

const tiltOf = (geometry: SceneGeometry, id: number): number => angleDeg(geometry.object(id).up, UP);

const byTilt = (tiltDeg: number, trueIf: Verdict, falseIf: Verdict): Judgement =>
  judge(decide(trueIf, falseIf), { tiltDeg }, 'it is tilted in between');
