import { describe, expect, test } from 'vitest';
import type { CameraView } from '../camera/pinhole.js';
import type { Vec3 } from '../geometry/vec3.js';
import { evaluateDirection, egoDepthSides } from './direction.js';
import type { Direction } from './frames.js';
import { lookAt, testGraph, type TestObject } from './test-scene.js';
import { overlaps } from './tolerance.js';
import { above } from './vertical.js';

// SPEC §11. Orders: left, right, front, behind. The depth tests of §3.5 are not applied, as stated there.

const DIRECTIONS: readonly Direction[] = ['left', 'right', 'front', 'behind'];
const PITCH = (25 * Math.PI) / 180;
const EYE: Vec3 = [0, -2, 1.2];
const CAMERA: CameraView = lookAt(EYE, [0, -2 + Math.cos(PITCH), 1.2 - Math.sin(PITCH)]);
const CUBE: Vec3 = [0.1, 0.1, 0.1];
const THIN: Vec3 = [0.05, 0.05, 0.1];
const B: TestObject = { id: 2, center: [0, 0, 0.8], size: [0.2, 0.2, 0.1], front: [0, -1, 0] };
const FAR_B: TestObject = { id: 2, center: [-0.5, 1.5, 0.8], size: [0.2, 0.2, 0.2] };

const vectors: readonly [
  id: string,
  center: Vec3,
  size: Vec3,
  ego: string,
  object: string | null,
  above: string,
  b?: TestObject,
][] = [
  ['TV1', [-0.4, 0, 0.8], CUBE, 'TFFF', 'FTFF', 'F'],
  ['TV2', [-0.4, -0.4, 0.8], CUBE, 'TFAF', 'FTTF', 'F'],
  ['TV3', [-0.1, -0.5, 0.8], CUBE, 'AATF', 'AATF', 'F'],
  ['TV4', [0, -0.5, 0.8], CUBE, 'FFTF', 'FFTF', 'F'],
  ['TV5', [-0.15, 0, 0.8], CUBE, 'TFFF', 'FTFF', 'F'],
  ['TV6', [-0.12, -0.3, 0.8], CUBE, 'AATF', 'AATF', 'F'],
  ['TV7', [0, 0, 0.9], CUBE, 'AAAA', 'AAAA', 'T'],
  ['TV8', [-0.3, -1.2, 0.8], THIN, 'AFTF', 'FATF', 'F'],
  ['TV9', [-0.3, -1.2, 0.8], THIN, 'AATF', null, 'F', FAR_B],
  ['TV10', [-0.3, -0.4, 0.8], CUBE, 'TFTF', 'FATF', 'F'],
  ['TV11', [0.6, 0.5, 0.8], CUBE, 'FTFA', 'TFFA', 'F'],
];

describe.each(vectors)('%s', (_id, center, size, ego, object, isAbove, b = B) => {
  const graph = testGraph({ objects: [{ id: 1, center, size }, b] }, [CAMERA]);
  const view = graph.views[0];

  test('ego', () => {
    const verdicts = DIRECTIONS.map((direction) => {
      if (direction === 'left' || direction === 'right') {
        return evaluateDirection(graph, view, { kind: 'ego' }, direction, 1, 2).verdict;
      }
      if (overlaps(graph.geometry.footprintOverlap(1, 2)) !== 'F') return 'A';
      const sides = egoDepthSides(graph.geometry, view, direction, 1, 2);
      return 'reason' in sides ? 'A' : sides.verdict;
    });
    expect(verdicts.join('')).toBe(ego);
  });

  test('object', () => {
    const verdicts = DIRECTIONS.map(
      (d) => evaluateDirection(graph, view, { kind: 'object', object: 2 }, d, 1, 2).verdict,
    );
    expect(verdicts.join('')).toBe(object ?? 'AAAA');
  });

  test('above', () => {
    expect(above(graph.geometry, 1, 2).verdict).toBe(isAbove);
  });
});

test('TV1 measures what the table says', () => {
  const graph = testGraph({ objects: [{ id: 1, center: [-0.4, 0, 0.8], size: CUBE }, B] }, [CAMERA]);
  const { measured } = evaluateDirection(graph, graph.views[0], { kind: 'ego' }, 'left', 1, 2);
  expect(measured.delta).toBeCloseTo(0.4, 7);
  expect(measured.margin).toBeCloseTo(0.0225, 7);
  expect(measured.overlap).toBe(0);
  expect(measured.phiDeg).toBeCloseTo(0, 6);
});

test('TV6 is ambiguous for its overlap of 0.30', () => {
  const graph = testGraph({ objects: [{ id: 1, center: [-0.12, -0.3, 0.8], size: CUBE }, B] }, [CAMERA]);
  const { measured } = evaluateDirection(graph, graph.views[0], { kind: 'ego' }, 'left', 1, 2);
  expect(measured.overlap).toBeCloseTo(0.3, 6);
});

test('TV9: the scene says right of, the picture says left of', () => {
  const graph = testGraph({ objects: [{ id: 1, center: [-0.3, -1.2, 0.8], size: THIN }, FAR_B] }, [CAMERA]);
  const { measured, verdict } = evaluateDirection(graph, graph.views[0], { kind: 'ego' }, 'left', 1, 2);
  expect(verdict).toBe('A');
  expect(measured.delta).toBeLessThan(0);
  expect(measured.uDelta).toBeGreaterThan(100);
  const [a, b] = graph.views[0].record.objects;
  expect(a.centroid?.[0]).toBeCloseTo(118, -1);
  expect(b.centroid?.[0]).toBeCloseTo(230, -1);
});
