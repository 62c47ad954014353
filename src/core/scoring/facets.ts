import type { ViewRecord } from '../camera/view-record.js';
import { conjugate, rotate } from '../geometry/quat.js';
import type { QuestionRecord } from '../questions/question-record.js';

/** Upper ends of the bands that figures are sliced by; the last band is open. */
const BANDS = {
  /** Metres from the camera to the farthest object named. */
  distance: [0.75, 1.5, 3],
  /** Visible share of the most hidden object named. */
  visibility: [0.3, 0.6, 0.9],
  /** Share of the image, in percent, that the smallest object named covers. */
  size: [0.25, 1, 4],
  /** How many times its limit the deciding quantity is clear by. */
  margin: [1, 1.5, 2, 4],
  /** Degrees that the camera looks down. */
  pitch: [15, 30, 45],
} as const;

/**
 * Slices that a question belongs to, by dimension. A dimension that says nothing of a question is left out of it: a
 * count has no margin.
 *
 * kind, type, frame, views, answer (of yes/no), distance, visibility, size, margin, ego (whether the camera's own
 * frame gives the same answer), pitch, rig, split, profile, and label where the wording has one.
 */
export function facetsOf(record: QuestionRecord, views: readonly ViewRecord[]): Readonly<Record<string, string>> {
  const { objects } = record;
  const named = [objects.subject, objects.reference, objects.second, ...(objects.members ?? [])].filter(
    (id): id is number => id !== undefined,
  );
  const seen = views.flatMap((view) =>
    view.objects
      .filter((truth) => named.includes(truth.id) && truth.visiblePixels > 0)
      .map((truth) => ({ ...truth, share: truth.visiblePixels / (view.intrinsics.width * view.intrinsics.height) })),
  );
  const facets: Record<string, string> = {
    kind: record.kind,
    type: record.type,
    frame: record.frame?.kind ?? 'none',
    views: String(record.views.length),
    split: record.split,
    profile: record.profile,
  };
  if (record.label !== undefined) facets['label'] = record.label;
  if (record.answer.kind === 'yes-no') facets['answer'] = record.answer.value ? 'yes' : 'no';
  if (seen.length > 0) {
    const distances = seen.map(({ obbInCamera }) => Math.hypot(...obbInCamera.center));
    facets['distance'] = band(BANDS.distance, Math.max(...distances), ' m');
    facets['visibility'] = band(BANDS.visibility, Math.min(...seen.map((t) => t.visibleFraction)), '');
    facets['size'] = band(BANDS.size, 100 * Math.min(...seen.map((t) => t.share)), ' %');
  }
  const clear = clearance(record);
  if (clear !== null) facets['margin'] = band(BANDS.margin, clear, '×');
  const ego = egoOf(record);
  if (ego !== null) facets['ego'] = ego;
  const view = views[views.length - 1];
  if (view) {
    facets['pitch'] = band(BANDS.pitch, pitchDownDeg(view), '°');
    if (view.rig !== undefined) facets['rig'] = view.rig;
  }
  return facets;
}

/** The record's own ratio where it has one; else |δ| / m of SPEC §3.2. */
function clearance({ marginRatio, evidence: { measured } }: QuestionRecord): number | null {
  if (typeof marginRatio === 'number') return marginRatio;
  const { delta, margin } = measured;
  return typeof delta === 'number' && typeof margin === 'number' && margin > 0 ? Math.abs(delta) / margin : null;
}

/** Of world and object directions, where the camera's own frame has a clear verdict. */
function egoOf({ egoVerdict, answer }: QuestionRecord): string | null {
  if (answer.kind !== 'yes-no' || (egoVerdict !== 'T' && egoVerdict !== 'F')) return null;
  return (egoVerdict === 'T') === answer.value ? 'same' : 'differs';
}

/** Angle of the optical axis below the horizon, degrees. */
function pitchDownDeg({ cameraFromWorld }: ViewRecord): number {
  const [, , up] = rotate(conjugate(cameraFromWorld.orientation), [0, 0, 1]);
  return (-Math.asin(Math.max(-1, Math.min(1, up))) * 180) / Math.PI;
}

/** "<0.75 m", "0.75–1.5 m", "≥3 m" */
function band(ends: readonly number[], value: number, unit: string): string {
  const k = ends.findIndex((end) => value < end);
  if (k === 0) return `<${ends[0]}${unit}`;
  return k === -1 ? `≥${ends[ends.length - 1]}${unit}` : `${ends[k - 1]}–${ends[k]}${unit}`;
}
