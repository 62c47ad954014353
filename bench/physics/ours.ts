import { buildConvexBody } from '../../src/core/geometry/convex.js';
import { hullOf } from '../../src/physics/hull.js';
import { createSimulation } from '../../src/physics/simulation.js';
import { testSpec, type TestObject } from '../../src/physics/test-specs.js';
import { Vec3 as CannonVec3 } from 'cannon-es';
import { poseOf } from '../../src/physics/bodies.js';
import { cornersOf, STEP, type BenchEngine } from './engine.js';

/** What settles scenes: cannon-es with our solver and contact search. */
export const ours: BenchEngine = {
  name: 'Vantage',
  create(bodies, damped) {
    const objects = bodies.map((body, k): TestObject => ({
      id: k + 1,
      shape: [cornersOf(body.shape)],
      at: body.pose.position,
      worldFromObject: body.pose,
      mass: body.mass || 1,
      massCenter: [0, 0, 0],
      fixed: body.mass === 0,
      friction: body.friction,
    }));
    const { spec } = testSpec(objects);
    const simulation = createSimulation(
      spec,
      spec.objects.map((object) => object.parts.map((part) => hullOf(buildConvexBody(part.vertices)))),
    );
    const { world } = simulation;
    world.allowSleep = damped;
    const forces = new Map<number, CannonVec3>();
    for (const [k, { body }] of simulation.bodies.entries()) {
      if (!damped) body.linearDamping = body.angularDamping = 0;
      const { guided } = bodies[k];
      if (!guided) continue;
      body.linearFactor.set(...guided);
      body.angularFactor.set(0, 0, 0);
      body.invInertia.set(0, 0, 0);
      body.updateInertiaWorld(true);
      body.allowSleep = false;
    }
    return {
      step() {
        for (const [k, { body }] of simulation.bodies.entries()) {
          const force = forces.get(k);
          if (force) body.force.vadd(force, body.force);
          // World gravity is added to the force within the step.
          if (bodies[k].guided) body.force.z -= body.mass * world.gravity.z;
        }
        world.step(STEP);
      },
      pose: (k) => poseOf(simulation.bodies[k]),
      setVelocity: (k, v) => simulation.bodies[k].body.velocity.set(...v),
      velocity: (k) => simulation.bodies[k].body.velocity.toArray(),
      setForce: (k, f) => void forces.set(k, new CannonVec3(...f)),
      dispose() {},
    };
  },
};
