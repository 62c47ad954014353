import type { AssetShelf } from '../assets/shelf.js';
import { compose } from '../geometry/pose.js';
import { IDENTITY } from '../geometry/quat.js';
import { scale } from '../geometry/vec3.js';
import type { Pose } from '../geometry/pose.js';
import type { SettledScene } from '../scene/settled-scene.js';
import type { JointVector } from './arm.js';
import { armLinks, LINK_NAMES, standingBaseOf } from './links.js';
import { linkPoses, type MountedArm } from './mount.js';

/**
 * The acting arm of a stored scene, which has only its base in it.
 *
 * @param shelf takes in what the links look like
 * @returns null where nothing acts by grasping
 */
export function armInScene(scene: SettledScene, shelf: AssetShelf): MountedArm | null {
  const [, ...moving] = armLinks();
  const isBase = (asset: string) => asset === armLinks()[0].model.asset || standingBaseOf(asset) !== null;
  const base = scene.objects.find(({ asset }) => isBase(asset));
  if (base === undefined) return null;
  const standing = standingBaseOf(base.asset);
  const { model, offset } = standing ?? armLinks()[0];
  const highest = Math.max(...scene.objects.map(({ id }) => id));
  const { materials, attributes, colourLab, colourConfidence } = base;
  return {
    worldFromBase: compose(base.worldFromObject, { position: scale(offset, -1), orientation: IDENTITY }),
    ids: LINK_NAMES.map((_, k) => (k === 0 ? base.id : highest + k)),
    shelved: [model, ...moving.map((link) => link.model)].map((link) => shelf.add(link)),
    ...(standing && { standing }),
    appearance: { materials, attributes, colourLab, colourConfidence },
  };
}

/** Where the moving links are drawn, by id: poses of their models. @param opening distance between the pads, metres */
export function linkObjectPoses(
  arm: MountedArm,
  joints: JointVector,
  opening: number,
): readonly { readonly id: number; readonly worldFromObject: Pose }[] {
  const poses = linkPoses(arm, joints, opening);
  return armLinks().flatMap(({ offset }, k) =>
    k === 0
      ? []
      : [{ id: arm.ids[k], worldFromObject: compose(poses[k], { position: offset, orientation: IDENTITY }) }],
  );
}
