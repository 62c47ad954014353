import type { ViewRecord } from '../../core/camera/view-record.js';
import type { TriangleMesh } from '../../core/geometry/mesh.js';
import { transformPoint } from '../../core/geometry/pose.js';
import { add, scale, type Vec3 } from '../../core/geometry/vec3.js';
import { decodeRle } from '../../core/masks/rle.js';
import { metres } from '../../core/questions/evidence-table.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { directionVector, frameAxes, type Direction, type FrameRef } from '../../core/relations/frames.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import type { Explanation, Tone } from '../../render/viewport/overlays/explanation.js';
import { stepsOf } from './evidence-words.js';

// From a question's record to what the viewport draws over the scene to show why: pure, so that it can be tested.

/** What an explanation is drawn from. */
export interface Explained {
  readonly record: QuestionRecord;
  /** With everything where it is now. */
  readonly scene: SettledScene;
  /** Of the scene, in order. */
  readonly views: readonly ViewRecord[];
  /** By name; those of the objects in question at least. */
  readonly meshes: ReadonlyMap<string, { readonly mesh: TriangleMesh }>;
}

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];
const OPPOSITE = { left: 'right', right: 'left', front: 'behind', behind: 'front' } as const;

/** Axes reach this far beyond the middle of what they belong to, in its own sizes, and never less than this. */
const AXIS_SIZES = 1.2;
const AXIS_LEAST = 0.1;

export function explain({ record, scene, views, meshes }: Explained): Explanation {
  const ids = shownObjects(record).filter((id) => scene.objects.some((object) => object.id === id));
  // Only what is spoken of: distances and frames need no more.
  const objects = scene.objects.filter(({ id }) => ids.includes(id));
  const names = objects.flatMap(({ mesh, cavity }) => (cavity === null ? [mesh] : [mesh, cavity]));
  const library = new Map(
    names.flatMap((name) => {
      const mesh = meshes.get(name)?.mesh;
      return mesh ? [[name, mesh] as const] : [];
    }),
  );
  const geometry = new SceneGeometry({ ...scene, objects, contacts: [] }, library);
  const view = views.findIndex(({ id }) => id === record.views[0]);
  const context: Context = { record, geometry, view: views[view] ?? null, ids };
  return {
    outlines: outlinesOf(context),
    ...axesOf(context),
    brackets: bracketsOf(context),
    ...answerOf(context, view),
    steps: stepsWithPlaces(context, scene),
  };
}

interface Context {
  readonly record: QuestionRecord;
  readonly geometry: SceneGeometry;
  readonly view: ViewRecord | null;
  /** Objects that are shown and exist. */
  readonly ids: readonly number[];
}

function shownObjects({ objects, frame, answer, evidence }: QuestionRecord): number[] {
  const { subject, reference, second, members = [] } = objects;
  const chosen = answer.kind === 'choice' ? answer.options.flatMap(({ object }) => object ?? []) : [];
  const owner = frame?.kind === 'object' ? [frame.object] : [];
  const found = [subject, reference, second, ...owner, ...members, ...chosen, ...evidence.blockers];
  return [...new Set(found.filter((id): id is number => id !== undefined))];
}

function outlinesOf({ record, geometry, ids }: Context): NonNullable<Explanation['outlines']> {
  const { subject, reference, second } = record.objects;
  const right = record.answer.kind === 'choice' ? record.answer.options[record.answer.correct].object : undefined;
  const blockers = new Set(record.evidence.blockers);
  return ids
    .filter((id) => !blockers.has(id) || id === subject || id === reference)
    .map((id) => ({
      id,
      tone: id === subject || id === right ? 'subject' : id === reference || id === second ? 'reference' : 'neutral',
      label: record.phrases[id] ?? geometry.object(id).record.name,
    }));
}

/** A frame's four directions around the reference, the one asked about in the reference's colour. */
function axesOf({ record, geometry, view, ids }: Context): Pick<Explanation, 'axes'> {
  const directions = directionsOf({ record, geometry, view });
  const { reference, subject } = record.objects;
  const around = reference ?? subject;
  if (directions === null || around === undefined || !ids.includes(around)) return {};
  const { center, record: object } = geometry.object(around);
  const reach = Math.max(AXIS_LEAST, AXIS_SIZES * Math.max(...object.obb.halfExtents));
  const asked = askedDirection(record);
  return {
    axes: [
      {
        origin: center,
        arrows: DIRECTIONS.flatMap((word) => {
          const d = directions(word);
          return d === null
            ? []
            : [{ to: scale(d, reach), word, tone: word === asked ? ('reference' as const) : ('neutral' as const) }];
        }),
      },
    ],
  };
}

/** Directions of the question's frame as unit vectors; null where it has none. */
function directionsOf({ record, geometry, view }: Pick<Context, 'record' | 'geometry' | 'view'>) {
  if (record.frame === null) return null;
  const frame: FrameRef = record.frame.kind === 'ego' ? { kind: 'ego' } : record.frame;
  const seen = view && { record: view, ids: new Uint16Array(0), depth: new Float64Array(0) };
  const axes = frameAxes({ geometry, views: [] }, seen, frame);
  if ('reason' in axes) return null;
  return (word: Direction): Vec3 | null =>
    axes.leftRightUnsettled !== null && (word === 'left' || word === 'right') ? null : directionVector(axes, word);
}

const askedDirection = ({ type, direction }: QuestionRecord): Direction | null =>
  direction ?? DIRECTIONS.find((word) => word === type) ?? null;

