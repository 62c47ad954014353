import { describe, expect, test } from 'vitest';
import { buildBoxTree, raycast, type BoxTree } from '../geometry/box-tree.js';
import { buildConvexBody, containsPoint, convexVolume } from '../geometry/convex.js';
import { bounds, volumeAndCentroid, type TriangleMesh } from '../geometry/mesh.js';
import { isInsideMesh } from '../geometry/point-in-mesh.js';
import { convexHull, pointInPolygon, polygonArea, type Vec2 } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import { createRng } from '../random.js';
import type { AssetModel } from './asset.js';
import { buildAsset, CATEGORIES, category } from './library.js';
import { labFromRgb, nameColour } from './palette.js';

/** Longest extent (m) and mass (kg) of real ones, from shop catalogues and kitchen scales, rounded outward. */
const REAL: Readonly<Record<string, readonly [shortest: number, longest: number, light: number, heavy: number]>> = {
  'alarm-clock': [0.08, 0.18, 0.15, 0.7],
  apple: [0.06, 0.1, 0.1, 0.35],
  banana: [0.13, 0.22, 0.07, 0.22],
  basket: [0.2, 0.45, 0.2, 1.2],
  book: [0.15, 0.32, 0.2, 2],
  bottle: [0.18, 0.34, 0.4, 1.6],
  bowl: [0.12, 0.3, 0.2, 1.2],
  box: [0.12, 0.5, 0.05, 0.5],
  calculator: [0.1, 0.2, 0.08, 0.4],
  camera: [0.1, 0.16, 0.3, 1],
  can: [0.08, 0.18, 0.2, 0.6],
  candle: [0.05, 0.3, 0.1, 0.8],
  'cereal-box': [0.22, 0.36, 0.3, 0.8],
  'desk-lamp': [0.25, 0.6, 1, 4],
  'desk-shelf': [0.3, 0.8, 1, 5],
  glass: [0.08, 0.18, 0.12, 0.45],
  jar: [0.07, 0.16, 0.25, 1],
  keyboard: [0.26, 0.48, 0.3, 1.3],
  laptop: [0.28, 0.4, 1, 3],
  lemon: [0.06, 0.11, 0.06, 0.2],
  'milk-carton': [0.16, 0.28, 0.5, 1.4],
  monitor: [0.45, 0.75, 2.5, 8],
  mouse: [0.09, 0.14, 0.06, 0.16],
  mug: [0.09, 0.15, 0.2, 0.5],
  orange: [0.06, 0.1, 0.1, 0.32],
  'pencil-cup': [0.1, 0.22, 0.1, 0.5],
  phone: [0.12, 0.18, 0.12, 0.3],
  'picture-frame': [0.12, 0.35, 0.15, 0.9],
  plant: [0.15, 0.45, 0.4, 2.5],
  plate: [0.15, 0.32, 0.25, 1],
  'remote-control': [0.12, 0.24, 0.06, 0.25],
  'robot-base': [0.25, 0.6, 2, 12],
  saucepan: [0.25, 0.45, 0.7, 2.5],
  speaker: [0.18, 0.4, 1.5, 8],
  stapler: [0.1, 0.2, 0.15, 0.6],
  'tape-dispenser': [0.1, 0.2, 0.3, 1.4],
  teapot: [0.18, 0.32, 0.5, 2],
  'teddy-bear': [0.15, 0.5, 0.1, 1],
  'tissue-box': [0.18, 0.3, 0.1, 0.4],
  toaster: [0.24, 0.42, 1, 3.5],
  'toy-block': [0.03, 0.1, 0.05, 0.4],
  'toy-car': [0.06, 0.25, 0.05, 0.6],
  tray: [0.25, 0.55, 0.4, 2],
  vase: [0.14, 0.4, 0.4, 2],
  armchair: [0.75, 1.2, 18, 45],
  bed: [1.9, 2.3, 30, 160],
  bookshelf: [0.6, 2.2, 12, 60],
  chair: [0.75, 1.1, 3, 9],
  'coffee-table': [0.6, 1.4, 8, 35],
  desk: [1, 1.8, 20, 70],
  'floor-lamp': [1.3, 1.9, 4, 18],
  'floor-plant': [0.8, 2, 10, 60],
  nightstand: [0.4, 0.7, 8, 25],
  'office-chair': [0.85, 1.4, 9, 25],
  'side-table': [0.4, 0.7, 4, 15],
  sideboard: [0.9, 1.8, 30, 90],
  sofa: [1.3, 2.6, 35, 110],
  stool: [0.35, 0.8, 2, 8],
  table: [1, 2, 15, 60],
  tv: [0.8, 1.5, 8, 30],
  'tv-stand': [1, 2, 18, 50],
  wardrobe: [1.7, 2.3, 60, 200],
  'waste-bin': [0.2, 0.45, 0.4, 2.5],
  ball: [0.06, 0.16, 0.02, 0.4],
  bread: [0.18, 0.3, 0.2, 1.2],
  'coffee-maker': [0.28, 0.4, 1.2, 5.5],
  colander: [0.2, 0.34, 0.3, 1.8],
  crate: [0.28, 0.42, 0.4, 2.6],
  'cutting-board': [0.26, 0.5, 0.4, 2.5],
  'desk-fan': [0.26, 0.5, 0.9, 3.5],
  dice: [0.018, 0.055, 0.005, 0.2],
  drill: [0.17, 0.25, 0.9, 2.6],
  'egg-carton': [0.14, 0.3, 0.03, 0.8],
  'food-container': [0.15, 0.27, 0.05, 0.4],
  fork: [0.16, 0.22, 0.02, 0.09],
  'frying-pan': [0.35, 0.52, 0.5, 2.2],
  hammer: [0.25, 0.35, 0.35, 1.1],
  headphones: [0.15, 0.24, 0.1, 0.5],
  jug: [0.16, 0.26, 0.5, 2],
  kettle: [0.19, 0.3, 0.6, 2.2],
  knife: [0.17, 0.35, 0.04, 0.4],
  notebook: [0.13, 0.26, 0.08, 0.7],
  'paper-towel': [0.23, 0.34, 0.4, 1.4],
  pen: [0.12, 0.16, 0.008, 0.04],
  pliers: [0.14, 0.22, 0.1, 0.5],
  printer: [0.36, 0.5, 3, 9],
  'rubber-duck': [0.06, 0.15, 0.02, 0.2],
  ruler: [0.19, 0.33, 0.01, 0.06],
  'safety-helmet': [0.22, 0.34, 0.25, 0.9],
  'salt-shaker': [0.07, 0.12, 0.06, 0.3],
  scissors: [0.15, 0.24, 0.04, 0.25],
  screwdriver: [0.17, 0.25, 0.06, 0.25],
  shoe: [0.24, 0.32, 0.2, 0.7],
  spatula: [0.27, 0.36, 0.04, 0.2],
  spoon: [0.15, 0.22, 0.02, 0.09],
  'spray-bottle': [0.19, 0.28, 0.3, 1],
  'tape-measure': [0.06, 0.22, 0.15, 0.6],
  toolbox: [0.33, 0.46, 1, 4.5],
  'toy-plane': [0.15, 0.26, 0.05, 0.4],
  'toy-robot': [0.15, 0.27, 0.2, 1.2],
  'toy-train': [0.1, 0.2, 0.08, 0.6],
  'wine-bottle': [0.28, 0.33, 1, 1.6],
  'wine-glass': [0.14, 0.24, 0.08, 0.35],
  wrench: [0.15, 0.27, 0.05, 0.5],
  bench: [1, 1.5, 7, 30],
  'coat-rack': [1.6, 1.9, 3, 12],
  dresser: [0.7, 1.25, 25, 90],
  'filing-cabinet': [0.6, 1.45, 20, 90],
  fridge: [0.8, 1.95, 28, 95],
  'kitchen-counter': [1.1, 2.1, 50, 190],
  pouf: [0.45, 0.68, 2, 10],
  'robot-cell': [1.3, 2.1, 40, 160],
  'school-desk': [0.64, 0.8, 8, 28],
  'shelf-rack': [1.4, 2, 15, 75],
  'step-stool': [0.36, 0.5, 3, 9],
  'storage-bin': [0.48, 0.68, 1, 5],
  stove: [0.85, 0.95, 35, 95],
  'washing-machine': [0.8, 0.9, 50, 90],
  workbench: [1.3, 1.9, 35, 120],
  door: [1.9, 2.2, 30, 90],
  window: [0.8, 1.8, 15, 60],
};

