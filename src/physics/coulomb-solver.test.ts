import { Body, PointToPointConstraint, Vec3 as CannonVec3, World } from 'cannon-es';
import { describe, expect, it } from 'vitest';
import { buildConvexBody } from '../core/geometry/convex.js';
import { fromAxisAngle } from '../core/geometry/quat.js';
import type { Vec3 } from '../core/geometry/vec3.js';
import { CoulombSolver, SoftMaterial } from './coulomb-solver.js';
import { hullOf } from './hull.js';
import { createSimulation, type Simulation } from './simulation.js';
import { box, floor, testSpec, type TestObject } from './test-specs.js';

const G = 9.81;

function simulate(objects: readonly TestObject[]): Simulation {
  const { spec } = testSpec(objects);
  const simulation = createSimulation(
    spec,
    spec.objects.map((object) => object.parts.map((part) => hullOf(buildConvexBody(part.vertices)))),
  );
  for (const { body } of simulation.bodies) body.linearDamping = body.angularDamping = 0;
  return simulation;
}

function run({ world }: Simulation, seconds: number, hz = 240): void {
  for (let k = 0; k < seconds * hz; k++) world.step(1 / hz);
}

describe('CoulombSolver', () => {
  it.each([120, 240, 480])('lets a box slide v² / 2μg, at %d Hz', (hz) => {
    const simulation = simulate([floor(1), { id: 2, shape: box(0.1, 0.1, 0.04), at: [-1, 0, 0], friction: 0.5 }]);
    const { body } = simulation.bodies[1];
    run(simulation, 0.25, hz);
    const from = body.position.x;
    body.velocity.x = 1;
    run(simulation, 1, hz);
    // Speed is brought down before the step moves the box, so half a step of way is missing at any rate.
    const expected = 1 / (2 * 0.5 * G) - 0.5 / hz;
    expect(Math.abs(body.position.x - from - expected)).toBeLessThan(0.005 * expected);
  });

  it('takes the geometric mean of both frictions', () => {
    const simulation = simulate([
      { ...floor(1), friction: 0.2 },
      { id: 2, shape: box(0.1, 0.1, 0.04), at: [-1, 0, 0], friction: 0.8 },
    ]);
    const { body } = simulation.bodies[1];
    body.velocity.x = 1;
    run(simulation, 1);
    const expected = 1 / (2 * 0.4 * G);
    expect(Math.abs(body.position.x + 1 - expected)).toBeLessThan(0.03 * expected);
  });

  it('holds a box on a slope below the friction angle and lets it go above', () => {
    // μ = 0.5 holds up to 26.6°.
    for (const [slopeDeg, slides] of [
      [24, false],
      [29, true],
    ] as const) {
      const slope = (slopeDeg * Math.PI) / 180;
      const orientation = fromAxisAngle([0, 1, 0], slope);
      const up: Vec3 = [Math.sin(slope), 0, Math.cos(slope)];
      const simulation = simulate([
        { ...floor(1), shape: box(4, 4, 0.1), worldFromObject: { position: [0, 0, 0], orientation } },
        {
          id: 2,
          shape: box(0.1, 0.1, 0.02),
          at: [0, 0, 0],
          worldFromObject: { position: [0.1 * up[0], 0, 0.1 * up[2]], orientation },
        },
      ]);
      const { position } = simulation.bodies[1].body;
      const from = position.clone();
      run(simulation, 1);
      const travelled = position.distanceTo(from);
      const expected = (G * (Math.sin(slope) - 0.5 * Math.cos(slope))) / 2;
      if (slides) expect(Math.abs(travelled - expected)).toBeLessThan(0.03 * expected);
      else expect(travelled).toBeLessThan(0.0005);
    }
  });

  it('lets a top spin on a hard floor and brakes it on a soft one by μ · N · grip', () => {
    const tip: readonly Vec3[] = [
      [0, 0, 0],
      [-0.05, -0.05, 0.01],
      [0.05, -0.05, 0.01],
      [0.05, 0.05, 0.01],
      [-0.05, 0.05, 0.01],
    ];
    const [hard, soft] = [0, 0.004].map((grip) => {
      const simulation = simulate([
        floor(1),
        { id: 2, shape: [tip], at: [0, 0, 0], mass: 0.2, massCenter: [0, 0, 0.007] },
      ]);
      const [ground, top] = simulation.bodies.map(({ body }) => body);
      ground.material = new SoftMaterial(0.5, grip);
      top.angularVelocity.z = 6;
      const inertia = 1 / top.invInertiaWorld.elements[8];
      run(simulation, 0.1);
      return { lost: 6 - top.angularVelocity.z, inertia };
    });
    expect(Math.abs(hard.lost)).toBeLessThan(0.01);
    const expected = (0.5 * 0.2 * G * 0.004 * 0.1) / soft.inertia;
    expect(Math.abs(soft.lost - expected)).toBeLessThan(0.05 * expected);
  });

  it('keeps five boxes standing for ten seconds', () => {
    const boxes = [0, 1, 2, 3, 4].map((k): TestObject => ({
      id: 2 + k,
      shape: box(0.05, 0.05, 0.05),
      at: [0, 0, 0.0505 * k + 0.0005],
      mass: 0.1,
    }));
    const simulation = simulate([floor(1), ...boxes]);
    run(simulation, 10);
    for (const [k, { body }] of simulation.bodies.slice(1).entries()) {
      expect(Math.hypot(body.position.x, body.position.y)).toBeLessThan(0.0003);
      expect(Math.abs(body.position.z - (0.05 * k + 0.025))).toBeLessThan(0.0005);
    }
  });

  it('carries ten times the weight on a light box without sinking in', () => {
    const simulation = simulate([
      floor(1),
      { id: 2, shape: box(0.1, 0.1, 0.05), at: [0, 0, 0], mass: 0.1 },
      { id: 3, shape: box(0.1, 0.1, 0.05), at: [0, 0, 0.05], mass: 1 },
    ]);
    run(simulation, 1);
    expect(simulation.bodies[2].body.position.z).toBeGreaterThan(0.075 - 0.0004);
  });

  it('gives contact impulses that add up to the weight', () => {
    const simulation = simulate([floor(1), { id: 2, shape: box(0.1, 0.1, 0.05), at: [0, 0, 0], mass: 2 }]);
    run(simulation, 1);
    const { solver } = simulation;
    const impulse = new Float64Array(3);
    let up = 0;
    for (let k = 0; k < solver.contacts.length; k++) {
      const sign = solver.contacts[k].bj === simulation.bodies[1].body ? 1 : -1;
      up += sign * solver.contactImpulse(k, impulse)[2];
    }
    expect(up * 240).toBeCloseTo(2 * G, 3);
  });

  it('solves joints in the same sweeps', () => {
    const world = new World();
    world.gravity.set(0, 0, -G);
    world.solver = new CoulombSolver();
    const pivot = new Body({ mass: 0 });
    const bob = new Body({ mass: 1, position: new CannonVec3(0.3, 0, 0), linearDamping: 0 });
    bob.invInertia.set(100, 100, 100);
    bob.updateInertiaWorld(true);
    world.addBody(pivot);
    world.addBody(bob);
    world.addConstraint(new PointToPointConstraint(pivot, new CannonVec3(), bob, new CannonVec3(-0.3, 0, 0)));
    for (let k = 0; k < 48; k++) world.step(1 / 240);
    expect(bob.position.length()).toBeCloseTo(0.3, 2);
    expect(bob.position.z).toBeLessThan(-0.1);
  });
});
