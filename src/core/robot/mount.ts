import type { AssetShelf, ShelvedAsset } from '../assets/shelf.js';
import { bounds } from '../geometry/mesh.js';
import { compose, transformDirection, transformPoint, type Pose } from '../geometry/pose.js';
import { fromYaw, IDENTITY } from '../geometry/quat.js';
import { horizontal, scale, sub, type Vec3 } from '../geometry/vec3.js';
import { failure, success, type Result } from '../result.js';
import type { Contact, SceneObject, SettledScene } from '../scene/settled-scene.js';
import { forwardKinematics } from './forward-kinematics.js';
import type { JointVector } from './arm.js';
import { armLinks, FINGERS, HAND, LINK_NAMES, type ArmLink } from './links.js';

/** The acting arm where it stands in a scene. */
export interface MountedArm {
  /** Foot of the arm, +X its front. */
  readonly worldFromBase: Pose;
  /** Instance ids of the links, in the order of `LINK_NAMES`; the base has that of the robot base it stands for. */
  readonly ids: readonly number[];
  readonly shelved: readonly ShelvedAsset[];
  /** The base, where it is not that of `armLinks`: it stands on a column. */
  readonly standing?: ArmLink;
  /** What the links look like: the colours of the robot base. */
  readonly appearance: Pick<SceneObject, 'materials' | 'attributes' | 'colourLab' | 'colourConfidence'>;
}

/**
 * Stands the acting arm where a scene's robot base is, in its colours and facing its way. The base link takes over the
 * object's id, so that the world frame's anchor and what questions say about it stay true.
 *
 * @returns the arm and the scene with the base link in place of the folded model; the moving links are not in it
 */
export function mountArm(
  scene: SettledScene,
  shelf: AssetShelf,
): Result<{ readonly arm: MountedArm; readonly scene: SettledScene }, 'no-arm'> {
  const stand = scene.objects.find(({ category }) => category === 'robot-base');
  if (stand === undefined) return failure('no-arm', `Scene "${scene.id}" has no robot base for the arm to stand on.`);
  const front = stand.front && horizontal(transformDirection(stand.worldFromObject, stand.front));
  if (!front) return failure('no-arm', `The robot base of scene "${scene.id}" does not stand upright.`);
  const worldFromBase: Pose = {
    position: transformPoint(stand.worldFromObject, plateCentre(stand)),
    orientation: fromYaw(Math.atan2(front[1], front[0])),
  };
  const highest = Math.max(...scene.objects.map(({ id }) => id));
  const { materials, attributes, colourLab, colourConfidence } = stand;
  const arm: MountedArm = {
    worldFromBase,
    ids: LINK_NAMES.map((_, k) => (k === 0 ? stand.id : highest + k)),
    shelved: armLinks().map(({ model }) => shelf.add(model)),
    appearance: { materials, attributes, colourLab, colourConfidence },
  };
  const base: SceneObject = { ...linkObject(arm, 0, worldFromBase), category: stand.category, name: stand.name };
  return success({
    arm,
    scene: {
      ...scene,
      objects: scene.objects.map((object) => (object.id === stand.id ? base : object)),
      contacts: scene.contacts
        .flatMap((contact) => (contact.a === stand.id || contact.b === stand.id ? [] : [contact]))
        .concat(footContacts(base, scene.contacts.find(({ a }) => a === stand.id)?.b)),
      surfaces: scene.surfaces.filter(({ owner }) => owner !== stand.id),
    },
  });
}

/** Where the links are in the world, in the order of `LINK_NAMES`. @param opening distance between the pads, metres */
export function linkPoses(arm: MountedArm, joints: JointVector, opening: number): readonly Pose[] {
  const { links, tool } = forwardKinematics(joints, arm.worldFromBase);
  const finger = (side: 1 | -1) => compose(tool, { position: [(side * opening) / 2, 0, 0], orientation: IDENTITY });
  return [...links, finger(-1), finger(1)];
}

/** A mounted scene with all links in it, as it is drawn. */
export function sceneWithArm(scene: SettledScene, arm: MountedArm, joints: JointVector, opening: number): SettledScene {
  const poses = linkPoses(arm, joints, opening);
  const moving = arm.ids.flatMap((_, k) => (k === 0 ? [] : [linkObject(arm, k, poses[k])]));
  return { ...scene, objects: [...scene.objects, ...moving] };
}

/** Ids of the links that move: no question is about them. */
export const movingLinkIds = (arm: MountedArm): readonly number[] => arm.ids.slice(1);

export const isFingerOrHand = (link: number): boolean => link === HAND || FINGERS.includes(link as 7 | 8);

export function linkObject(arm: MountedArm, k: number, worldFromLink: Pose): SceneObject {
  const { model, offset } = (k === 0 ? arm.standing : undefined) ?? armLinks()[k];
  const worldFromObject = compose(worldFromLink, { position: offset, orientation: IDENTITY });
  const { min, max } = bounds(model.mesh.positions);
  return {
    id: arm.ids[k],
    category: model.category,
    asset: model.asset,
    name: 'robot arm',
    ...arm.appearance,
    mesh: arm.shelved[k].mesh,
    scale: 1,
    worldFromObject,
    obb: {
      center: transformPoint(worldFromObject, scale([min[0] + max[0], min[1] + max[1], min[2] + max[2]], 0.5)),
      halfExtents: scale(sub(max, min), 0.5),
      orientation: worldFromObject.orientation,
    },
    mass: model.mass,
    massCenter: model.massCenter,
    solid: true,
    fixed: true,
    structure: false,
    parts: model.parts,
    up: [0, 0, 1],
    front: k === 0 ? [1, 0, 0] : null,
    symmetry: 1,
    leftRight: model.leftRight,
    held: false,
    cavity: null,
    opening: null,
    parent: k === 0 ? null : arm.ids[0],
    friction: model.friction,
  };
}

/** Middle of the underside of the lowest part: the plate that the folded model stands on. */
function plateCentre({ parts }: SceneObject): Vec3 {
  const boxes = parts.map(({ vertices }) => bounds(vertices.flat()));
  const plate = boxes.reduce((low, box) => (box.min[2] < low.min[2] ? box : low));
  return [(plate.min[0] + plate.max[0]) / 2, (plate.min[1] + plate.max[1]) / 2, plate.min[2]];
}

/** The foot is screwed down: its four corners carry it equally. */
export function footContacts({ id, obb }: SceneObject, support: number | undefined): Contact[] {
  if (support === undefined) return [];
  const { center, halfExtents, orientation } = obb;
  const side = halfExtents[0] * 0.8;
  return [-1, 1].flatMap((x) =>
    [-1, 1].map((y): Contact => ({
      a: id,
      b: support,
      point: transformPoint({ position: center, orientation }, [side * x, side * y, -halfExtents[2]]),
      normal: [0, 0, 1],
      share: 0.25,
    })),
  );
}
