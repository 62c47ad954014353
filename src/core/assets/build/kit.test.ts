import { describe, expect, test } from 'vitest';
import { bounds, volumeAndCentroid } from '../../geometry/mesh.js';
import { length, sub, type Vec3 } from '../../geometry/vec3.js';
import { assemble, type Body } from './assemble.js';
import { blocks, box } from './box.js';
import { areaVector, clipCells, extremeVertices, joinAt, mirrorY, rotateAbout, translate, type Cells } from './cell.js';
import { inlay, panel, rowOfFields } from './inlay.js';
import { cylinder, ellipsoid, flatOf, lathe, vessel } from './lathe.js';
import { drum, loft, roundedRectangle, slab, tube } from './loft.js';
import { prism, sideways } from './prism.js';

const material = { name: 'grey', colour: [0.5, 0.5, 0.5], roughness: 0.5, metallic: 0, texture: 'plain' } as const;

function model(...solids: Cells[]) {
  return assemble({
    category: 'test',
    variant: 0,
    bodies: solids.map((cells): Body => ({ cells, density: 1000 })),
    materials: [material, material, material],
    symmetry: 1,
  });
}

const volume = (...solids: Cells[]) => {
  const { positions, indices } = model(...solids).mesh;
  return volumeAndCentroid(positions, indices).volume;
};

const area = (cells: Cells, of: number) =>
  cells
    .flatMap((cell) => cell.faces)
    .filter((face) => face.material === of)
    .reduce((sum, face) => sum + length(areaVector(face.points)), 0);

describe('solids have their volume', () => {
  test('box', () => expect(volume(box({ size: [0.2, 0.3, 0.4] }))).toBeCloseTo(0.024, 8));
  test('chamfered box: twelve prisms and eight corners less', () => {
    const b = 0.01;
    const edges = (4 * (0.1 + 0.2 + 0.3 - 6 * b) * b * b) / 2;
    expect(volume(box({ size: [0.1, 0.2, 0.3], bevel: b }))).toBeCloseTo(0.006 - edges - (8 * 5 * b ** 3) / 6, 8);
  });
  test('a turned cylinder is a prism over its polygon', () => {
    const polygon = 12 * 0.05 ** 2 * Math.sin((2 * Math.PI) / 24);
    expect(volume(cylinder({ radius: 0.05, height: 0.1 }))).toBeCloseTo(polygon * 0.1, 8);
    expect(volume(drum({ axis: 'y', center: [0, 0, 0], radius: 0.05, length: 0.1 }))).toBeCloseTo(polygon * 0.1, 8);
  });
  test('a vessel and its cavity make up the whole', () => {
    const { solid, cavity } = vessel(
      [
        [0.05, 0],
        [0.05, 0.1],
      ],
      [
        [0.046, 0.005],
        [0.046, 0.1],
      ],
      24,
    );
    const whole = volume(cylinder({ radius: 0.05, height: 0.1 }));
    // The rim's corners are cut, and the cavity ends where the cut begins, 1.2 mm lower.
    expect((volume(solid) + volume(cavity)) / whole).toBeGreaterThan(0.98);
    expect((volume(solid) + volume(cavity)) / whole).toBeLessThan(1);
  });
  test('a tube is as long as its path', () => {
    const straight = tube(
      [
        [0, 0, 0],
        [0, 0, 0.2],
      ],
      { radius: 0.01, side: [1, 0, 0], sides: 8 },
    );
    expect(volume(straight)).toBeCloseTo(4 * 0.01 ** 2 * Math.sin(Math.PI / 4) * 0.2, 9);
  });
  test('prisms, upright and sideways', () => {
    const shape = [
      [0, 0],
      [0.3, 0],
      [0, 0.2],
    ] as const;
    expect(volume(prism([shape], 0, 0.1))).toBeCloseTo(0.003, 8);
    const side = model(sideways([shape], -0.05, 0.05));
    expect(side.mass).toBeCloseTo(3, 5);
    expect(bounds(side.mesh.positions).max[2]).toBeCloseTo(0.2, 6);
  });
});

