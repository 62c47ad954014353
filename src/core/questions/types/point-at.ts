import { unproject } from '../../camera/pinhole.js';
import { encodeRle } from '../../masks/rle.js';
import { maskToRings } from '../../masks/rings.js';
import { spreadPixels } from '../../relations/free-space-points.js';
import { toImage, windowAround } from '../../relations/free-space-window.js';
import type { SeenView } from '../../relations/scene-graph.js';
import { pixelsOf } from '../../relations/seen-pixels.js';
import type { Answer } from '../question-record.js';
import { POINT_COUNT } from '../points-answer.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import type { Refused, ViewQuestionType } from './question-type.js';

/** Point at A. */
export const POINT_AT: ViewQuestionType = {
  name: 'point-at',
  kind: 'pointing',
  scope: 'view',
  types: ['point'],
  weight: 1,
  *specs({ referents }) {
    for (const { id } of referents) yield questionSpec({ kind: 'pointing', type: 'point', objects: { subject: id } });
  },
  // What needs more than a noun to be told from others is worth more than "the toaster".
  stratum: (context, { objects: { subject = 0 } }) => {
    const referent = context.referent(subject);
    return 'refused' in referent ? null : referent.phrase.includes(' ') ? 'described' : 'named';
  },
  roles: (_, { objects: { subject = 0 } }) => [{ id: subject, level: 'target' }],
  evaluate({ view }, { objects: { subject = 0 } }) {
    const answer = objectPoints(view, subject);
    return 'refused' in answer
      ? answer
      : { verdict: 'T', measured: { pixels: pixelsOf(view, subject).length }, answer };
  },
  form: () => 'point',
  specOf: (record) => (record.answer.kind === 'points' ? specFromRecord(record) : null),
};

/** Points on what is visible of an object, spread over it; world from the depth image. */
export function objectPoints(view: SeenView, id: number): Extract<Answer, { kind: 'points' }> | Refused {
  const { width, height } = view.record.intrinsics;
  const own = pixelsOf(view, id);
  const mask = windowAround(own, own.length, width);
  const spread = spreadPixels(mask, POINT_COUNT);
  if (spread.length < POINT_COUNT) return { refused: 'what is visible of it is too narrow to point at' };
  const depths = spread.map(([u, v]) => view.depth[v * width + u]);
  if (depths.some((depth) => !Number.isFinite(depth))) return { refused: 'part of it is beyond the range of depth' };
  const pixels = spread.map(([u, v]): [number, number] => [u + 0.5, v + 0.5]);
  return {
    kind: 'points',
    pixels,
    normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
    world: pixels.map(([u, v], i) => unproject(view.record, u, v, depths[i])),
    mask: encodeRle(toImage(mask, width, height), width, height),
    rings: maskToRings(mask.bits, mask.width, mask.height).map((ring) =>
      ring.map(([u, v]): [number, number] => [u + mask.left, v + mask.top]),
    ),
  };
}
