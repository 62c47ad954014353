import type { Polygon } from '../geometry/polygon.js';
import type { Pose } from '../geometry/pose.js';
import type { Vec3 } from '../geometry/vec3.js';
import { patchUnder } from '../relations/patch.js';
import type { SceneGeometry } from '../relations/scene-geometry.js';
import type { Verdict } from '../relations/verdict.js';
import { UserError } from '../result.js';
import type { SettledScene } from '../scene/settled-scene.js';
import { movedScene } from '../scene/moved-scene.js';
import { movedView } from '../truth/moved-view.js';
import type { QuestionSpec } from './question-spec.js';
import { createSceneContext, type SceneContext } from './scene-context.js';
import { evaluateAgain } from './survey-scene.js';

// The flip map: one object slid over what it stands on, and the answer of one question at every place. Where it changes
// from true to false there is a band in between that is neither: SPEC's ambiguous places, which are never asked about.

/** What a question comes to with the object at one place. */
export type FlipVerdict =
  | Verdict
  /** A gate fails or something has no name there. */
  | 'refused'
  /** The object would run into something. */
  | 'blocked'
  /** It would hang over the edge. */
  | 'off';

/** Where the places are: a grid over the box of the support surface, world axes. */
export interface FlipGrid {
  readonly object: number;
  readonly surface: number;
  /** Corner of the grid with the smallest x and y, on the surface. */
  readonly origin: Vec3;
  /** Side of a cell. */
  readonly step: number;
  /** Along x, and along y. */
  readonly columns: number;
  readonly rows: number;
  /** Of the surface. */
  readonly outline: Polygon;
  /** Where the middle of what is slid is now. */
  readonly from: Vec3;
  /** What else stands there, and what is slid as it stands now. */
  readonly footprints: readonly { readonly id: number; readonly name: string; readonly outline: Polygon }[];
}

export interface FlipCell {
  readonly column: number;
  readonly row: number;
  /** Cells this many wide and high it stands for until finer ones come. */
  readonly size: number;
  readonly verdict: FlipVerdict;
  /** Why there is no answer; null where there is one. */
  readonly reason: string | null;
}

export interface FlipRequest {
  readonly view: string;
  readonly spec: QuestionSpec;
  /** What is slid: an object of the question. */
  readonly object: number;
  /** Cells along the longer side of the surface. */
  readonly cells: number;
}

/** Coarse first: each pass halves the cells' size. */
const FIRST_SIZE = 8;

/** A place is one of thousands: a coarse look at its pixels will do. */
const RAYS_PER_PLACE = 400;

/**
 * The answers of a question with one of its objects at every place of the surface it stands on, coarse to fine. The
 * object keeps its turn and takes along what stands on it. Visibility is worked out from the view's picture.
 *
 * @returns the grid, then its cells in batches; null between places, so that whoever looks can leave
 * @throws UserError when the object stands on no flat surface
 */
export function* flipMap(
  context: SceneContext,
  { view, spec, object, cells }: FlipRequest,
): Generator<{ type: 'grid'; grid: FlipGrid } | { type: 'cells'; cells: readonly FlipCell[] } | null> {
  const { geometry } = context.graph;
  const grid = flipGrid(geometry, object, cells);
  yield { type: 'grid', grid };
  for (let size = FIRST_SIZE; size >= 1; size /= 2) {
    let batch: FlipCell[] = [];
    for (let row = 0; row < grid.rows; row += size) {
      for (let column = 0; column < grid.columns; column += size) {
        const isDone = size < FIRST_SIZE && row % (2 * size) === 0 && column % (2 * size) === 0;
        if (isDone) continue;
        batch.push({ column, row, size, ...answerAt(context, view, spec, grid, column, row) });
        yield null;
      }
      if (batch.length >= grid.columns) {
        yield { type: 'cells', cells: batch };
        batch = [];
      }
    }
    if (batch.length > 0) yield { type: 'cells', cells: batch };
  }
}

/**
 * Poses of the slid object, and of all it carries, with its middle at a place of the grid.
 *
 * @param column counted in cells from the grid's corner; 0.5 is the middle of the first
 */