describe('cells', () => {
  test('shared faces vanish, so two halves are one box', () => {
    const [a, b] = [box({ size: [0.1, 0.1, 0.1] }), box({ x: 0.1, size: [0.1, 0.1, 0.1] })];
    expect(model([...a, ...b]).mesh.indices.length / 3).toBe(20);
    expect(model(a, b).mesh.indices.length / 3).toBe(24);
  });

  test('blocks cut along all planes: an L is closed and has its own corners as parts', () => {
    const l = blocks([
      { min: [0, 0, 0], max: [0.2, 0.1, 0.05] },
      { min: [0, 0, 0.05], max: [0.05, 0.1, 0.2] },
    ]);
    expect(volume(l)).toBeCloseTo(0.2 * 0.1 * 0.05 + 0.05 * 0.1 * 0.15, 8);
    expect(model(l).parts.map((part) => part.vertices.length)).toEqual([8, 8]);
  });

  test('corners leave out what lies in faces and along edges', () => {
    const shape = [
      [0, 0],
      [0.05, 0],
      [0.1, 0],
      [0.1, 0.1],
      [0, 0.1],
    ] as const;
    expect(prism([shape], 0, 0.1).map((cell) => extremeVertices(cell).length)).toEqual([8]);
    expect(cylinder({ radius: 0.05, height: 0.1, segments: 12 }).map((cell) => extremeVertices(cell).length)).toEqual([
      24,
    ]);
  });

  test('clipping halves a box and closes it', () => {
    const half = clipCells(box({ size: [0.1, 0.1, 0.1] }), [0, 0, 0.05], [0, 0.6, 0.8]);
    expect(volume(half)).toBeCloseTo(0.0005, 9);
    expect(clipCells(box({ size: [0.1, 0.1, 0.1] }), [0, 0, -1], [0, 0, 1])).toEqual([]);
  });

  test('joined balls touch in one plane', () => {
    const [a, b] = joinAt(
      ellipsoid([0, 0, 0], [0.1, 0.1, 0.1], 16, 7),
      ellipsoid([0.12, 0, 0], [0.1, 0.1, 0.1], 16, 7),
      [0.06, 0, 0],
      [1, 0, 0],
    );
    const xs = (cells: Cells) => cells.flatMap((cell) => cell.faces.flatMap((face) => face.points.map((p) => p[0])));
    expect(Math.max(...xs(a))).toBeCloseTo(0.06, 9);
    expect(Math.min(...xs(b))).toBeCloseTo(0.06, 9);
  });

  test('turning, moving and mirroring keep the outside out', () => {
    const wedge = prism(
      [
        [
          [0, 0],
          [0.3, 0],
          [0, 0.2],
        ],
      ],
      0,
      0.1,
    );
    for (const moved of [
      rotateAbout(wedge, 'x', 33),
      rotateAbout(wedge, 'y', -70),
      rotateAbout(wedge, 'z', 200),
      mirrorY(wedge),
      translate(wedge, [1, 2, 3]),
    ]) {
      expect(volume(moved)).toBeCloseTo(0.003, 7);
    }
    const [turned] = rotateAbout(box({ x: 1, size: [0.1, 0.1, 0.1] }), 'z', 90);
    expect(turned.faces.every((face) => face.points.every((p) => Math.abs(p[0]) < 0.06 && p[1] > 0.9))).toBe(true);
  });
});

