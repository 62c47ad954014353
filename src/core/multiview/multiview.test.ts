import { describe, expect, it } from 'vitest';
import type { CameraView } from '../camera/pinhole.js';
import { compose, invert } from '../geometry/pose.js';
import { fromAxisAngle } from '../geometry/quat.js';
import type { Vec3 } from '../geometry/vec3.js';
import { drawView, lookAt, testGeometry, testGraph } from '../relations/test-scene.js';
import { firstAppearance, pixelsIn } from './appearance.js';
import { cameraMove, cameraTurn } from './camera-motion.js';
import { crossViewDirection } from './cross-view.js';
import { markOf, objectAt } from './same-object.js';
import { onlyDifference, wayOf } from './scene-change.js';
import { viewOverlap } from './view-overlap.js';
import { viewpointSide } from './viewpoint.js';

const floor = {
  id: 1,
  category: 'floor',
  name: 'floor',
  structure: true,
  center: [0, 0, -0.05],
  size: [6, 6, 0.1],
} as const;
const mug = { id: 2, center: [-0.3, 0, 0.05] } as const;
const can = { id: 3, center: [0.3, 0, 0.05] } as const;
const objects = [floor, mug, can];
const geometry = testGeometry({ objects });
const small = { width: 160, height: 120, fx: 150, fy: 150, cx: 80, cy: 60 };
const at = (eye: Vec3, target: Vec3) => lookAt(eye, target, small);
const level = (eye: Vec3, target: Vec3) => drawView(geometry, at(eye, target));

/** The camera turned about one of its own axes. */
function turned(camera: CameraView, axis: Vec3, deg: number): CameraView {
  const worldFromCamera = compose(invert(camera.cameraFromWorld), {
    position: [0, 0, 0],
    orientation: fromAxisAngle(axis, (deg * Math.PI) / 180),
  });
  return { ...camera, cameraFromWorld: invert(worldFromCamera) };
}

describe('view overlap', () => {
  it('is 1 of a view with itself, 0 of views back to back, and the same either way round', () => {
    const a = level([0, -1, 0.5], [0, 0, 0]);
    const b = level([0.2, -1, 0.5], [0.2, 0, 0]);
    const away = level([0, -1, 0.5], [0, -2, 0]);
    expect(viewOverlap(a, a)).toBe(1);
    expect(viewOverlap(a, away)).toBe(0);
    expect(viewOverlap(a, b)).toBe(viewOverlap(b, a));
  });

  it('of a floor seen straight down from a height h, moved aside by a fifth of its width, is four fifths', () => {
    const bare = testGeometry({ objects: [floor] });
    // Straight down 150 px to the metre of height: 160 px show 160/150 m at 1 m.
    const down = (x: number) => drawView(bare, at([x, -1e-4, 1], [x, 0, 0]));
    expect(viewOverlap(down(0), down((0.2 * 160) / 150))).toBeCloseTo(0.8, 1);
  });
});

describe('camera motion', () => {
  const first = level([0, -1, 0.5], [0, 0, 0.5]);
  const movedBy = (x: number, y: number, z: number) => level([x, -1 + y, 0.5 + z], [x, y, 0.5 + z]);

  it.each([
    ['left', -0.3, 0, 0],
    ['right', 0.3, 0.05, 0],
    ['forward', 0, 0.3, 0],
    ['back', 0, -0.3, 0],
    ['up', 0, 0, 0.3],
    ['down', 0.1, 0, -0.3],
  ] as const)('names a move %s', (direction, x, y, z) => {
    expect(cameraMove(first, movedBy(x, y, z))).toMatchObject({ verdict: 'T', direction });
  });

  it('names none that is short, or oblique, or that the level frame and the optical axis call differently', () => {
    expect(cameraMove(first, movedBy(0.09, 0, 0)).verdict).toBe('A');
    expect(cameraMove(first, movedBy(0.3, 0.2, 0)).verdict).toBe('A');
    const steep = level([0, -1, 1], [0, 0, 0]);
    const along = level([0, -0.6, 1], [0, 0.4, 0]);
    // Level it goes forward, along the axis it is as much down in the image as ahead.
    expect(cameraMove(steep, along).verdict).toBe('A');
  });

  it.each([
    ['left', [0, -1, 0], 20],
    ['right', [0, 1, 0], 20],
    ['up', [1, 0, 0], 20],
    ['down', [-1, 0, 0], 20],
  ] as const)('names a turn %s', (direction, axis, deg) => {
    const second = drawView(geometry, turned(at([0, -1, 0.5], [0, 0, 0.5]), axis, deg));
    const turn = cameraTurn(first, second);
    expect(turn).toMatchObject({ verdict: 'T', direction });
    expect(turn.measured.angleDeg).toBeCloseTo(deg, 6);
  });

  it('names no turn beyond 135 degrees: left is as near as right', () => {
    const by = (deg: number) => drawView(geometry, turned(at([0, -1, 0.5], [0, 0, 0.5]), [0, 1, 0], deg));
    expect(cameraTurn(first, by(130))).toMatchObject({ direction: 'right' });
    expect(cameraTurn(first, by(140)).verdict).toBe('A');
  });

  it('names no turn under ten degrees, none that is half tilt, and no roll', () => {
    const by = (axis: Vec3, deg: number) => drawView(geometry, turned(at([0, -1, 0.5], [0, 0, 0.5]), axis, deg));
    expect(cameraTurn(first, by([0, 1, 0], 9)).verdict).toBe('A');
    expect(cameraTurn(first, by([Math.SQRT1_2, Math.SQRT1_2, 0], 20)).verdict).toBe('A');
    expect(cameraTurn(first, by([0, 0, 1], 12)).verdict).toBe('A');
  });
});

