import { describe, expect, it } from 'vitest';
import { lexiconOf } from '../../assets/lexicon.js';
import { CATEGORIES } from '../../assets/library.js';
import { ENGLISH } from '../../questions/language/english.js';
import type { Referent } from '../../questions/view-context.js';
import { createRng } from '../../random.js';
import { drawView, lookAt, standsOn, testGeometry, type TestObject } from '../../relations/test-scene.js';
import type { Surface } from '../../scene/settled-scene.js';
import { clear } from './clear.js';
import type { TaskSearch } from './search.js';
import { stack } from './stack.js';

// A table of 1 × 1 m at z = 0 with a book in its middle; what stands on the book, or is to, differs.

const level = (id: number, owner: number, x: number, y: number, z: number, half: number): Surface => ({
  id,
  owner,
  normal: [0, 0, 1],
  outline: [
    [x - half, y - half, z],
    [x + half, y - half, z],
    [x + half, y + half, z],
    [x - half, y + half, z],
  ],
  holes: [],
});

const TABLE: TestObject = { id: 1, center: [0, 0, -0.02], size: [1, 1, 0.04], mass: 20, fixed: true, name: 'table' };
const BOOK: TestObject = { id: 2, center: [0, 0, 0.02], size: [0.16, 0.16, 0.04], name: 'book' };
const CUBE: TestObject = { id: 3, center: [0, 0, 0.07], size: [0.06, 0.06, 0.06], name: 'cube' };
const TRAY: TestObject = { id: 4, center: [0.3, -0.2, 0.03], size: [0.12, 0.12, 0.06], name: 'tin' };
const SMALL: TestObject = { id: 5, center: [-0.3, -0.2, 0.02], size: [0.03, 0.03, 0.04], name: 'die' };

function searchIn(cubeOnBook: boolean, options: Partial<TaskSearch['options']> = {}): TaskSearch {
  const cube: TestObject = cubeOnBook ? CUBE : { ...CUBE, center: [0.1, -0.3, 0.03] };
  const [x, y, z] = cube.center;
  const geometry = testGeometry({
    objects: [TABLE, BOOK, cube, TRAY, SMALL],
    contacts: [
      standsOn(2, 1, [0, 0, 0]),
      standsOn(3, cubeOnBook ? 2 : 1, [x, y, z - 0.03]),
      standsOn(4, 1, [0.3, -0.2, 0]),
      standsOn(5, 1, [-0.3, -0.2, 0]),
    ],
    surfaces: [level(1, 1, 0, 0, 0, 0.5), level(2, 2, 0, 0, 0.04, 0.08), level(3, 3, x, y, z + 0.03, 0.03)],
  });
  const camera = lookAt([0, -1, 0.9], [0, 0, 0], { width: 200, height: 150, fx: 190, fy: 190, cx: 100, cy: 75 });
  const view = drawView(geometry, camera);
  const referent = (id: number): Referent => ({
    id,
    phrase: geometry.object(id).record.name,
    possessive: true,
    anchor: null,
  });
  return {
    graph: { geometry, views: [view] },
    view,
    context: null as unknown as TaskSearch['context'],
    slot: {
      skill: 'clear',
      relation: 'on',
      frame: null,
      frames: [],
      scene: 0,
      arranged: { required: [], categories: {}, relations: undefined, count: undefined, on: undefined },
    },
    options: { language: ENGLISH, lexicon: lexiconOf(ENGLISH, CATEGORIES), ...options },
    movable: [referent(4), referent(3), referent(5)],
    references: [referent(2), referent(3)],
    rng: createRng('propose'),
  };
}

describe('clear', () => {
  it('finds what is in the way, and moves it before', () => {
    const draft = clear(searchIn(true));
    expect(draft?.steps).toEqual([
      { object: 3, goal: [] },
      { object: 4, goal: [{ type: 'on', frame: null, subject: 4, reference: 2 }] },
    ]);
  });

  it('asks nothing where there is room already', () => {
    expect(clear(searchIn(false))).toBeNull();
  });

  it('asks nothing where the arm does not get the thing away', () => {
    expect(clear(searchIn(true, { canPlace: () => false }))).toBeNull();
  });
});

describe('stack', () => {
  it('puts what carries on what carries, and something small on top', () => {
    const draft = stack(searchIn(false));
    expect(draft?.steps.map(({ object, goal }) => [object, goal[0].reference])).toEqual([
      [3, 2],
      [5, 3],
    ]);
    expect(draft?.goal).toHaveLength(2);
  });

  it('asks nothing of what a hand cannot take', () => {
    expect(stack(searchIn(false, { isGraspable: (id) => id !== 3 }))).toBeNull();
  });
});
