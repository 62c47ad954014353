import { separationBelow, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { compose, invert, type Pose } from '../geometry/pose.js';
import type { ObjectGeometry, SceneGeometry } from '../relations/scene-geometry.js';

/** What an object is to someone who moves among others: its convex parts, world, each with its box. */
interface Obstacle {
  readonly id: number;
  readonly box: Float64Array;
  readonly parts: readonly { readonly body: ConvexBody; readonly box: Float64Array }[];
}

/** How near a body may come to an object, metres; −Infinity: it may pass through (it is not an obstacle). */
export type Clearance = (id: number) => number;

/** The objects of a scene as obstacles. */
export class Obstacles {
  private readonly obstacles: readonly Obstacle[];

  /** @param worldFromObject where an object is now, when it is no longer where the scene has it; undefined: it is */
  constructor(geometry: SceneGeometry, worldFromObject: (id: number) => Pose | undefined = () => undefined) {
    this.obstacles = geometry.objects.map((object) => {
      const pose = worldFromObject(object.record.id);
      return pose === undefined ? obstacleOf(object) : movedObstacle(object, pose);
    });
  }

  /**
   * The first object that any of the bodies comes too near to.
   *
   * @param bodies world
   * @returns its id, or null
   */
  hit(bodies: readonly ConvexBody[], clearance: Clearance): number | null {
    for (const body of bodies) {
      const box = boxOf(body);
      for (const obstacle of this.obstacles) {
        const margin = clearance(obstacle.id);
        if (margin === -Infinity || boxesApart(box, obstacle.box, margin)) continue;
        for (const part of obstacle.parts) {
          if (boxesApart(box, part.box, margin)) continue;
          if (separationBelow(body, part.body, Math.max(margin, 0) + 1e-9) < margin) return obstacle.id;
        }
      }
    }
    return null;
  }

  /** Signed separation of a body from an object, up to `limit`; beyond, any value from `limit` up. */
  separation(body: ConvexBody, id: number, limit: number): number {
    let least = Infinity;
    for (const { parts } of this.obstacles.filter((obstacle) => obstacle.id === id))
      for (const part of parts) least = Math.min(least, separationBelow(body, part.body, limit));
    return least;
  }

  /** Ids of all objects within a distance of a body. */
  near(body: ConvexBody, distance: number): number[] {
    const box = boxOf(body);
    return this.obstacles.filter((obstacle) => !boxesApart(box, obstacle.box, distance)).map(({ id }) => id);
  }
}

const known = new WeakMap<ObjectGeometry, Obstacle>();

function obstacleOf(object: ObjectGeometry): Obstacle {
  let obstacle = known.get(object);
  if (obstacle === undefined) {
    obstacle = obstacleFrom(object.record.id, object.convexParts);
    known.set(object, obstacle);
  }
  return obstacle;
}

function movedObstacle({ record, convexParts }: ObjectGeometry, worldFromObject: Pose): Obstacle {
  const move = compose(worldFromObject, invert(record.worldFromObject));
  return obstacleFrom(
    record.id,
    convexParts.map((part) => transformConvexBody(move, part)),
  );
}

function obstacleFrom(id: number, bodies: readonly ConvexBody[]): Obstacle {
  const parts = bodies.map((body) => ({ body, box: boxOf(body) }));
  const box = Float64Array.of(Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity);
  for (const part of parts) {
    for (let axis = 0; axis < 3; axis++) {
      box[axis] = Math.min(box[axis], part.box[axis]);
      box[axis + 3] = Math.max(box[axis + 3], part.box[axis + 3]);
    }
  }
  return { id, box, parts };
}

/** [6] min xyz, max xyz. */
export function boxOf({ vertices }: ConvexBody): Float64Array {
  const box = Float64Array.of(Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity);
  for (let i = 0; i < vertices.length; i += 3) {
    for (let axis = 0; axis < 3; axis++) {
      const value = vertices[i + axis];
      if (value < box[axis]) box[axis] = value;
      if (value > box[axis + 3]) box[axis + 3] = value;
    }
  }
  return box;
}

export const boxesApart = (a: Float64Array, b: Float64Array, margin: number): boolean =>
  a[0] > b[3] + margin ||
  b[0] > a[3] + margin ||
  a[1] > b[4] + margin ||
  b[1] > a[4] + margin ||
  a[2] > b[5] + margin ||
  b[2] > a[5] + margin;