/** What was measured, at its place: the offset along the direction, the gap, the difference in height. */
function bracketsOf(context: Context): NonNullable<Explanation['brackets']> {
  const { record, geometry, ids } = context;
  const { subject: a, reference: b } = record.objects;
  const { measured, verdict } = record.evidence;
  if (a === undefined || !ids.includes(a)) return [];
  const number = (symbol: string): number | null => (typeof measured[symbol] === 'number' ? measured[symbol] : null);
  const tone: Tone = verdict;
  const one = geometry.object(a);
  if (b === undefined || !ids.includes(b)) {
    if (record.type !== 'height' && record.type !== 'elevation') return [];
    const { min, max } = one.vertical;
    const at = (z: number): Vec3 => [one.center[0], one.center[1], z];
    return [{ from: at(min), to: at(max), label: metres(max - min), tone }];
  }
  const other = geometry.object(b);
  const asked = askedDirection(record);
  const d = asked && directionsOf(context)?.(asked);
  const [delta, margin] = [number('delta'), number('margin')];
  if (d && delta !== null && margin !== null) {
    // Along the direction from B's middle, as far as A's middle is that way.
    const opposite = delta < 0;
    const side = opposite && asked ? OPPOSITE[asked] : asked;
    const label = `${metres(Math.abs(delta))} ${side} ${Math.abs(delta) >= margin ? '≥' : '<'} ${metres(margin)}`;
    return [{ from: other.center, to: add(other.center, scale(d, delta)), label, tone }];
  }
  if (GAPS.has(record.type) || record.type.startsWith('dist_closest')) {
    const { distance, pointA, pointB } = geometry.surfaceDistance(a, b);
    const limit = verdict === 'F' ? number('farLimit') : number('nearLimit');
    const compared = limit === null ? '' : ` ${verdict === 'F' ? '≥' : '≤'} ${metres(limit)}`;
    return [{ from: pointA, to: pointB, label: `${metres(distance)}${compared}`, tone }];
  }
  if (record.type === 'dist_center')
    return [{ from: one.center, to: other.center, label: metres(distanceOf(one.center, other.center)), tone }];
  if (record.type === 'higher' || record.type === 'above' || record.type === 'below') {
    const [upper, lower] = record.type === 'below' ? [other, one] : [one, other];
    const at = (z: number): Vec3 => [upper.center[0], upper.center[1], z];
    const gap = upper.vertical.min - lower.vertical.max;
    return [{ from: at(lower.vertical.max), to: at(upper.vertical.min), label: metres(gap), tone }];
  }
  return [];
}

/** Relations decided by the gap between two surfaces. */
const GAPS: ReadonlySet<string> = new Set(['near', 'next_to', 'touching', 'against']);

const distanceOf = (a: Vec3, b: Vec3): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);

/** The answer itself where it is a place: free space, boxes, ways, grasps; the witness of a fit, or what is in the way. */
function answerOf({ record, geometry, ids }: Context, view: number): Partial<Explanation> {
  const { answer, evidence, objects } = record;
  const { subject } = objects;
  const witness: Partial<Explanation> =
    evidence.witness && subject !== undefined
      ? { ghosts: [{ object: subject, worldFromObject: evidence.witness.worldFromObject, tone: evidence.verdict }] }
      : {};
  const blockers: Partial<Explanation> = evidence.blockers.length > 0 ? { blockers: evidence.blockers } : {};
  switch (answer.kind) {
    case 'points': {
      const [height, width] = answer.mask.size;
      const pixels = decodeRle({ size: [height, width], counts: answer.mask.counts });
      return {
        ...(view >= 0 && { mask: { view, width, height, pixels, tone: 'T' } }),
        points: answer.world.map((at) => ({ at, tone: 'T' })),
      };
    }
    case 'trace':
      return { lines: [{ points: answer.world, tone: 'T' }], points: answer.world.map((at) => ({ at, tone: 'T' })) };
    case 'grasp':
      return { lines: answer.grasps.map(({ world }, i) => ({ points: [...world], tone: i === 0 ? 'T' : 'neutral' })) };
    case 'points3d':
      return answer.frame === 'world' ? { points: answer.points.map((at) => ({ at, tone: 'T' })) } : {};
    case 'box2d':
    case 'box3d':
      return subject !== undefined && ids.includes(subject) ? { lines: boxLines(geometry, subject) } : {};
    default:
      return { ...witness, ...blockers };
  }
}

/** The twelve edges of an object's box, as rings below and above and posts between. */
function boxLines(geometry: SceneGeometry, id: number): NonNullable<Explanation['lines']> {
  const { center, halfExtents, orientation } = geometry.object(id).record.obb;
  const corner = (x: number, y: number, z: number): Vec3 =>
    transformPoint({ position: center, orientation }, [x * halfExtents[0], y * halfExtents[1], z * halfExtents[2]]);
  const ring = (z: number) => [corner(-1, -1, z), corner(1, -1, z), corner(1, 1, z), corner(-1, 1, z)];
  const [low, high] = [ring(-1), ring(1)];
  return [
    { points: low, closed: true, tone: 'T' },
    { points: high, closed: true, tone: 'T' },
    ...low.map((p, i) => ({ points: [p, high[i]], tone: 'T' as const })),
  ];
}

/** The derivation's sentences, each at the objects it speaks of. */
function stepsWithPlaces({ record, geometry, ids }: Context, scene: SettledScene): NonNullable<Explanation['steps']> {
  const { steps } = record.evidence;
  return stepsOf(record, scene).map((text, i) => {
    const { op, args, verdict, value } = steps[i];
    const places = CONNECTIVES.has(op)
      ? []
      : args.filter((id) => ids.includes(id)).map((id) => geometry.object(id).center);
    const at = places.length > 0 ? scale(places.reduce(add), 1 / places.length) : null;
    return { text, ...(at && { at }), tone: value === null ? verdict : 'neutral' };
  });
}

const CONNECTIVES: ReadonlySet<string> = new Set(['and', 'or', 'not']);
