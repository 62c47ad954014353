import {
  Body,
  Box,
  ConvexPolyhedron,
  Cylinder,
  GSSolver,
  Material,
  Quaternion,
  Vec3 as CannonVec3,
  World,
} from 'cannon-es';
import { SIDES, STEP, type BenchEngine, type BenchShape } from './engine.js';

/** cannon-es as it comes, with more sweeps than its default of 10, and friction as its documentation sets it up. */
export const stockCannon: BenchEngine = {
  name: 'cannon-es',
  create(specs, damped) {
    const world = new World({ gravity: new CannonVec3(0, 0, -9.81), allowSleep: damped });
    (world.solver as GSSolver).iterations = 30;
    world.defaultContactMaterial.contactEquationStiffness = 1e7;
    world.defaultContactMaterial.contactEquationRelaxation = 4;
    const bodies = specs.map((spec) => {
      // Two materials multiply their coefficients: the root gives the pair the mean that the others use.
      const body = new Body({
        mass: spec.mass,
        material: new Material({ friction: Math.sqrt(spec.friction), restitution: 0 }),
        linearDamping: damped ? 0.05 : 0,
        angularDamping: damped ? 0.3 : 0,
      });
      const { shape, turn } = shapeOf(spec.shape);
      body.addShape(shape, new CannonVec3(), turn);
      body.position.set(...spec.pose.position);
      body.quaternion.set(...spec.pose.orientation);
      if (spec.guided) {
        body.linearFactor.set(...spec.guided);
        body.angularFactor.set(0, 0, 0);
        body.fixedRotation = true;
        body.updateMassProperties();
        body.allowSleep = false;
      }
      world.addBody(body);
      return body;
    });
    const forces = new Map<number, CannonVec3>();
    return {
      step() {
        for (const [k, body] of bodies.entries()) {
          const force = forces.get(k);
          if (force) body.force.vadd(force, body.force);
          if (specs[k].guided) body.force.z -= body.mass * world.gravity.z;
        }
        world.step(STEP);
      },
      pose: (k) => ({
        position: bodies[k].position.toArray(),
        orientation: bodies[k].quaternion.toArray(),
      }),
      setVelocity: (k, v) => bodies[k].velocity.set(...v),
      velocity: (k) => bodies[k].velocity.toArray(),
      setForce: (k, f) => void forces.set(k, new CannonVec3(...f)),
      dispose() {},
    };
  },
};

function shapeOf(shape: BenchShape): { shape: Box | ConvexPolyhedron; turn: Quaternion } {
  if (shape.kind === 'box') return { shape: new Box(new CannonVec3(...shape.half)), turn: new Quaternion() };
  // Its cylinder stands along y.
  const turn = new Quaternion().setFromEuler(Math.PI / 2, 0, 0);
  return { shape: new Cylinder(shape.radius, shape.radius, shape.height, SIDES), turn };
}
