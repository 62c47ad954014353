import { distanceToPolygon, pointInPolygon, type Vec2 } from '../geometry/polygon.js';
import { leftOf, type Vec3 } from '../geometry/vec3.js';
import { middleOf } from './interval.js';
import { insideBy, type Patch } from './patch.js';
import type { PatchSight } from './patch-visibility.js';
import type { Interval, ObjectGeometry } from './scene-geometry.js';
import { atLeast, share as sampledShare } from './tolerance.js';

/** The part of the plane to one side of an anchor, in coordinates along d (x) and e = Z × d (y) of the world. */
export interface Sector {
  readonly d: Vec3;
  readonly e: Vec3;
  /** S_B(d).max: where the side begins. */
  readonly start: number;
  /** Middle of S_B(e) and half its length. */
  readonly middle: number;
  readonly halfWidth: number;
  readonly anchor: ObjectGeometry;
}

/** SPEC §5.2: points must lie this far in front of the anchor's interval. */
export const MIN_GAP = 0.01;

/** Half opening of the sector beyond the anchor's width. */
export const SECTOR_DEG = 45;

export function sectorOf(anchor: ObjectGeometry, d: Vec3): Sector {
  const e = leftOf(d);
  const across: Interval = anchor.support(e);
  return {
    d,
    e,
    start: anchor.support(d).max,
    middle: middleOf(across),
    halfWidth: (across.max - across.min) / 2,
    anchor,
  };
}

/** How much of a sector of a surface the picture shows. */
export interface SectorView {
  readonly samples: number;
  readonly visible: number;
}

/**
 * Samples the geometric sector (γ ≥ 0.01, ℓ ≤ γ, within `reach` of the anchor's footprint) on the patch.
 *
 * @param step spacing of the samples along d and e
 * @param accept further condition on a sample
 */
export function viewSector(
  patch: Patch,
  sector: Sector,
  reach: number,
  step: number,
  sight: PatchSight,
  accept?: (x: number, y: number) => boolean,
): SectorView {
  const { d, e, start, middle, halfWidth, anchor } = sector;
  const slope = Math.tan((SECTOR_DEG * Math.PI) / 180);
  const rows = Math.ceil((halfWidth + reach) / step);
  let samples = 0;
  let visible = 0;
  for (let gamma = MIN_GAP; gamma <= reach; gamma += step) {
    for (let row = -rows; row <= rows; row++) {
      if (Math.abs(row * step) - halfWidth > gamma * slope) continue;
      const along = start + gamma;
      const across = middle + row * step;
      const x = along * d[0] + across * e[0];
      const y = along * d[1] + across * e[1];
      if (x < patch.min[0] || y < patch.min[1] || x > patch.max[0] || y > patch.max[1]) continue;
      if (!pointInPolygon([x, y], patch.outline, patch.holes)) continue;
      if (distanceToPolygon([x, y], anchor.footprint) > reach) continue;
      if (accept && !accept(x, y)) continue;
      samples++;
      if (sight(x, y)) visible++;
    }
  }
  return { samples, visible };
}

/** SPEC §5, §6: F needs this share of the sector's surface visible. */
const MIN_SECTOR_VISIBLE = 0.7;
/** Of a sector of fewer samples than this (a strip along an edge), nearly all must be visible. */
const MIN_SECTOR_SAMPLES = 200;
const MIN_SLIVER_VISIBLE = 0.9;

/** How much of a sector is visible, by the least favourable of several samplings: SPEC names no grid. */
export interface SectorSight {
  /** 0 where no sample lies on the surface. */
  readonly share: number;
  /** At the given step. */
  readonly samples: number;
  /** Whether that is enough for F, clear of how it is sampled. */
  readonly isSeen: boolean;
}

export function sectorSight(
  patch: Patch,
  sector: Sector,
  reach: number,
  step: number,
  sight: PatchSight,
  accept?: (x: number, y: number) => boolean,
): SectorSight {
  const views = [1, 0.5, 2].map((k) => viewSector(patch, sector, reach, k * step, sight, accept));
  const [{ samples }] = views;
  if (samples === 0) return { share: 0, samples, isSeen: false };
  const share = Math.min(...views.filter((view) => view.samples > 0).map((view) => view.visible / view.samples));
  const needed = samples < MIN_SECTOR_SAMPLES ? MIN_SLIVER_VISIBLE : MIN_SECTOR_VISIBLE;
  return { share, samples, isSeen: atLeast(share, needed, sampledShare) === 'T' };
}

/** Looked for along so many lines. */
const EDGE_LINES = 21;
/** The last point of the surface and the first beyond it that are looked at, this far from its edge. */
const EDGE_INSET = 0.002;

/**
 * Share of the surface's edge beside the anchor that the picture shows, where the surface ends before the sector
 * begins. Each line runs along d from the middle of the anchor to the end of the surface: it counts when the last of the
 * surface is visible and nothing hides that there is none beyond.
 *
 * @param isUnhidden whether the line of sight to a point of the patch plane is free
 */
export function visibleEdge(patch: Patch, sector: Sector, sight: PatchSight, isUnhidden: PatchSight): number {
  const { d, e, start, middle, halfWidth, anchor } = sector;
  const from = anchor.center[0] * d[0] + anchor.center[1] * d[1];
  let visible = 0;
  for (let i = 0; i < EDGE_LINES; i++) {
    const across = middle + halfWidth * ((2 * i + 1) / EDGE_LINES - 1);
    const at = (along: number): Vec2 => [along * d[0] + across * e[0], along * d[1] + across * e[1]];
    let inside = from;
    let outside = start + MIN_GAP;
    if (insideBy(patch, ...at(inside)) < 0) continue;
    while (outside - inside > EDGE_INSET / 4) {
      const half = (inside + outside) / 2;
      if (insideBy(patch, ...at(half)) >= 0) inside = half;
      else outside = half;
    }
    if (sight(...at(Math.max(from, inside - EDGE_INSET))) && isUnhidden(...at(inside + EDGE_INSET))) visible++;
  }
  return visible / EDGE_LINES;
}
