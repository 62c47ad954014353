import { Body, Material, type World } from 'cannon-es';
import { buildConvexBody } from '../core/geometry/convex.js';
import type { Pose } from '../core/geometry/pose.js';
import { conjugate, multiply } from '../core/geometry/quat.js';
import type { JointVector } from '../core/robot/arm.js';
import { armLinks, FINGERS, PAD_FRICTION } from '../core/robot/links.js';
import { linkPoses, type MountedArm } from '../core/robot/mount.js';
import { Collider } from './collider.js';
import { SoftMaterial } from './coulomb-solver.js';
import { hullOf, type Hull } from './hull.js';

/** Collision groups: the arm meets what can move; that it keeps clear of what cannot is the planner's business. */
export const MOVABLE = 1;
export const ARM_GROUP = 2;
export const FIXED = 4;

const LINK_FRICTION = 0.5;
/** The rubber of a pad flattens to discs of about 8 mm radius, metres; see `SoftMaterial`. */
const PAD_GRIP = 0.005;

let hulls: readonly (readonly Hull[])[] | null = null;

const linkHulls = () =>
  (hulls ??= armLinks().map(({ parts }) => parts.map(({ vertices }) => hullOf(buildConvexBody(vertices)))));

/**
 * The moving links as kinematic bodies: nothing pushes them, and what they push feels the speed of the touching point.
 * (The base stands in the scene as an object that does not move.)
 */
export class ArmBodies {
  /** [links − 1], without the base. */
  readonly bodies: readonly Body[];
  readonly left: Body;
  readonly right: Body;

  constructor(
    private readonly arm: MountedArm,
    world: World,
    joints: JointVector,
    opening: number,
  ) {
    this.bodies = linkHulls()
      .slice(1)
      .map((parts, k) => {
        const body = new Body({
          mass: 0,
          type: Body.KINEMATIC,
          material: FINGERS.includes((k + 1) as 7 | 8)
            ? new SoftMaterial(PAD_FRICTION, PAD_GRIP)
            : new Material({ friction: LINK_FRICTION, restitution: 0 }),
          allowSleep: false,
          collisionFilterGroup: ARM_GROUP,
          collisionFilterMask: MOVABLE,
        });
        body.addShape(new Collider(parts));
        world.addBody(body);
        return body;
      });
    [this.left, this.right] = FINGERS.map((k) => this.bodies[k - 1]);
    this.place(joints, opening);
  }

  /** Speeds that bring every link to where it is to be in one step. */
  aim(joints: JointVector, opening: number, dt: number): void {
    const poses = linkPoses(this.arm, joints, opening);
    this.bodies.forEach((body, k) => {
      const { position, orientation } = poses[k + 1];
      const { x, y, z } = body.position;
      body.velocity.set((position[0] - x) / dt, (position[1] - y) / dt, (position[2] - z) / dt);
      const q = body.quaternion;
      const turn = multiply(orientation, conjugate([q.x, q.y, q.z, q.w]));
      // Of a small turn: twice the vector part is axis times angle. q and −q are one turn.
      const rate = ((turn[3] < 0 ? -2 : 2) * Math.asin(Math.min(1, halfSine(turn)))) / (dt * (halfSine(turn) || 1));
      body.angularVelocity.set(rate * turn[0], rate * turn[1], rate * turn[2]);
    });
  }

  /** Exactly where they are to be: integrating speeds would drift. */
  place(joints: JointVector, opening: number): void {
    linkPoses(this.arm, joints, opening)
      .slice(1)
      .forEach((pose, k) => setPose(this.bodies[k], pose));
  }

  stop(): void {
    for (const body of this.bodies) {
      body.velocity.setZero();
      body.angularVelocity.setZero();
    }
  }
}

const halfSine = (turn: readonly number[]): number => Math.hypot(turn[0], turn[1], turn[2]);

function setPose(body: Body, { position, orientation }: Pose): void {
  body.position.set(...position);
  body.previousPosition.copy(body.position);
  body.quaternion.set(...orientation);
  body.previousQuaternion.copy(body.quaternion);
  body.aabbNeedsUpdate = true;
}
