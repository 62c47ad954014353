import { conjugate, rotate } from '../../core/geometry/quat.js';
import type { Pose } from '../../core/geometry/pose.js';
import { add, cross, dot, length, normalize, scale, sub, type Vec3 } from '../../core/geometry/vec3.js';
import type { Lighting } from '../../core/scene/settled-scene.js';
import { environmentTexels } from './octahedral.js';

/** Something that stands around, as a coloured box. */
export interface EnvironmentBox {
  readonly pose: Pose;
  /** Object frame, scale applied. */
  readonly min: Vec3;
  readonly max: Vec3;
  /** Linear RGB. */
  readonly colour: Vec3;
  /** Part of the building: keeps no key light out, as in the picture. */
  readonly structure: boolean;
}

/** What the renderer makes of a lighting of strength 1: irradiance over π, or radiance. */
export interface LightStrengths {
  readonly key: Vec3;
  readonly ambient: number;
  readonly sky: number;
}

export interface Environment {
  /** Light thrown back by what stands around, [3 n]: what is left where windows and lamps are reckoned on their own. */
  readonly diffuse: Float32Array;
  /** The same with the windows, as mirrors show it. */
  readonly mirrored: Float32Array;
}

/** Mean radiance of a room that nothing but its own light lights, over the ambient strength. */
const ROOM_MEAN = 0.8;
/** Sky's tint in windows. */
export const SKY_TINT: Vec3 = [0.92, 0.97, 1.04];

const { directions, solidAngles } = environmentTexels();

/**
 * What can be seen from a point in a scene, in every direction: the boxes of things, floor and walls, each as bright as
 * the scene's light makes it, windows with the sky in them, and a bright studio where nothing stands.
 */
export function roomEnvironment(
  point: Vec3,
  boxes: readonly EnvironmentBox[],
  lighting: Lighting,
  strengths: LightStrengths,
): Environment {
  const solids = boxes.map(prepare).filter((box) => !holds(box, point));
  const throwing = solids.filter(({ structure }) => !structure);
  const toLight = scale(lighting.direction, -1);
  const diffuse = new Float32Array(3 * directions.length);
  const own = new Float32Array(3 * directions.length);
  const mirrored = new Float32Array(3 * directions.length);
  const eyes = originsIn(solids, point);
  let mean = 0;
  directions.forEach((direction, i) => {
    const hit = nearest(solids, eyes, direction);
    const passive = hit ? roomLight(hit.normal) : null;
    const studio = studioLight(direction, lighting.key > 0 ? toLight : null);
    for (let c = 0; c < 3; c++) own[3 * i + c] = hit && passive ? hit.colour[c] * passive : studio[c];
    mean += (solidAngles[i] * (own[3 * i] + own[3 * i + 1] + own[3 * i + 2])) / (12 * Math.PI);
    if (!hit) return;
    const at = add(point, scale(direction, hit.distance));
    const received = directLight(at, hit.normal);
    const sky = (lighting.openings ?? []).some((opening) => inOpening(opening, at)) ? strengths.sky : 0;
    for (let c = 0; c < 3; c++) {
      diffuse[3 * i + c] = hit.colour[c] * received[c];
      mirrored[3 * i + c] = sky * SKY_TINT[c];
    }
  });
  const brightness = (strengths.ambient * ROOM_MEAN) / Math.max(mean, 0.05);
  for (let i = 0; i < own.length; i++) {
    diffuse[i] += brightness * own[i];
    mirrored[i] += diffuse[i];
  }
  return { diffuse, mirrored };

  /** Irradiance over π from sun, windows and lamps. */
  function directLight(at: Vec3, normal: Vec3): Vec3 {
    let sum: Vec3 = [0, 0, 0];
    const facing = dot(normal, toLight);
    if (facing > 0 && lighting.key > 0 && throughOpenings(lighting, at, toLight)) {
      const start = add(at, scale(normal, 1e-3));
      if (!nearest(throwing, originsIn(throwing, start), toLight)) sum = add(sum, scale(strengths.key, facing));
    }
    for (const { center, halfWidth, halfHeight } of lighting.openings ?? []) {
      const d = sub(center, at);
      const square = dot(d, d);
      const l = scale(d, 1 / Math.sqrt(square));
      const area = 4 * length(halfWidth) * length(halfHeight);
      const leaving = Math.abs(dot(l, normalize(cross(halfWidth, halfHeight))));
      const form = (Math.max(0, 0.25 + 0.75 * dot(normal, l)) * leaving * area) / (Math.PI * square + area);
      sum = add(sum, scale(SKY_TINT, strengths.sky * form));
    }
    for (const { position, colour, axis } of lighting.lamps ?? []) {
      const d = sub(position, at);
      const square = Math.max(dot(d, d), 0.09);
      const l = normalize(d);
      const inCone = axis ? Math.max(0, Math.min(1, (-dot(l, axis) - 0.3) / 0.42)) : 1;
      sum = add(sum, scale(colour, (Math.max(0, dot(normal, l)) * inCone * (lighting.exposure ?? 1)) / square));
    }
    return sum;
  }
}

