import { compose, invert, transformPoint, type Pose } from '../../core/geometry/pose.js';
import { add, distance, scale, type Vec3 } from '../../core/geometry/vec3.js';
import type { ObjectSpec } from '../../core/scene/scene-spec.js';
import type { Anchor, Contact, Lighting, Obb, Surface } from '../../core/scene/settled-scene.js';
import type { MarkedObject, MarkedScene } from './overlays/draw-truth.js';
import type { Things } from './overlays/draw-explanation.js';

/** A scene to be shown, at rest or still falling. */
export interface ShownScene {
  readonly objects: readonly (ObjectSpec & { readonly obb?: Obb })[];
  readonly lighting: Lighting;
  readonly surfaces: readonly Surface[];
  readonly contacts: readonly Contact[];
  readonly anchor: Anchor;
}

/** Where a shown scene's things are now: as it says, or moved. */
export class Standing implements Things {
  readonly #objects: ReadonlyMap<number, ShownScene['objects'][number]>;

  constructor(
    readonly scene: ShownScene,
    readonly poses: ReadonlyMap<number, Pose> | null,
  ) {
    this.#objects = new Map(scene.objects.map((object) => [object.id, object]));
  }

  object(id: number): ShownScene['objects'][number] | null {
    return this.#objects.get(id) ?? null;
  }

  shape(id: number) {
    return this.object(id);
  }

  pose(id: number): Pose | null {
    return this.poses?.get(id) ?? this.object(id)?.worldFromObject ?? null;
  }

  /** Box of an object where it is now; of its convex parts while the scene has none yet. */
  box(id: number): Obb | null {
    const [object, pose] = [this.object(id), this.pose(id)];
    if (!object || !pose) return null;
    const { obb, worldFromObject } = object;
    if (!obb) return boxOfParts(object, pose);
    if (pose === worldFromObject) return obb;
    const move = compose(pose, invert(worldFromObject));
    return { ...obb, center: transformPoint(move, obb.center), orientation: pose.orientation };
  }

  top(id: number): Vec3 | null {
    const box = this.box(id);
    return box && add(box.center, [0, 0, Math.max(...box.halfExtents)]);
  }

  marked(): MarkedScene {
    const { objects, surfaces, contacts, anchor } = this.scene;
    return {
      objects: objects.flatMap((object): MarkedObject[] => {
        const [box, pose] = [this.box(object.id), this.pose(object.id)];
        return box && pose ? [{ ...object, obb: box, worldFromObject: pose }] : [];
      }),
      surfaces,
      contacts,
      anchor,
    };
  }

  /** A ball around everything that is no building; around everything where there is nothing else. */
  ball(): { center: Vec3; radius: number } | null {
    const { objects } = this.scene;
    const things = objects.filter((object) => !object.structure);
    const boxes = (things.length > 0 ? things : objects).flatMap(({ id }) => this.box(id) ?? []);
    if (boxes.length === 0) return null;
    const reach = (k: number, sign: number) =>
      Math.max(...boxes.map(({ center, halfExtents }) => sign * center[k] + Math.min(0.5, Math.max(...halfExtents))));
    const least: Vec3 = [-reach(0, -1), -reach(1, -1), -reach(2, -1)];
    const most: Vec3 = [reach(0, 1), reach(1, 1), reach(2, 1)];
    return { center: scale(add(least, most), 0.5), radius: 0.5 * distance(least, most) };
  }
}

function boxOfParts({ parts }: ObjectSpec, pose: Pose): Obb {
  const points = parts.flatMap(({ vertices }) => vertices);
  const span = (k: number) => [Math.min(...points.map((p) => p[k])), Math.max(...points.map((p) => p[k]))] as const;
  const spans = [span(0), span(1), span(2)];
  const middle = spans.map(([least, most]) => (least + most) / 2);
  const half = spans.map(([least, most]) => (most - least) / 2);
  return {
    center: transformPoint(pose, [middle[0], middle[1], middle[2]]),
    halfExtents: [half[0], half[1], half[2]],
    orientation: pose.orientation,
  };
}
