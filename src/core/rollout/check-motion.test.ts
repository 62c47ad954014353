import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import { IDENTITY_POSE } from '../geometry/pose.js';
import { testGeometry } from '../relations/test-scene.js';
import { HOME } from '../robot/home.js';
import { linkPoses, type MountedArm } from '../robot/mount.js';
import { HAND, LINK_NAMES } from '../robot/links.js';
import { checkMotion, type RecordedMotion } from './check-motion.js';
import type { RecordedFrame } from './rollout-record.js';

// An arm that waits, a floor it stands on, and a box that is somewhere.

const ARM: MountedArm = {
  worldFromBase: IDENTITY_POSE,
  ids: LINK_NAMES.map((_, k) => 10 + k),
  shelved: [],
  appearance: {} as MountedArm['appearance'],
};
const hand = linkPoses(ARM, HOME, 0.05)[HAND].position;

const worldWith = (center: Vec3) =>
  testGeometry({
    objects: [
      { id: 1, center: [0, 0, -0.06], size: [2, 2, 0.1], fixed: true, structure: true, name: 'floor' },
      { id: 2, center, size: [0.06, 0.06, 0.06], name: 'box' },
    ],
  });

const AWAY: Vec3 = [0.6, 0.6, 0.02];
const at = (k: number, position: Vec3 | null, more: Partial<RecordedFrame> = {}): RecordedFrame => ({
  time: k / 30,
  joints: HOME,
  opening: 0.05,
  poses: position ? [{ id: 2, worldFromObject: { position, orientation: [0, 0, 0, 1] } }] : [],
  touches: [],
  distance: null,
  ...more,
});
const motion = (frames: readonly RecordedFrame[], begin = AWAY, end = AWAY): RecordedMotion => {
  const [before, after] = [worldWith(begin), worldWith(end)];
  return { before, after, arm: ARM, object: 2, frames };
};
const base = worldWith(AWAY).object(2).record.worldFromObject.position;
const by = (x: number): Vec3 => [base[0] + x, base[1], base[2]];
const touch = { touches: [{ a: 2, b: 18, point: AWAY, force: [1, 0, 0] as Vec3, pressed: 1 }] };

describe('checkMotion', () => {
  it('has nothing against a box that a finger pushes', () => {
    const frames = [at(1, by(0)), at(2, by(0.004), touch), at(3, by(0.008))];
    expect(checkMotion(motion(frames, AWAY, [AWAY[0] + 0.008, AWAY[1], AWAY[2]]))).toEqual([]);
  });

  it('finds what moves untouched', () => {
    const frames = [at(1, by(0)), at(2, by(0.004))];
    expect(checkMotion(motion(frames, AWAY, [AWAY[0] + 0.004, AWAY[1], AWAY[2]]))).toEqual([
      'in frame 1 object 2 moves by 4.00 mm, and nothing touches it.',
    ]);
  });

  it('finds a frame that is missing, and a record that is empty', () => {
    expect(checkMotion(motion([at(1, by(0)), at(3, null)]))).toEqual(['frame 1 is of 0.1 s, not of 2 thirtieths.']);
    expect(checkMotion(motion([]))).toEqual(['it has no frame.']);
  });

  it('finds what ends elsewhere', () => {
    expect(checkMotion(motion([at(1, by(0))], AWAY, [0.6, 0.63, 0.02]))).toEqual([
      'object 2 ends 30.00 mm from where the scene after it has it.',
    ]);
  });

  it('finds joints beyond their limits, and joints that are too fast', () => {
    const turned = (angle: number) => ({ joints: [angle, ...HOME.slice(1)] });
    expect(checkMotion(motion([at(1, by(0), turned(3.1))]))[0]).toContain('beyond its limit');
    expect(checkMotion(motion([at(1, by(0), turned(0)), at(2, null, turned(0.06))]))).toEqual([]);
    expect(checkMotion(motion([at(1, by(0), turned(0)), at(2, null, turned(0.08))]))[0]).toContain(
      'faster than it can',
    );
  });

  it('finds the arm inside of a thing', () => {
    const within: Vec3 = [hand[0], hand[1], hand[2]];
    expect(checkMotion(motion([at(1, null)], within, within))[0]).toMatch(
      /the arm \(link \d\) is \d+\.\d\d mm deep in object 2/,
    );
  });
});
