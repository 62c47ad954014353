import type { GoalRegion, RegionSample } from './goal-region.js';

// The place of a region that is furthest from where the goal would fail.

/** A region is worth asking for when some place of it has this much of its surroundings in it too. */
const MIN_ROOM = 0.5;
const MIN_VALID = 8;
/** Surroundings: so many steps to either side. */
const REACH = 2;

/** Share of a sample's surroundings in the image in which the goal would come true as well. */
function roomOf(sample: RegionSample, valid: readonly RegionSample[], step: number): number {
  const reach = (REACH + 0.5) * step;
  const near = valid.filter(
    ({ pixel: [u, v] }) => Math.abs(u - sample.pixel[0]) < reach && Math.abs(v - sample.pixel[1]) < reach,
  );
  return near.length / (2 * REACH + 1) ** 2;
}

/** The sample with the most room, of equals the one nearest to the region's middle; null when the region is empty. */
export function roomiest(region: GoalRegion): (RegionSample & { readonly room: number }) | null {
  const valid = region.samples.filter((sample) => sample.plan !== null);
  if (valid.length === 0) return null;
  const mean = (k: 0 | 1) => valid.reduce((sum, { point }) => sum + point[k], 0) / valid.length;
  const [x, y] = [mean(0), mean(1)];
  let best: (RegionSample & { readonly room: number }) | null = null;
  let bestOff = Infinity;
  for (const sample of valid) {
    const room = roomOf(sample, valid, region.step);
    const off = Math.hypot(sample.point[0] - x, sample.point[1] - y);
    if (best === null || room > best.room + 1e-9 || (room > best.room - 1e-9 && off < bestOff)) {
      best = { ...sample, room };
      bestOff = off;
    }
  }
  return best;
}

/** Whether a place can be pointed at that does not fail when it is missed by a little. */
export function isRoomy(region: GoalRegion): boolean {
  const valid = region.samples.filter((sample) => sample.plan !== null);
  return valid.length >= MIN_VALID && (roomiest(region)?.room ?? 0) >= MIN_ROOM;
}