/** Surfaces lie on the mesh to within this (SPEC §5). */
const ON_MESH = 0.001;

describe.each(CATEGORIES.map((c) => c.id))('%s', (id) => {
  const { variants } = category(id);
  const models = Array.from({ length: variants }, (_, v) => buildAsset(id, v));

  test('says truly what it is', () => {
    const { nouns, colours, kind } = category(id);
    expect(nouns.length).toBeGreaterThan(0);
    expect(variants).toBeGreaterThanOrEqual(4);
    for (const [v, model] of models.entries()) {
      expect(model.asset).toBe(`${id}/${v}`);
      expect(model.mesh.groups.map((g) => g.material)).toEqual(model.materials.map((_, i) => i));
      const { name, confidence } = nameColour(labFromRgb(model.materials[0].colour));
      expect(colours).toContain(name);
      expect(confidence).toBeGreaterThanOrEqual(0.8);
      if (model.symmetry !== 1) expect(model.front).toBeNull();
      if (model.front) expect(model.front).toEqual([1, 0, 0]);
      else expect(model.leftRight).toBe('unsettled');
      expect((model.cavity === null) === (model.opening === null)).toBe(true);
      expect(model.friction).toBeGreaterThanOrEqual(0.3);
      expect(model.friction).toBeLessThanOrEqual(0.8);
      if (kind !== 'structure' || id in REAL) {
        const [shortest, longest, light, heavy] = REAL[id];
        const { min, max } = bounds(model.mesh.positions);
        const extent = Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2]);
        expect(extent).toBeGreaterThanOrEqual(shortest);
        expect(extent).toBeLessThanOrEqual(longest);
        expect(model.mass).toBeGreaterThanOrEqual(light);
        expect(model.mass).toBeLessThanOrEqual(heavy);
      }
    }
  });

  test('is closed, stands on z = 0 and is centred', () => {
    for (const { mesh, solid } of models) {
      expect(solid).toBe(true);
      expect(openEdges(mesh)).toBe(0);
      expect(volumeAndCentroid(mesh.positions, mesh.indices).volume).toBeGreaterThan(0);
      const { min, max } = bounds(mesh.positions);
      expect(Math.abs(min[2])).toBeLessThan(1e-6);
      expect(Math.abs(min[0] + max[0])).toBeLessThan(1e-5);
      expect(Math.abs(min[1] + max[1])).toBeLessThan(1e-5);
      for (let i = 0; i < mesh.normals.length; i += 3) {
        expect(Math.hypot(mesh.normals[i], mesh.normals[i + 1], mesh.normals[i + 2])).toBeCloseTo(1, 5);
      }
    }
  });

  test('is filled exactly by its convex parts', () => {
    const rng = createRng(`points in ${id}`);
    for (const { mesh, parts } of models) {
      const vertices = new Set(weld(mesh).keys);
      const bodies = parts.map((part) => buildConvexBody(part.vertices));
      const own = parts.flatMap((part) => part.vertices).filter((p) => vertices.has(p.join()));
      expect(own.length).toBeGreaterThan(0);
      const { volume } = volumeAndCentroid(mesh.positions, mesh.indices);
      const filled = bodies.reduce((sum, body) => sum + convexVolume(body), 0);
      expect(Math.abs(filled / volume - 1)).toBeLessThan(0.005);
      const tree = treeOf(mesh);
      const { min, max } = bounds(mesh.positions);
      for (let i = 0; i < 60; i++) {
        const p = min.map((low, k) => rng.range(low, max[k])) as unknown as Vec3;
        // Random points are never within rounding of a seam.
        if (isInsideMesh(tree, p)) expect(bodies.some((body) => containsPoint(body, p))).toBe(true);
        else expect(bodies.some((body) => containsPoint(body, p))).toBe(false);
      }
    }
  });

  test('stays where it stands', () => {
    if (category(id).kind === 'structure') return;
    for (const { mesh, massCenter } of models) {
      const base: Vec2[] = [];
      for (let i = 0; i < mesh.positions.length; i += 3) {
        if (mesh.positions[i + 2] < 1e-5) base.push([mesh.positions[i], mesh.positions[i + 1]]);
      }
      const hull = convexHull(base);
      expect(pointInPolygon([massCenter[0], massCenter[1]], hull)).toBe(true);
      expect(tippingAngleDeg(hull, massCenter)).toBeGreaterThan(5);
    }
  });

  test('looks the same after the turns it claims', () => {
    for (const { mesh, symmetry } of models) {
      if (symmetry === 1) continue;
      expect(turnError(mesh, symmetry === 2 ? Math.PI : Math.PI / 2)).toBeLessThanOrEqual(0.001);
    }
  });

  test('has its surfaces on its mesh', () => {
    for (const { mesh, surfaces } of models) {
      const tree = treeOf(mesh);
      for (const { outline, normal, clearance } of surfaces) {
        expect(normal).toEqual([0, 0, 1]);
        expect(polygonArea(outline.map((p): Vec2 => [p[0], p[1]]))).toBeGreaterThanOrEqual(0.0025);
        const middle = [0, 1, 2].map((k) => outline.reduce((sum, p) => sum + p[k], 0) / outline.length);
        for (const p of [...outline, middle]) {
          const drop = Math.min(0.01, clearance / 2);
          // Just inside the corner, so that the ray cannot slip past an edge.
          const start: Vec3 = [p[0] + 0.002 * (middle[0] - p[0]), p[1] + 0.002 * (middle[1] - p[1]), p[2] + drop];
          const hit = raycast(tree, start, [0, 0, -1]);
          expect(hit).not.toBeNull();
          expect(Math.abs((hit?.distance ?? 0) - drop)).toBeLessThanOrEqual(ON_MESH);
        }
        if (clearance < Infinity) {
          const up = raycast(tree, [middle[0], middle[1], middle[2] + 1e-4], [0, 0, 1]);
          expect(Math.abs((up?.distance ?? 0) + 1e-4 - clearance)).toBeLessThanOrEqual(ON_MESH);
        }
      }
    }
  });

  test('holds a closed, empty, reachable space if any', () => {
    const rng = createRng(`cavity of ${id}`);
    for (const model of models) {
      const { cavity, opening, mesh } = model;
      if (!cavity || !opening) continue;
      expect(openEdges(cavity)).toBe(0);
      expect(volumeAndCentroid(cavity.positions, cavity.indices).volume).toBeGreaterThan(0);
      const outer = bounds(mesh.positions);
      const inner = bounds(cavity.positions);
      for (let k = 0; k < 3; k++) {
        expect(inner.min[k]).toBeGreaterThanOrEqual(outer.min[k]);
        expect(inner.max[k]).toBeLessThanOrEqual(outer.max[k]);
      }
      const [solid, space] = [treeOf(mesh), treeOf(cavity)];
      let inside = 0;
      let free = 0;
      for (let i = 0; i < 200; i++) {
        const p = inner.min.map((low, k) => rng.range(low, inner.max[k])) as unknown as Vec3;
        if (!isInsideMesh(space, p)) continue;
        inside++;
        expect(isInsideMesh(solid, p)).toBe(false);
        if (raycast(solid, p, opening) === null) free++;
      }
      expect(inside).toBeGreaterThan(20);
      // Straight out of a vase only its neck's width is free.
      expect(free / inside).toBeGreaterThan(id === 'vase' ? 0.1 : 0.6);
    }
  });

  test('is built alike twice, and its last shape is its own', () => {
    const last = models[variants - 1];
    const again = buildAsset(id, variants - 1);
    expect(again.mesh.positions).toEqual(last.mesh.positions);
    expect(JSON.stringify({ ...again, mesh: null })).toBe(JSON.stringify({ ...last, mesh: null }));
    if (category(id).kind !== 'structure' || id in REAL) {
      for (const other of models.slice(0, -1)) {
        expect(Buffer.from(other.mesh.positions.buffer).equals(Buffer.from(last.mesh.positions.buffer))).toBe(false);
      }
    }
  });
});

