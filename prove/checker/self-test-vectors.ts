import type { BoxSpec } from './made-by-hand.ts';
import type { Vec3 } from './vec.ts';
import { direction } from './directions.ts';
import { expect, near } from './expecting.ts';
import { DIRECTIONS, OPPOSITE } from './frames.ts';
import { show } from './fuzzy.ts';
import { sceneOf, stage } from './made-by-hand.ts';
import { above } from './vertical.ts';

// --- SPEC §11

const TVB: BoxSpec = { id: 2, category: 'laptop', center: [0, 0, 0.8], size: [0.2, 0.2, 0.1], front: [0, -1, 0] };
const cube: Vec3 = [0.1, 0.1, 0.1];
const VECTORS: readonly (readonly [string, Vec3, Vec3, string, string | null, string])[] = [
  ['TV1', [-0.4, 0, 0.8], cube, 'TFFF', 'FTFF', 'F'],
  ['TV2', [-0.4, -0.4, 0.8], cube, 'TFAF', 'FTTF', 'F'],
  ['TV3', [-0.1, -0.5, 0.8], cube, 'AATF', 'AATF', 'F'],
  ['TV4', [0, -0.5, 0.8], cube, 'FFTF', 'FFTF', 'F'],
  ['TV5', [-0.15, 0, 0.8], cube, 'TFFF', 'FTFF', 'F'],
  ['TV6', [-0.12, -0.3, 0.8], cube, 'AATF', 'AATF', 'F'],
  ['TV7', [0, 0, 0.9], cube, 'AAAA', 'AAAA', 'T'],
  ['TV8', [-0.3, -1.2, 0.8], [0.05, 0.05, 0.1], 'AFTF', 'FATF', 'F'],
  ['TV9', [-0.3, -1.2, 0.8], [0.05, 0.05, 0.1], 'AATF', null, 'F'],
  ['TV10', [-0.3, -0.4, 0.8], cube, 'TFTF', 'FATF', 'F'],
  ['TV11', [0.6, 0.5, 0.8], cube, 'FTFA', 'TFFA', 'F'],
];

for (const [name, center, size, ego, object, up] of VECTORS) {
  const b: BoxSpec =
    name === 'TV9' ? { id: 2, category: 'laptop', center: [-0.5, 1.5, 0.8], size: [0.2, 0.2, 0.2] } : TVB;
  const { world, view } = stage(sceneOf([{ id: 1, category: 'mug', center, size }, b]));
  DIRECTIONS.forEach((d, i) => {
    const e = direction(world, view, { kind: 'ego' }, d, 1, 2, 'tabletop');
    expect(`${name} ego ${d}`, show(e)[0] === ego[i] && show(e)[1] !== '?', `${show(e)} instead of ${ego[i]}`);
    if (object === null) return;
    const o = direction(world, view, { kind: 'object', object: 2 }, d, 1, 2, 'tabletop');
    expect(`${name} object ${d}`, show(o)[0] === object[i] && show(o)[1] !== '?', `${show(o)} instead of ${object[i]}`);
  });
  expect(`${name} above`, show(above(world, 1, 2))[0] === up, show(above(world, 1, 2)));
  if (name === 'TV1') {
    const m = direction(world, view, { kind: 'ego' }, 'left', 1, 2, 'tabletop').measured;
    near('TV1 delta', m?.delta ?? NaN, 0.4);
    near('TV1 margin', m?.margin ?? NaN, 0.0225);
    near('TV1 overlap', m?.overlap ?? NaN, 0);
    near('TV1 phi', m?.phiDeg ?? NaN, 0, 1e-6);
  }
  if (name === 'TV6')
    near(
      'TV6 overlap',
      direction(world, view, { kind: 'ego' }, 'left', 1, 2, 'tabletop').measured?.overlap ?? NaN,
      0.3,
    );
}

// --- SPEC §3.7, over boxes thrown anywhere

let state = 12345;
const random = (): number => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
for (let round = 0; round < 60; round++) {
  const box = (id: number): BoxSpec => ({
    id,
    category: 'mug',
    center: [random() - 0.5, random() - 0.5, 0.8 + 0.2 * random()],
    size: [0.05 + 0.2 * random(), 0.05 + 0.2 * random(), 0.05 + 0.2 * random()],
    yawDeg: 360 * random(),
    front: [1, 0, 0],
  });
  const { world, view } = stage(sceneOf([box(1), box(2)]));
  const frame = { kind: 'world' } as const;
  const all = DIRECTIONS.map((d) => direction(world, view, frame, d, 1, 2, 'tabletop'));
  const back = DIRECTIONS.map((d) => direction(world, view, frame, OPPOSITE[d], 2, 1, 'tabletop'));
  expect(
    `round ${round}: dir(A,B,d) = dir(B,A,−d)`,
    all.every((v, i) => v.t === back[i].t && v.f === back[i].f),
  );
  expect(
    `round ${round}: not both d and −d`,
    !(all[0].t === 1 && all[1].t === 1) && !(all[2].t === 1 && all[3].t === 1),
  );
  expect(`round ${round}: at most two T`, all.filter((v) => v.t === 1).length <= 2);
}
