import type { Placement } from '../arrange/placement.js';
import { bounds } from '../geometry/mesh.js';
import { transformDirection, transformPoint } from '../geometry/pose.js';
import { normalize, type Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import type { Looks } from '../scene/recipe/looks.js';
import type { Lighting } from '../scene/settled-scene.js';
import { tintOf } from './colour-temperature.js';
import { lampLight } from './lamp-light.js';

/** The renderer knows so many windows and lamps; more of them are left dark. */
export const MOST_LIGHTS = 4;

/** Share of a window's frame on each side that lets no light in. */
const WINDOW_FRAME = 0.06;
/** Sun through a window: height above the horizon and how far to the side of the window's own direction, radians. */
const SUN_HEIGHT = [0.42, 0.85] as const;
const SUN_SIDE = 0.85;
/** Sunlight is this much stronger than the light of a room lit from everywhere. */
const SUN = 1.9;

/** At night the lamps are all the light there is, with what the room throws back; eyes and cameras open up. */
const NIGHT_EV = 1.7;
const NIGHT_AMBIENT = 0.2;

const LAMP_KELVIN = [2700, 3600] as const;

/**
 * The light of a scene: a key light from above and one side, never so low that shadows hide things; or the sun through
 * the room's windows; and the room's lamps, at night nothing else.
 */
export function chooseLighting(placements: readonly Placement[], looks: Looks, rng: Rng): Lighting {
  const windows = placements.filter((p) => p.category.id === 'window').slice(0, MOST_LIGHTS);
  const lamps = placements.flatMap((p) => lampLight(p) ?? []).slice(0, MOST_LIGHTS);
  const byWindows = windows.length > 0 && rng.fork('sun').next() < looks.windowLight;
  const lit = lamps.length > 0 && rng.fork('lamps').next() < looks.lampLight;
  const night = lit && rng.fork('night').next() < looks.night;
  const exposure = 2 ** (rng.fork('exposure').range(...looks.exposureEv) + (night ? NIGHT_EV : 0));
  const sun = byWindows && !night;
  const key = night ? 0 : rng.fork('key').range(...looks.keyLight);
  const round = (v: Vec3): Vec3 => v.map((x) => Math.round(x * 1e6) / 1e6) as unknown as Vec3;
  return {
    direction: sun
      ? sunThrough(rng.fork('direction').pick(windows), rng.fork('direction'))
      : fromAbove(rng.fork('direction')),
    key: (sun ? SUN : 1) * key,
    ambient: (night ? NIGHT_AMBIENT : 1) * rng.fork('ambient').range(...looks.ambientLight),
    tint: round(tintOf(rng.fork('temperature').range(...looks.temperatureK))),
    exposure,
    ...(sun && { openings: windows.map(openingOf) }),
    ...(lit && {
      lamps: lamps.map((lamp, k) => {
        const own = rng.fork(`lamp ${k}`);
        const tint = tintOf(own.range(...LAMP_KELVIN));
        const strength = own.range(0.8, 1.2);
        return { ...lamp, colour: round(tint.map((c, i) => c * lamp.colour[i] * strength) as unknown as Vec3) };
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
