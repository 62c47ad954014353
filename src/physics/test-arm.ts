import { IDENTITY } from '../core/geometry/quat.js';
import { LINK_NAMES } from '../core/robot/links.js';
import type { MountedArm } from '../core/robot/mount.js';

/** An arm for tests: its base at the world's origin. */
export const TEST_ARM: MountedArm = {
  worldFromBase: { position: [0, 0, 0], orientation: IDENTITY },
  ids: LINK_NAMES.map((_, k) => 100 + k),
  shelved: [],
  appearance: {
    materials: [],
    attributes: { colour: 'red', material: 'metal' },
    colourLab: [0, 0, 0],
    colourConfidence: 1,
  },
};