test('supports take the size a recipe gives', () => {
  for (const id of ['table', 'desk', 'coffee-table', 'floor', 'wall']) {
    const size: Vec3 = [1.1, 0.62, 0.71];
    const { min, max } = bounds(buildAsset(id, 0, size).mesh.positions);
    for (let k = 0; k < 3; k++) expect(max[k] - min[k]).toBeCloseTo(size[k], 5);
  }
});

test('the library is broad enough and refuses what it lacks', () => {
  const count = (kind: string) => CATEGORIES.filter((c) => c.kind === kind).length;
  expect(count('tabletop')).toBeGreaterThanOrEqual(48);
  expect(count('furniture') + count('structure')).toBeGreaterThanOrEqual(22);
  expect(CATEGORIES.length).toBeGreaterThanOrEqual(70);
  expect(new Set(CATEGORIES.map((c) => c.id)).size).toBe(CATEGORIES.length);
  expect(() => category('unicorn')).toThrow(/unicorn/);
  expect(() => buildAsset('mug', 99)).toThrow(/variants 0/);
});

function treeOf(mesh: TriangleMesh): BoxTree {
  return buildBoxTree(Float64Array.from(mesh.positions), mesh.indices);
}

function weld({ positions }: TriangleMesh): { ids: number[]; keys: string[] } {
  const known = new Map<string, number>();
  const ids: number[] = [];
  for (let i = 0; i < positions.length; i += 3) {
    const key = `${positions[i]},${positions[i + 1]},${positions[i + 2]}`;
    if (!known.has(key)) known.set(key, known.size);
    ids.push(known.get(key) as number);
  }
  return { ids, keys: [...known.keys()] };
}

