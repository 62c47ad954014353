import type { View } from './view.ts';
import type { World } from './world.ts';
import { constants, leastPixels } from './constants.ts';
import { n4 } from './fuzzy.ts';
import { distance } from './vec.ts';

// SPEC §2: what must be seen of an object before it may be asked about. Each returns what fails beyond the guard, or null.

export interface Visibility {
  readonly pixels: number;
  readonly vis: number;
  readonly side: number;
  readonly trunc: number;
}

export function visibility(view: View, id: number): Visibility {
  const seen = view.seen(id);
  const whole = view.amodal(id);
  return {
    pixels: seen?.pixels ?? 0,
    vis: whole.pixels ? (seen?.pixels ?? 0) / whole.pixels : 0,
    side: seen ? Math.min(seen.box[2] - seen.box[0], seen.box[3] - seen.box[1]) : 0,
    trunc: whole.pixels ? 1 - whole.inImage / whole.pixels : 1,
  };
}

/** The level `name`; an exempt supporter needs only N_min. */
export function nameGate(view: View, id: number, profile: string, exempt: boolean, leastVisible = 0.3): string | null {
  const v = visibility(view, id);
  const least = leastPixels(profile, view.width, view.height);
  if (v.pixels < least - 1) return `|V| ${v.pixels} < ${n4(least)}`;
  if (exempt) return null;
  if (v.pixels > 0.6 * view.width * view.height) return `|V| ${v.pixels} fills more than 0.6 of the image`;
  if (v.vis < leastVisible - 0.02) return `vis ${n4(v.vis)} < ${leastVisible}`;
  if (v.side < 11) return `side ${v.side} px < 12`;
  if (v.trunc > 0.42) return `trunc ${n4(v.trunc)} > 0.40`;
  return null;
}

export function metricGate(world: World, view: View, id: number, profile: string): string | null {
  const v = visibility(view, id);
  if (v.vis < 0.48) return `vis ${n4(v.vis)} < 0.50`;
  if (v.trunc > 0.07) return `trunc ${n4(v.trunc)} > 0.05`;
  const far = distance(view.eye, world.body(id).center);
  if (far < 0.198 || far > constants(profile).dMax + 0.002) return `${n4(far)} from the camera`;
  return null;
}

export function targetGate(view: View, id: number): string | null {
  const v = visibility(view, id);
  return v.vis < 0.38 ? `vis ${n4(v.vis)} < 0.40` : null;
}
