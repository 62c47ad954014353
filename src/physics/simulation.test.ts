import { describe, expect, it } from 'vitest';
import { buildConvexBody } from '../core/geometry/convex.js';
import { hullOf } from './hull.js';
import { MAX_REST_DRIFT } from '../core/scene/rest.js';
import { createSimulation, letRest } from './simulation.js';
import { ball, box, floor, testSpec, type TestObject } from './test-specs.js';

function simulate(objects: readonly TestObject[]) {
  const { spec } = testSpec(objects);
  return createSimulation(
    spec,
    spec.objects.map((object) => object.parts.map((part) => hullOf(buildConvexBody(part.vertices)))),
  );
}

describe('letRest', () => {
  it('watches a half second with all awake and no drift', () => {
    const simulation = simulate([floor(1), { id: 2, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.002] }]);
    const report = letRest(simulation, () => false);
    expect(report.rested).toBe(true);
    expect(report.drift).toBeLessThan(MAX_REST_DRIFT);
    expect(report.meter.time).toBeCloseTo(0.25, 12);
    expect(simulation.bodies[1].body.sleepState).toBe(0);
  });

  it('lets what sleeps fall when its support is taken away', () => {
    const simulation = simulate([
      floor(1),
      { id: 2, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0] },
      { id: 3, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.1] },
    ]);
    letRest(simulation, () => false);
    for (const { body } of simulation.bodies) body.sleep();
    simulation.bodies[1].body.position.x = 0.3;
    const report = letRest(simulation, () => false);
    expect(report.rested).toBe(true);
    expect(simulation.bodies[2].body.position.z).toBeCloseTo(0.05, 3);
  });

  it('searches contacts while things move and not at rest', () => {
    const simulation = simulate([floor(1), { id: 2, shape: box(0.1, 0.1, 0.1), at: [0, 0, 0.002] }]);
    letRest(simulation, () => false);
    const { searches } = simulation.narrowphase;
    expect(searches).toBeGreaterThan(1);
    for (let k = 0; k < 240; k++) simulation.world.step(1 / 240);
    expect(simulation.narrowphase.searches).toBe(searches);
    expect(simulation.world.contacts).toHaveLength(4);
  });

  it('stops waiting when the caller says that all is lost', () => {
    const simulation = simulate([{ id: 1, shape: ball(0.05), at: [0, 0, 0] }]);
    const { position } = simulation.bodies[0].body;
    const report = letRest(simulation, () => position.z < -0.5);
    expect(report.rested).toBe(false);
    expect(report.steps).toBeLessThan(120);
  });
});
