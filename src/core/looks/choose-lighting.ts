import type { Placement } from '../arrange/placement.js';
import { bounds } from '../geometry/mesh.js';
import { transformDirection, transformPoint } from '../geometry/pose.js';
import { normalize, scale, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { Looks } from '../scene/recipe/looks.js';
import type { Lighting } from '../scene/settled-scene.js';
import { tintOf } from './colour-temperature.js';

/** The renderer knows so many windows and lamps; more of them are left dark. */
export const MOST_LIGHTS = 4;

/** Share of a window's frame on each side that lets no light in. */
const WINDOW_FRAME = 0.06;
/** Sun through a window: height above the horizon and how far to the side of the window's own direction, radians. */
const SUN_HEIGHT = [0.42, 0.85] as const;
const SUN_SIDE = 0.85;
/** Sunlight is this much stronger than the light of a room lit from everywhere. */
const SUN = 1.9;

/** Where a lamp's bulb is: share of its height, and the luminous strength of a reading lamp against the key light's 1. */
const LAMPS: Readonly<Record<string, { readonly at: number; readonly power: number }>> = {
  'floor-lamp': { at: 0.9, power: 0.32 },
  'desk-lamp': { at: 0.82, power: 0.07 },
  'ceiling-lamp': { at: 0.25, power: 0.7 },
};
const LAMP_KELVIN = [2700, 3600] as const;

/**
 * The light of a scene: a key light from above and one side, never so low that shadows hide things; or the sun through
 * the room's windows; and the room's lamps.
 */
export function chooseLighting(placements: readonly Placement[], looks: Looks, rng: Rng): Lighting {
  const windows = placements.filter((p) => p.category.id === 'window').slice(0, MOST_LIGHTS);
  const lamps = placements.filter((p) => p.category.id in LAMPS).slice(0, MOST_LIGHTS);
  const sun = windows.length > 0 && rng.fork('sun').next() < looks.windowLight;
  const lit = lamps.length > 0 && rng.fork('lamps').next() < looks.lampLight;
  const exposure = 2 ** rng.fork('exposure').range(...looks.exposureEv);
  const key = rng.fork('key').range(...looks.keyLight);
  const round = (v: Vec3): Vec3 => v.map((x) => Math.round(x * 1e6) / 1e6) as unknown as Vec3;
  return {
    direction: sun
      ? sunThrough(rng.fork('direction').pick(windows), rng.fork('direction'))
      : fromAbove(rng.fork('direction')),
    key: (sun ? SUN : 1) * key,
    ambient: rng.fork('ambient').range(...looks.ambientLight),
    tint: round(tintOf(rng.fork('temperature').range(...looks.temperatureK))),
    exposure,
    ...(sun && { openings: windows.map(openingOf) }),
    ...(lit && {
      lamps: lamps.map((lamp, k) => {
        const { at, power } = LAMPS[lamp.category.id];
        const [x, y] = lamp.worldFromObject.position;
        const own = rng.fork(`lamp ${k}`);
        const colour = scale(tintOf(own.range(...LAMP_KELVIN)), power * own.range(0.8, 1.2));
        return { position: [x, y, lamp.bottom + at * (lamp.top - lamp.bottom)] as Vec3, colour: round(colour) };
      }),
    }),
  };
}

function fromAbove(rng: Rng): Vec3 {
  const azimuth = rng.range(-Math.PI, Math.PI);
  const elevation = rng.range(0.7, 1.15);
  return normalize([
    -Math.cos(azimuth) * Math.cos(elevation),
    -Math.sin(azimuth) * Math.cos(elevation),
    -Math.sin(elevation),
  ]);
}

/** A window's front is +X, into the room. */
function sunThrough(window: Placement, rng: Rng): Vec3 {
  const inward = transformDirection(window.worldFromObject, [1, 0, 0]);
  const azimuth = Math.atan2(inward[1], inward[0]) + rng.range(-SUN_SIDE, SUN_SIDE);
  const elevation = rng.range(...SUN_HEIGHT);
  return normalize([
    Math.cos(azimuth) * Math.cos(elevation),
    Math.sin(azimuth) * Math.cos(elevation),
    -Math.sin(elevation),
  ]);
}

function openingOf({ worldFromObject, asset }: Placement): NonNullable<Lighting['openings']>[number] {
  const { min, max } = bounds(asset.model.mesh.positions);
  const middle: Vec3 = [max[0], (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  const share = 0.5 - WINDOW_FRAME;
  return {
    center: transformPoint(worldFromObject, middle),
    halfWidth: transformDirection(worldFromObject, [0, share * (max[1] - min[1]), 0]),
    halfHeight: transformDirection(worldFromObject, [0, 0, share * (max[2] - min[2])]),
  };
}
