import { forwardOf, project, type CameraView } from '../camera/pinhole.js';
import { horizontal, leftOf, type Vec3 } from '../geometry/vec3.js';
import type { Lexicon } from '../questions/lexicon.js';
import { evaluateQuestion } from '../questions/evaluate-question.js';
import { questionSpec, type QuestionSpec } from '../questions/question-spec.js';
import { createViewContext, type ViewContext } from '../questions/view-context.js';
import { CONSTANTS } from '../relations/constants.js';
import { spansOf } from '../relations/direction.js';
import { DIRECTION_ANGLE_DEG, directionalTest } from '../relations/directional-test.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { SceneGraph } from '../relations/scene-graph.js';
import type { ViewRecord } from '../camera/view-record.js';
import type { Counterfactual } from '../scene/settled-scene.js';

export type Flip = Counterfactual['flips'][number];

/** Enough to choose from; a mirrored scene flips hundreds. */
const MOST_FLIPS = 40;
/** Seen by so many pixels in the original, a thing is worth asking about (SPEC §10's N_min at 640×480). */
const MIN_PIXELS = 150;

/**
 * Questions whose words are the same in both scenes and whose answers differ: the very questions the catalogue asks,
 * with all their gates and names.
 *
 * @param changed ids of what differs; every flip has one of them
 */
export function flippedAnswers(
  original: SceneGraph,
  twin: SceneGraph,
  changed: readonly number[],
  lexicon: Lexicon,
): Flip[] {
  const flips: Flip[] = [];
  for (const [k, view] of original.views.entries()) {
    const was = createViewContext(original, view, lexicon);
    const is = createViewContext(twin, twin.views[k], lexicon);
    for (const spec of pairSpecs(was, is, changed)) {
      const before = evaluateQuestion(was, spec);
      if ('refused' in before) continue;
      const after = evaluateQuestion(is, spec);
      if ('refused' in after) continue;
      const [a, b] = [before.candidate.record, after.candidate.record];
      if (a.answer.kind !== 'yes-no' || b.answer.kind !== 'yes-no' || a.answer.value === b.answer.value) continue;
      if (JSON.stringify(a.phrases) !== JSON.stringify(b.phrases)) continue;
      const { subject, reference } = spec.objects;
      if (subject === undefined || reference === undefined) continue;
      flips.push({
        view: k,
        type: spec.type,
        frame: spec.frame?.kind ?? null,
        subject,
        reference,
        was: a.answer.value ? 'T' : 'F',
        is: b.answer.value ? 'T' : 'F',
      });
      if (flips.length === MOST_FLIPS) return flips;
    }
  }
  return flips;
}

/** Relations without a frame that a change may flip; what the catalogue does not ask is refused, and costs nothing. */
const FRAMELESS = ['above', 'below', 'on', 'inside', 'under', 'near'] as const;
const DIRECTIONS = ['left', 'right', 'front', 'behind'] as const;

/** Relations of every pair with something changed that both scenes can name, in every frame. */
function* pairSpecs(was: ViewContext, is: ViewContext, changed: readonly number[]): Generator<QuestionSpec> {
  const named = new Set(is.referents.map(({ id }) => id));
  const ids = was.referents.map(({ id }) => id).filter((id) => named.has(id));
  for (const subject of ids) {
    for (const reference of ids) {
      if (subject === reference || !(changed.includes(subject) || changed.includes(reference))) continue;
      const about = { kind: 'configuration', objects: { subject, reference } } as const;
      for (const type of FRAMELESS) yield questionSpec({ ...about, type });
      for (const type of DIRECTIONS) {
        yield questionSpec({ ...about, type, frame: { kind: 'ego' } });
        if (was.worldReadable && is.worldReadable) yield questionSpec({ ...about, type, frame: { kind: 'world' } });
        if (was.graph.geometry.object(reference).front !== null)
          yield questionSpec({ ...about, type, frame: { kind: 'object', object: reference } });
      }
    }
  }
}

/**
 * Whether a change is worth settling and drawing: from some camera that sees both, something changed is clearly left,
 * right, in front or behind of something where it clearly was not before, or the other way round.
 */
export function promisesFlip(
  before: SceneGeometry,
  after: SceneGeometry,
  changed: readonly number[],
  views: readonly CameraView[],
  records: readonly ViewRecord[],
): boolean {
  return views.some((view, k) => {
    const forward = horizontal(forwardOf(view));
    if (forward === null) return false;
    const scale = (view.intrinsics.width * view.intrinsics.height) / (640 * 480);
    const seen = new Set(
      records[k].objects
        .filter((o) => o.visiblePixels >= MIN_PIXELS * scale && o.visibleFraction >= 0.3)
        .map((o) => o.id),
    );
    const others = before.objects.filter(({ record }) => seen.has(record.id) && !record.structure);
    return changed.some((a) => {
      if (!seen.has(a) || !isInImage(view, after.object(a).center)) return false;
      return others.some(({ record: { id: b } }) => {
        if (a === b || !isInImage(view, after.object(b).center)) return false;
        return [forward, leftOf(forward)].some((d) => {
          const [was, is] = [sideOf(before, a, b, d), sideOf(after, a, b, d)];
          return was !== 'A' && is !== 'A' && (was === 'T') !== (is === 'T');
        });
      });
    });
  });
}

function sideOf(geometry: SceneGeometry, a: number, b: number, d: Vec3) {
  if (geometry.footprintOverlap(a, b) > 0) return 'A';
  const { minMargin } = CONSTANTS[geometry.scene.profile];
  return directionalTest(spansOf(geometry.object(a), geometry.object(b), d), minMargin, DIRECTION_ANGLE_DEG);
}

function isInImage(view: CameraView, p: Vec3): boolean {
  const { u, v, depth } = project(view, p);
  const { width, height } = view.intrinsics;
  return depth > 0.1 && u > 0.05 * width && u < 0.95 * width && v > 0.05 * height && v < 0.95 * height;
}
