import type { GoalRegion, RegionSample } from './goal-region.js';

// The place of a region that is furthest from where the goal would fail.

/** A region is worth asking for when some place of it has this much of its surroundings in it too. */
const MIN_ROOM = 0.5;
const MIN_VALID = 8;
/** Surroundings, in strides. */
const REACH = 2.5;

/** Share of a sample's surroundings in the image in which the goal would come true as well. */
function roomOf(sample: RegionSample, { samples, stride }: GoalRegion): number {
  const reach = REACH * stride;
  let [all, valid] = [0, 0];
  for (const other of samples) {
    const [du, dv] = [other.pixel[0] - sample.pixel[0], other.pixel[1] - sample.pixel[1]];
    if (Math.abs(du) > reach || Math.abs(dv) > reach) continue;
    all++;
    if (other.plan) valid++;
  }
  return all > 0 ? valid / all : 0;
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
    const room = roomOf(sample, region);
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