/** Edges, welded by position, that are not walked exactly once each way. */
function openEdges(mesh: TriangleMesh): number {
  const { ids } = weld(mesh);
  const walked = new Map<string, number>();
  for (let t = 0; t < mesh.indices.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const edge = `${ids[mesh.indices[t + k]]}>${ids[mesh.indices[t + ((k + 1) % 3)]]}`;
      walked.set(edge, (walked.get(edge) ?? 0) + 1);
    }
  }
  return [...walked].filter(([edge, n]) => n !== 1 || walked.get(edge.split('>').reverse().join('>')) !== 1).length;
}

/** How far the object can be tipped over the nearest edge of its base before it falls. */
function tippingAngleDeg(hull: readonly Vec2[], [x, y, z]: Vec3): number {
  const margins = hull.map((a, i) => {
    const b = hull[(i + 1) % hull.length];
    return ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / Math.hypot(b[0] - a[0], b[1] - a[1]);
  });
  return (Math.atan2(Math.min(...margins), z) * 180) / Math.PI;
}

/** Largest distance of a turned vertex from the nearest vertex. */
function turnError({ positions }: AssetModel['mesh'], angle: number): number {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  let worst = 0;
  for (let i = 0; i < positions.length; i += 3) {
    const x = c * positions[i] - s * positions[i + 1];
    const y = s * positions[i] + c * positions[i + 1];
    let nearest = Infinity;
    for (let j = 0; j < positions.length && nearest > 1e-12; j += 3) {
      const d = (positions[j] - x) ** 2 + (positions[j + 1] - y) ** 2 + (positions[j + 2] - positions[i + 2]) ** 2;
      if (d < nearest) nearest = d;
    }
    worst = Math.max(worst, nearest);
  }
  return Math.sqrt(worst);
}
