import { convexHull } from '../geometry/polygon.js';
import { pointInPolygon } from '../geometry/polygon.js';
import type { ParsedAnswer } from '../models/parse-reply/parsed-answer.js';
import type { Answer } from '../questions/question-record.js';

/**
 * What RoboSpatial-Eval makes of a reply, so that figures can be put beside published ones: yes/no by how the reply
 * begins, points by whether the first one lies in the polygon of the answer's points. Our points are a sample without
 * order, so the polygon is their convex hull; the first point comes from our parser, so that every family's notation is read.
 *
 * @returns null for kinds of answers that it does not know
 */
export function robospatialScore(
  answer: Answer,
  reply: string | null,
  parsed: ParsedAnswer | null,
  [width, height]: readonly [number, number],
): boolean | null {
  if (answer.kind === 'yes-no') {
    return (reply ?? '')
      .trim()
      .toLowerCase()
      .startsWith(answer.value ? 'yes' : 'no');
  }
  if (answer.kind !== 'points') return null;
  const first = parsed?.kind === 'points' ? parsed.points[0] : undefined;
  const hull = convexHull(answer.normalised);
  return first !== undefined && hull.length >= 3 && pointInPolygon([first.u / width, first.v / height], hull);
}
