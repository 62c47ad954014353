import RAPIER from '@dimforge/rapier3d-compat';
import { cornersOf, STEP, type BenchEngine } from './engine.js';

await RAPIER.init();

/** Rapier with the best of the settings tried for small things: bodies of centimetres, stiff contacts, more iterations. */
export const rapier: BenchEngine = {
  name: 'Rapier',
  create(specs, damped) {
    const world = new RAPIER.World({ x: 0, y: 0, z: -9.81 });
    world.timestep = STEP;
    world.lengthUnit = 0.01;
    world.integrationParameters.contact_natural_frequency = 160;
    world.numSolverIterations = 8;
    const bodies = specs.map((spec) => {
      const [x, y, z] = spec.pose.position;
      const [qx, qy, qz, qw] = spec.pose.orientation;
      const desc = spec.mass > 0 ? RAPIER.RigidBodyDesc.dynamic() : RAPIER.RigidBodyDesc.fixed();
      desc.setTranslation(x, y, z).setRotation({ x: qx, y: qy, z: qz, w: qw });
      if (damped) desc.setLinearDamping(0.05).setAngularDamping(0.36);
      else desc.setCanSleep(false);
      if (spec.guided) desc.setCanSleep(false).setGravityScale(0).lockRotations();
      if (spec.guided) desc.enabledTranslations(spec.guided[0] > 0, spec.guided[1] > 0, spec.guided[2] > 0);
      const body = world.createRigidBody(desc);
      const collider =
        spec.shape.kind === 'box'
          ? RAPIER.ColliderDesc.cuboid(...spec.shape.half)
          : RAPIER.ColliderDesc.convexHull(Float32Array.from(cornersOf(spec.shape).flat()));
      if (!collider) throw new Error('Rapier made no hull of the corners.');
      collider.setFriction(spec.friction).setRestitution(0);
      collider.setFrictionCombineRule(RAPIER.CoefficientCombineRule.Average);
      if (spec.mass > 0) collider.setMass(spec.mass);
      world.createCollider(collider, body);
      return body;
    });
    return {
      step: () => world.step(),
      pose: (k) => {
        const p = bodies[k].translation();
        const q = bodies[k].rotation();
        return { position: [p.x, p.y, p.z], orientation: [q.x, q.y, q.z, q.w] };
      },
      setVelocity: (k, [x, y, z]) => bodies[k].setLinvel({ x, y, z }, true),
      velocity: (k) => {
        const v = bodies[k].linvel();
        return [v.x, v.y, v.z];
      },
      setForce: (k, [x, y, z]) => {
        bodies[k].resetForces(true);
        bodies[k].addForce({ x, y, z }, true);
      },
      dispose: () => world.free(),
    };
  },
};
