import type { CameraView } from '../camera/pinhole.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Contact, Surface } from '../scene/settled-scene.js';
import type { SceneGraph } from './scene-graph.js';
import { lookAt, standsOn, testGraph, type TestObject } from './test-scene.js';

/** A table for tests: id 1, its top in the plane z = 0.7 over [-0.6, 0.6] × [-0.4, 0.4]; things stand on it from id 2 on. */
export const TABLE_ID = 1;
export const TABLE_TOP = 0.7;
export const TABLE_SIZE: readonly [number, number] = [1.2, 0.8];

export interface Thing extends Omit<TestObject, 'center'> {
  /** Of its centre. */
  readonly at: readonly [number, number];
  readonly size: Vec3;
}

export interface TableWorld {
  readonly things: readonly Thing[];
  readonly cameras?: readonly CameraView[];
  readonly holes?: Surface['holes'];
  /** Beside those of the things with the table. */
  readonly contacts?: readonly Contact[];
  /** Things that hang in the air over the table, without contacts. */
  readonly floating?: readonly TestObject[];
}

/** From the front and above: sees all of the table. */
export const OVERVIEW: CameraView = lookAt([0, -1.3, 2], [0, 0, 0.7], {
  width: 320,
  height: 240,
  fx: 300,
  fy: 300,
  cx: 160,
  cy: 120,
});

export function tableWorld({
  things,
  cameras = [OVERVIEW],
  holes = [],
  floating = [],
  contacts: more = [],
}: TableWorld): SceneGraph {
  const [x, y] = [TABLE_SIZE[0] / 2, TABLE_SIZE[1] / 2];
  const table: TestObject = {
    id: TABLE_ID,
    category: 'table',
    name: 'table',
    center: [0, 0, TABLE_TOP - 0.02],
    size: [TABLE_SIZE[0], TABLE_SIZE[1], 0.04],
    fixed: true,
  };
  const objects: TestObject[] = [table];
  const contacts: Contact[] = [...more];
  for (const { at, ...thing } of things) {
    const [, , height] = thing.size;
    objects.push({ ...thing, center: [at[0], at[1], TABLE_TOP + height / 2] });
    contacts.push(standsOn(thing.id, TABLE_ID, [at[0], at[1], TABLE_TOP]));
  }
  const surface: Surface = {
    id: 1,
    owner: TABLE_ID,
    normal: [0, 0, 1],
    outline: [
      [-x, -y, TABLE_TOP],
      [x, -y, TABLE_TOP],
      [x, y, TABLE_TOP],
      [-x, y, TABLE_TOP],
    ],
    holes,
  };
  return testGraph({ objects: [...objects, ...floating], contacts, surfaces: [surface] }, cameras);
}