describe('inlay', () => {
  test('fields have their size and the rest keeps the face whole', () => {
    const plate = panel(box({ size: [0.2, 0.1, 0.01] }), [0, 0, 1], [1, 0, 0], [0.1, 0.04], 1, [0.02, -0.01]);
    expect(area(plate, 1)).toBeCloseTo(0.004, 9);
    expect(area(plate, 0)).toBeCloseTo(2 * (0.02 + 0.002 + 0.001) - 0.004, 9);
    expect(volume(plate)).toBeCloseTo(0.0002, 9);
  });

  test('works on a round-cornered face with many fields, and stays closed', () => {
    const lines = rowOfFields(5, 0.14, 0.004);
    const keys = inlay(slab({ size: [0.1, 0.18, 0.01], corner: 0.02, edge: 0.002 }), {
      normal: [0, 0, 1],
      u: [0, 1, 0],
      us: lines,
      vs: [-0.03, -0.01, 0.02],
      paint: (i, j) => (i % 2 === 0 && j === 0 ? 2 : 1),
    });
    expect(area(keys, 2)).toBeCloseTo(5 * ((0.14 - 4 * 0.004) / 5) * 0.02, 9);
    expect(volume(keys)).toBeCloseTo(volume(slab({ size: [0.1, 0.18, 0.01], corner: 0.02, edge: 0.002 })), 9);
  });

  test('must lie inside its face, and the face must exist', () => {
    expect(() => panel(box({ size: [0.1, 0.1, 0.1] }), [0, 0, 1], [1, 0, 0], [0.2, 0.2], 1)).toThrow(/inside/);
    expect(() => panel(box({ size: [0.1, 0.1, 0.1] }), [0, 0.6, 0.8], [1, 0, 0], [0.02, 0.02], 1)).toThrow(/No face/);
  });
});

describe('loft', () => {
  test('twisted rings fold outward: each slice is the hull of its rings', () => {
    const ring = (z: number, turn: number): Vec3[] =>
      roundedRectangle([0.1, 0.06], 0.01, 1, z).map(([x, y]) => [
        x * Math.cos(turn) - y * Math.sin(turn),
        x * Math.sin(turn) + y * Math.cos(turn),
        z,
      ]);
    const [cell] = loft([ring(0, 0), ring(0.1, 0.2)]);
    const points = cell.faces.flatMap((face) => face.points);
    for (const face of cell.faces) {
      const normal = areaVector(face.points);
      for (const p of points) {
        const d = sub(p, face.points[0]);
        expect((d[0] * normal[0] + d[1] * normal[1] + d[2] * normal[2]) / length(normal)).toBeLessThan(1e-9);
      }
    }
  });

  test('an end cut along a turned wall lies flat on it', () => {
    const flat = flatOf([0.04, 0], [0.05, 0.1], 20);
    const [stub] = tube(
      [
        [0.044, 0, 0.05],
        [0.08, 0, 0.05],
      ],
      { radius: 0.004, side: [0, -1, 0], start: flat },
    );
    const wall = lathe(
      [
        [
          [0, 0],
          [0.04, 0],
          [0.05, 0.1],
          [0, 0.1],
        ],
      ],
      20,
    )[0].faces.find((face) => face.points.every((p) => p[0] > 0.03 && Math.abs(p[1]) < 0.01));
    const normal = areaVector(wall?.points ?? []);
    const [cap] = stub.faces;
    for (const p of cap.points) {
      const d = sub(p, wall?.points[0] ?? p);
      expect((d[0] * normal[0] + d[1] * normal[1] + d[2] * normal[2]) / length(normal)).toBeCloseTo(0, 9);
    }
  });
});

test('a model is centred, on the ground, float32, with its mass where its stuff is', () => {
  const heavy: Body = { cells: box({ x: 5, y: 3, z: 2, size: [0.1, 0.1, 0.1] }), density: 3000 };
  const light: Body = { cells: box({ x: 5.2, y: 3, z: 2, size: [0.1, 0.1, 0.1] }), density: 1000 };
  const built = assemble({ category: 'pair', variant: 7, bodies: [heavy, light], materials: [material], symmetry: 1 });
  expect(built.asset).toBe('pair/7');
  const { min, max } = bounds(built.mesh.positions);
  expect(min[2]).toBe(0);
  expect(min[0] + max[0]).toBeCloseTo(0, 6);
  expect(built.mass).toBeCloseTo(4, 5);
  expect(built.massCenter[0]).toBeCloseTo(-0.05, 5);
  for (const part of built.parts) for (const p of part.vertices) for (const c of p) expect(Math.fround(c)).toBe(c);
});

test('a solid turned inside out is refused', () => {
  const wrong = box({ size: [0.1, 0.1, 0.1] }).map((cell) => ({
    faces: cell.faces.map((face) => ({ ...face, points: [...face.points].reverse() })),
  }));
  expect(() => model(wrong)).toThrow(/inward/);
});
