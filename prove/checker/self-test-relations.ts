import type { BoxSpec } from './made-by-hand.ts';
import type { ContactRecord, SceneRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import { expect, near } from './expecting.ts';
import { show } from './fuzzy.ts';
import { judge } from './judge.ts';
import { sceneOf, stage } from './made-by-hand.ts';
import { clock, quantity } from './metric.ts';

// SPEC §4 and §7 on boxes: every verdict can be worked out on paper.

const box = (id: number, center: Vec3, size: Vec3 = [0.1, 0.1, 0.1], more: Partial<BoxSpec> = {}): BoxSpec => ({
  id,
  category: 'mug',
  center,
  size,
  ...more,
});

function says(what: string, scene: SceneRecord, type: string, args: readonly number[], wanted: string): void {
  const { world, view } = stage(scene);
  const v = judge(world, view, type, null, args, 'tabletop');
  const found = v ? show(v) : 'null';
  const open = found[1] === '?' && !wanted.endsWith('?');
  expect(`${what}: ${type} ${args.join(' ')}`, found.startsWith(wanted) && !open, `${found} instead of ${wanted}`);
}

const rests = (
  a: number,
  b: number,
  z: number,
  [x, y]: readonly [number, number],
  half: number,
  share = 0.25,
): ContactRecord[] =>
  [-1, 1].flatMap((i) =>
    [-1, 1].map((j): ContactRecord => ({ a, b, point: [x + i * half, y + j * half, z], normal: [0, 0, 1], share })),
  );

// Apart by a known gap along x.
for (const [gap, touching, near_] of [
  [0.001, 'T', 'T'],
  [0.008, 'A', 'T'],
  [0.049, 'F', 'T'],
  [0.2, 'F', 'A'],
  [0.41, 'F', 'F'],
] as const) {
  const scene = sceneOf([box(1, [0, 0, 0.8]), box(2, [0.1 + gap, 0, 0.8])]);
  says(`gap ${gap}`, scene, 'touching', [1, 2], touching);
  says(`gap ${gap}`, scene, 'near', [1, 2], near_);
}

// A cup on a book on a table, and one beside.
const tower = sceneOf(
  [
    box(1, [0, 0, 0.73], [1, 0.8, 0.04], { category: 'table', fixed: true }),
    box(2, [0, 0, 0.77], [0.2, 0.2, 0.04], { category: 'book' }),
    box(3, [0, 0, 0.84]),
    box(4, [0.3, 0, 0.8]),
  ],
  [
    {
      id: 1,
      owner: 1,
      normal: [0, 0, 1],
      outline: [
        [-0.5, -0.4, 0.75],
        [0.5, -0.4, 0.75],
        [0.5, 0.4, 0.75],
        [-0.5, 0.4, 0.75],
      ],
      holes: [],
    },
  ],
  [...rests(2, 1, 0.75, [0, 0], 0.1), ...rests(3, 2, 0.79, [0, 0], 0.05), ...rests(4, 1, 0.75, [0.3, 0], 0.05)],
);
says('tower', tower, 'directly_on', [3, 2], 'T');
says('tower', tower, 'directly_on', [3, 1], 'F');
says('tower', tower, 'on', [3, 1], 'T');
says('tower', tower, 'on', [4, 2], 'F');
says('tower', tower, 'on', [1, 3], 'F');
says('tower', tower, 'supports', [1, 3], 'T');
says('tower', tower, 'above', [3, 1], 'T');
says('tower', tower, 'above', [1, 3], 'F');
says('tower', tower, 'below', [1, 3], 'T');
says('tower', tower, 'above', [4, 3], 'F');
says('tower', tower, 'higher', [3, 2], 'A');
says('tower', tower, 'under', [1, 3], 'A');
says('tower', tower, 'under', [4, 3], 'F');
says('tower', tower, 'stacked', [3], 'T');
says('tower', tower, 'stacked', [4], 'F');
says('tower', tower, 'in_middle', [2], 'T');
says('tower', tower, 'at_edge', [2], 'F');
says('tower', tower, 'at_corner', [4], 'F');
// Half the support from elsewhere is still half; a third is neither.
const shared = (own: number): SceneRecord => ({
  ...tower,
  contacts: [...rests(3, 2, 0.79, [0, 0], 0.05, own / 4), ...rests(3, 1, 0.79, [0, 0], 0.05, (1 - own) / 4)],
});
says('two thirds of the support', shared(0.67), 'directly_on', [3, 2], 'T');
says('a third of the support', shared(0.33), 'directly_on', [3, 2], 'A');
// Mass centre 20 mm beyond its contacts.
says(
  'mass centre off its contacts',
  { ...tower, contacts: rests(3, 2, 0.79, [0.07, 0], 0.05) },
  'directly_on',
  [3, 2],
  'A',
);

// A slab over things.
const slab = sceneOf([
  box(1, [0, 0, 0.8]),
  box(2, [0, 0, 1], [0.4, 0.4, 0.04]),
  box(3, [0.5, 0, 0.8]),
  box(4, [0.2, 0, 0.8]),
]);
says('slab', slab, 'under', [1, 2], 'T');
says('slab', slab, 'under', [3, 2], 'F');
says('slab: half covered', slab, 'under', [4, 2], 'A');

// A cavity of 0.2³ round (0, 0, 0.8).
const holding = (x: number): SceneRecord => {
  const scene = sceneOf([
    box(1, [x, 0, 0.8]),
    box(2, [0, 0, 0.8], [0.3, 0.3, 0.3], { category: 'box' }),
    box(3, [0, 0.5, 0.8]),
  ]);
  return { ...scene, objects: scene.objects.map((o) => (o.id === 2 ? { ...o, cavity: 'box 0.2 0.2 0.2' } : o)) };
};
says('wholly within', holding(0), 'inside', [1, 2], 'T');
says('wholly within', holding(0), 'fully_inside', [1, 2], 'T');
says('wholly within', holding(0), 'near', [1, 2], 'A');
says('seven tenths within', holding(0.08), 'inside', [1, 2], 'T');
says('seven tenths within', holding(0.08), 'fully_inside', [1, 2], 'A');
says('a fifth within', holding(0.13), 'inside', [1, 2], 'A');
says('outside', holding(0.4), 'inside', [1, 2], 'F');
// What a thing holds, if only in part, is not on it, though it carries it.
const carrying = (x: number): SceneRecord => ({ ...holding(x), contacts: rests(1, 2, 0.75, [x, 0], 0.05) });
for (const x of [0, 0.13]) {
  says(`${x} off the middle of a cavity`, carrying(x), 'on', [1, 2], 'A');
  says(`${x} off the middle of a cavity`, carrying(x), 'directly_on', [1, 2], 'A');
  says(`${x} off the middle of a cavity`, carrying(x), 'stacked', [1], 'A');
}
says('no cavity', holding(0), 'inside', [1, 3], 'F');

// B at x = −0.3, C at 0.3; t = (x + 0.3) / 0.6.
const line = (x: number, y = 0, z = 0.8): SceneRecord =>
  sceneOf([box(1, [x, y, z]), box(2, [-0.3, 0, 0.8]), box(3, [0.3, 0, 0.8])]);
says('halfway', line(0), 'between', [1, 2, 3], 'T');
says('beyond C', line(0.5), 'between', [1, 2, 3], 'F');
says('far to the side', line(0, 0.4), 'between', [1, 2, 3], 'F');
says('partly in the lane', line(0, 0.08), 'between', [1, 2, 3], 'A');
says('much higher', line(0, 0, 1.1), 'between', [1, 2, 3], 'A');
says('halfway', line(0), 'nothing_between', [2, 3], 'F');
says('to the side', line(0, 0.4), 'nothing_between', [2, 3], 'T');
says('partly in the lane', line(0, 0.08), 'nothing_between', [2, 3], 'A');
says('in a row', line(0), 'row', [2, 1, 3], 'T');
says('out of the row', line(0, 0.4), 'row', [2, 1, 3], 'F');
says(
  'a third between',
  sceneOf([box(1, [0, 0, 0.8]), box(2, [-0.12, 0, 0.8]), box(3, [0.12, 0, 0.8])]),
  'next_to',
  [2, 3],
  'F',
);

// Fronts and yaws.
const turned = (deg: number): SceneRecord =>
  sceneOf([box(1, [0, 0, 0.8], [0.1, 0.1, 0.1], { front: [1, 0, 0], yawDeg: deg }), box(2, [0.5, 0, 0.8])]);
for (const [deg, facing, away] of [
  [10, 'T', 'F'],
  [40, 'A', 'F'],
  [75, 'F', 'F'],
  [130, 'F', 'A'],
  [170, 'F', 'T'],
] as const) {
  says(`turned by ${deg}°`, turned(deg), 'facing', [1, 2], facing);
  says(`turned by ${deg}°`, turned(deg), 'facing_away', [1, 2], away);
}
says('yaw 3°', turned(3), 'parallel', [1, 2], 'T');
says('yaw 183°', turned(183), 'parallel', [1, 2], 'T');
says('yaw 10°', turned(10), 'parallel', [1, 2], 'A');
says('yaw 90°', turned(90), 'parallel', [1, 2], 'F');
says('no front', turned(0), 'facing', [2, 1], 'A');
const tipped = (deg: number): SceneRecord => {
  const scene = sceneOf([box(1, [0, 0, 0.8]), box(2, [0.5, 0, 0.8])]);
  const half = (deg * Math.PI) / 360;
  return {
    ...scene,
    objects: scene.objects.map((o) =>
      o.id === 1
        ? {
            ...o,
            worldFromObject: { ...o.worldFromObject, orientation: [Math.sin(half), 0, 0, Math.cos(half)] as const },
          }
        : o,
    ),
  };
};
for (const [deg, upright, lying, over] of [
  [0, 'T', 'F', 'F'],
  [25, 'A', 'F', 'F'],
  [45, 'F', 'F', 'F'],
  [90, 'F', 'T', 'F'],
  [180, 'F', 'F', 'T'],
] as const) {
  says(`tipped by ${deg}°`, tipped(deg), 'upright', [1], upright);
  says(`tipped by ${deg}°`, tipped(deg), 'lying', [1], lying);
  says(`tipped by ${deg}°`, tipped(deg), 'upside_down', [1], over);
}

// In the picture: 1 stands right before 2 as seen from (0, −2, 1.2).
says('in front', sceneOf([box(1, [0, -0.3, 0.85]), box(2, [0, 0, 0.8])]), 'occludes', [1, 2], 'T');
says('beside', sceneOf([box(1, [0.5, -0.3, 0.85]), box(2, [0, 0, 0.8])]), 'occludes', [1, 2], 'F?');

// Sizes and distances.
const sizes = sceneOf([
  box(1, [-0.3, 0, 0.85], [0.1, 0.2, 0.2]),
  box(2, [0.3, 0, 0.8], [0.12, 0.12, 0.1]),
  box(3, [0, 0.5, 0.8]),
]);
says('0.2 against 0.1 high', sizes, 'taller', [1, 2], 'T');
says('0.1 against 0.2 high', sizes, 'taller', [2, 1], 'F');
says('equally high', sizes, 'taller', [2, 3], 'A');
says('4.0 against 1.44 litres', sizes, 'bigger', [1, 2], 'T');
{
  const { world, view } = stage(sizes);
  const value = (type: string, a: number, b?: number): number => {
    const q = quantity(world, view, type, null, a, b);
    return q && typeof q !== 'string' ? q.values[0] : NaN;
  };
  near('dist_closest', value('dist_closest', 1, 2), 0.6 - 0.05 - 0.06);
  near('dist_center', value('dist_center', 1, 2), Math.hypot(0.6, 0.05));
  near('dist_h_center', value('dist_h_center', 1, 2), 0.6);
  near('dist_h_closest', value('dist_h_closest', 1, 2), 0.49);
  near('dist_v_gap', value('dist_v_gap', 1, 2), 0);
  near('height', value('height', 1), 0.2);
  near('length', value('length', 1), 0.2);
  near('width', value('width', 1), 0.1);
  near('volume', value('volume', 1), 0.004);
  near('gap_width', value('gap_width', 1, 2), 0.49);
  // From the nearer edge of box 2's front face, seen from (0, −2, 1.2).
  near('dist_cam', value('dist_cam', 2), Math.hypot(0.24, 1.94, 0.35), 0.004);
  const hour = (to: Vec3): number | string => {
    const c = clock(world, view, { kind: 'ego' }, [0, 0, 0], to);
    return typeof c === 'string' ? c : c.hour;
  };
  expect(
    'clock',
    hour([0, 1, 0]) === 12 &&
      hour([1, 0, 0]) === 3 &&
      hour([0, -1, 0]) === 6 &&
      hour([-1, 0, 0]) === 9 &&
      hour([0.5, 0.866, 0]) === 1,
  );
}