describe('a direction in one view of what another shows', () => {
  it('agrees with the camera of the named view, whichever way the other looks', () => {
    const front = level([0, -1, 0.5], [0, 0, 0]);
    const back = level([0, 1, 0.5], [0, 0, 0]);
    expect(crossViewDirection(geometry, front, 'left', 2, 3).verdict).toBe('T');
    expect(crossViewDirection(geometry, back, 'left', 2, 3).verdict).toBe('F');
    expect(crossViewDirection(geometry, back, 'right', 2, 3).verdict).toBe('T');
    expect(crossViewDirection(geometry, front, 'front', 2, 3).verdict).toBe('F');
  });

  it('is open where the optical axis and the line of sight disagree', () => {
    // A far to the side: along the axis it is beside, along the line of sight behind.
    const aside = testGeometry({
      objects: [floor, { id: 2, center: [1.4, 0, 0.05] }, { id: 3, center: [1, -0.35, 0.05] }],
    });
    const view = drawView(aside, at([0, -1, 0.5], [0, 0, 0.4]));
    expect(crossViewDirection(aside, view, 'right', 2, 3).verdict).toBe('A');
  });
});

describe('marks', () => {
  it('lie in the middle of what is visible, and on the object', () => {
    const view = level([-0.3, -1, 0.05], [-0.3, 0, 0.05]);
    const mark = markOf(view, 2) as [number, number];
    expect(objectAt(view, mark)).toBe(2);
    expect(Math.abs(mark[0] - 80)).toBeLessThan(3);
    expect(objectAt(view, [-1, 5])).toBe(0);
    expect(markOf(level([0, -1, 0.5], [0, -2, 0.4]), 2)).toBeNull();
  });
});

describe('order of appearance', () => {
  it('is the first view that shows anything of it, if it can be named there', () => {
    const near = at([-0.3, -0.6, 0.3], [-0.3, 0, 0]);
    const far = at([0.3, -0.6, 0.3], [0.3, 0, 0]);
    const { geometry: scene, views } = testGraph({ objects }, [near, far]);
    expect(firstAppearance(scene, views, 2, 'tabletop')).toBe(0);
    expect(firstAppearance(scene, views, 3, 'tabletop')).toBe(1);
    expect(firstAppearance(scene, [], 2, 'tabletop')).toBeNull();
  });

  it('is open when a sliver showed before', () => {
    const sliver = at([-0.05, -0.6, 0.3], [-0.05, 0, 0]);
    const { geometry: scene, views } = testGraph({ objects }, [sliver, at([0.3, -0.6, 0.3], [0.3, 0, 0])]);
    expect(pixelsIn(views[0], 3)).toBeGreaterThan(0);
    expect(firstAppearance(scene, views, 3, 'tabletop')).toBeNull();
  });
});

describe('from where a view was taken', () => {
  const first = level([-0.3, -1, 0.5], [-0.3, 0, 0]);
  it.each([
    ['same', -0.2, -0.9],
    ['left', -1.2, 0.1],
    ['right', 0.7, 0],
    ['opposite', -0.2, 1],
    [null, 0.4, -0.7],
  ] as const)('%s', (side, x, y) => {
    expect(viewpointSide(geometry, first, level([x, y, 0.5], [-0.3, 0, 0]), 2).side).toBe(side);
  });
});

describe('what changed between twins', () => {
  const after = (x: number, more: Partial<Parameters<typeof testGeometry>[0]['objects'][number]> = {}) =>
    testGeometry({ objects: [floor, { ...mug, center: [x, 0, 0.05], ...more }, can] });

  it('names the one thing that moved', () => {
    expect(onlyDifference(geometry, after(0))).toMatchObject({ kind: 'moved', change: { id: 2 } });
  });
  it('names what was replaced', () => {
    const other = after(-0.3, { attributes: { colour: 'blue', material: 'wooden' } });
    expect(onlyDifference(geometry, other)).toMatchObject({ kind: 'replaced', change: { id: 2 } });
  });
  it('names two that changed places', () => {
    const places = testGeometry({
      objects: [floor, { ...mug, center: can.center }, { ...can, center: mug.center }],
    });
    expect(onlyDifference(geometry, places)).toMatchObject({ kind: 'swapped', changes: [{ id: 2 }, { id: 3 }] });
  });
  it.each([
    ['right', [0.2, 0.02, 0]],
    ['left', [-0.2, 0, 0]],
    ['behind', [0, 0.2, 0]],
    ['front', [0.02, -0.2, 0]],
    [null, [0.2, 0.2, 0]],
    [null, [0.05, 0, 0.2]],
  ] as const)('says which way it went: %s', (way, by) => {
    expect(wayOf(level([0, -1, 0.5], [0, 0, 0]), [0, 0, 0.05], by)).toBe(way);
  });
  it('names nothing when nothing, too little, or more than one thing changed', () => {
    expect(onlyDifference(geometry, geometry)).toBeNull();
    expect(onlyDifference(geometry, after(-0.27))).toBeNull();
    const both = testGeometry({
      objects: [floor, { ...mug, center: [0, 0, 0.05] }, { ...can, center: [0.6, 0, 0.05] }],
    });
    expect(onlyDifference(geometry, both)).toBeNull();
  });
});