/** Light of a room on a surface by where it faces, over the ambient strength. */
const roomLight = (normal: Vec3): number => 0.85 + 0.2 * normal[2];

/** Where nothing stands: a bright ceiling, a softbox on the light's side, a darker ground. */
function studioLight(d: Vec3, toLight: Vec3 | null): Vec3 {
  const up = smooth(-0.3, 0.6, d[2]);
  let light: Vec3 = [0.42 + 0.38 * up, 0.4 + 0.4 * up, 0.37 + 0.44 * up];
  const lid = smooth(0.8, 0.9, d[2]);
  light = add(light, [0.6 * lid, 0.59 * lid, 0.57 * lid]);
  if (toLight) {
    const side = normalize([toLight[0], toLight[1], 0.35 * Math.hypot(toLight[0], toLight[1]) + 1e-6]);
    const box = smooth(0.86, 0.92, dot(d, side));
    light = add(light, [1.5 * box, 1.55 * box, 1.6 * box]);
  }
  return light;
}

function smooth(low: number, high: number, x: number): number {
  const t = Math.max(0, Math.min(1, (x - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

function throughOpenings({ openings = [] }: Lighting, at: Vec3, toLight: Vec3): boolean {
  if (openings.length === 0) return true;
  return openings.some((opening) => {
    const across = cross(opening.halfWidth, opening.halfHeight);
    const t = dot(sub(opening.center, at), across) / dot(toLight, across);
    return t > 0 && inOpening(opening, add(at, scale(toLight, t)));
  });
}

/** Whether a point near a window's plane is in its opening. */
function inOpening({ center, halfWidth, halfHeight }: NonNullable<Lighting['openings']>[number], at: Vec3): boolean {
  const d = sub(at, center);
  const across = normalize(cross(halfWidth, halfHeight));
  if (Math.abs(dot(d, across)) > 0.12) return false;
  const inside = (half: Vec3) => Math.abs(dot(d, half)) <= dot(half, half);
  return inside(halfWidth) && inside(halfHeight);
}

interface Solid extends EnvironmentBox {
  readonly boxFromWorld: (v: Vec3) => Vec3;
}

function prepare(box: EnvironmentBox): Solid {
  const back = conjugate(box.pose.orientation);
  return { ...box, boxFromWorld: (v) => rotate(back, v) };
}

function holds({ pose, min, max, boxFromWorld }: Solid, point: Vec3): boolean {
  const p = boxFromWorld(sub(point, pose.position));
  return p.every((x, k) => x > min[k] - 0.02 && x < max[k] + 0.02);
}

/** A point in the frame of each box. */
const originsIn = (solids: readonly Solid[], point: Vec3): readonly Vec3[] =>
  solids.map(({ boxFromWorld, pose }) => boxFromWorld(sub(point, pose.position)));

/** First box on a way. @param origins where it begins, in the frame of each box */
function nearest(
  solids: readonly Solid[],
  origins: readonly Vec3[],
  direction: Vec3,
): { distance: number; normal: Vec3; colour: Vec3 } | null {
  let best: { distance: number; normal: Vec3; colour: Vec3 } | null = null;
  for (const [i, solid] of solids.entries()) {
    const o = origins[i];
    const d = solid.boxFromWorld(direction);
    let enter = 0;
    let leave: number = best?.distance ?? Infinity;
    let axis = -1;
    for (let k = 0; k < 3; k++) {
      const inverse = 1 / d[k];
      let [near, far] = [(solid.min[k] - o[k]) * inverse, (solid.max[k] - o[k]) * inverse];
      if (near > far) [near, far] = [far, near];
      if (near > enter) [enter, axis] = [near, k];
      if (far < leave) leave = far;
    }
    if (axis < 0 || enter >= leave) continue;
    const local: Vec3 = [0, 1, 2].map((k) => (k === axis ? -Math.sign(d[k]) : 0)) as unknown as Vec3;
    best = { distance: enter, normal: rotate(solid.pose.orientation, local), colour: solid.colour };
  }
  return best;
}