export function slidTo(
  scene: Pick<SettledScene, 'objects' | 'contacts'>,
  { object, origin, step, from }: FlipGrid,
  column: number,
  row: number,
): ReadonlyMap<number, Pose> {
  const [dx, dy] = [origin[0] + column * step - from[0], origin[1] + row * step - from[1]];
  const taken = takenAlong(scene, object);
  return new Map(
    scene.objects
      .filter(({ id }) => taken.has(id))
      .map(({ id, worldFromObject: { position, orientation } }) => [
        id,
        { position: [position[0] + dx, position[1] + dy, position[2]], orientation },
      ]),
  );
}

function flipGrid(geometry: SceneGeometry, id: number, cells: number): FlipGrid {
  const { record } = geometry.object(id);
  const patch = patchUnder(geometry, id);
  if (!patch) throw new UserError(`The ${record.name} stands on no flat surface: there is nowhere to slide it.`);
  const [width, height] = [patch.max[0] - patch.min[0], patch.max[1] - patch.min[1]];
  const step = Math.max(width, height) / cells;
  const standing = geometry.objects.filter(
    (other) =>
      other.record.id !== patch.surface.owner && patchUnder(geometry, other.record.id)?.surface.id === patch.surface.id,
  );
  return {
    object: id,
    surface: patch.surface.id,
    origin: [patch.min[0], patch.min[1], patch.origin[2]],
    step,
    columns: Math.ceil(width / step - 1e-9),
    rows: Math.ceil(height / step - 1e-9),
    outline: patch.outline,
    from: geometry.object(id).center,
    footprints: standing.map((other) => ({
      id: other.record.id,
      name: other.record.name,
      outline: other.footprint,
    })),
  };
}

function answerAt(
  { graph, lexicon }: SceneContext,
  view: string,
  spec: QuestionSpec,
  grid: FlipGrid,
  column: number,
  row: number,
): Pick<FlipCell, 'verdict' | 'reason'> {
  const before = graph.geometry;
  const poses = slidTo(before.scene, grid, column + 0.5, row + 0.5);
  const taken = new Set(poses.keys());
  const scene = movedScene(before.scene, poses);
  if (!scene.contacts.some(({ a }) => a === grid.object))
    return { verdict: 'off', reason: 'it would hang over the edge' };
  const geometry = before.withScene(scene);
  const obstacle = inTheWay(geometry, taken);
  if (obstacle !== null) return { verdict: 'blocked', reason: `it would run into the ${obstacle}` };
  const views = graph.views.map((seen) =>
    seen.record.id === view ? movedView(seen, geometry, taken, RAYS_PER_PLACE) : seen,
  );
  const result = evaluateAgain(createSceneContext({ geometry, views }, lexicon), view, spec);
  if ('refused' in result) return { verdict: 'refused', reason: result.refused };
  const { verdict } = result.candidate.record.evidence;
  return { verdict, reason: verdict === 'A' ? result.candidate.record.answerText : null };
}

/** An object and all that it carries, by the contacts. */
function takenAlong({ contacts }: Pick<SettledScene, 'contacts'>, id: number): ReadonlySet<number> {
  const taken = new Set([id]);
  for (let size = 0; size < taken.size;) {
    size = taken.size;
    for (const { a, b, share } of contacts) if (share > 0 && taken.has(b)) taken.add(a);
  }
  return taken;
}

/** Name of something the moved objects would intersect; null when the place is free. */
function inTheWay(geometry: SceneGeometry, taken: ReadonlySet<number>): string | null {
  for (const id of taken) {
    const supports = new Set(geometry.contactsOf(id).flatMap(({ a, b }) => (a === id ? [b] : [])));
    for (const { record } of geometry.objects) {
      if (taken.has(record.id) || supports.has(record.id) || apart(geometry, id, record.id)) continue;
      if (geometry.surfaceDistance(id, record.id).distance === 0) return record.name;
    }
  }
  return null;
}

/** Whether the boxes of two objects along the world's axes do not meet. */
function apart(geometry: SceneGeometry, a: number, b: number): boolean {
  const [one, other] = [geometry.object(a), geometry.object(b)];
  return AXES.some((axis) => {
    const [s, t] = [one.support(axis), other.support(axis)];
    return s.max < t.min || t.max < s.min;
  });
}

const AXES: readonly Vec3[] = [
  [0, 0, 1],
  [1, 0, 0],
  [0, 1, 0],
];
