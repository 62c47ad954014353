import { labFromRgb, type Lab, type Rgb } from '../core/assets/palette.js';
import { ciede2000 } from '../core/relations/ciede2000.js';
import type { RawModel } from './read-glb.js';

/** Flat materials a model is drawn with at most. */
const MOST = 16;
/** Colours nearer than this to a material's first are drawn with it, CIEDE2000. */
const SAME = 6;

export interface ColourCluster {
  readonly colour: Rgb;
  readonly roughness: number;
  readonly metallic: number;
  /** Share of the model's surface. */
  readonly share: number;
}

/**
 * The colours of a model's triangles as a few materials, the one with the most surface first. Objects are drawn with
 * flat materials, so a fine print becomes its mean colours triangle by triangle.
 *
 * @returns materials, and for each triangle the index of its own
 */
export function clusterColours(model: RawModel): {
  readonly materials: ColourCluster[];
  readonly ofTriangle: Uint16Array;
} {
  const count = model.roughness.length;
  const areas = Float64Array.from({ length: count }, (_, t) => areaOf(model.triangles, 9 * t));
  const total = areas.reduce((sum, a) => sum + a, 0) || 1;
  // Colours in 32 steps a channel: a model of a thousand shades has a few hundred of them.
  const bins = new Map<string, { sum: number[]; area: number; triangles: number[] }>();
  for (let t = 0; t < count; t++) {
    const key = [0, 1, 2].map((k) => Math.round(31 * model.colours[3 * t + k])).join();
    let bin = bins.get(key);
    if (!bin) bins.set(key, (bin = { sum: [0, 0, 0, 0, 0], area: 0, triangles: [] }));
    const weight = areas[t] || 1e-12;
    for (let k = 0; k < 3; k++) bin.sum[k] += weight * model.colours[3 * t + k];
    bin.sum[3] += weight * model.roughness[t];
    bin.sum[4] += weight * model.metallic[t];
    bin.area += weight;
    bin.triangles.push(t);
  }
  const sorted = [...bins.values()].sort((a, b) => b.area - a.area);
  const clusters: { lab: Lab; sum: number[]; area: number }[] = [];
  const ofTriangle = new Uint16Array(count);
  for (const bin of sorted) {
    const lab = labFromRgb([bin.sum[0] / bin.area, bin.sum[1] / bin.area, bin.sum[2] / bin.area]);
    let best = -1;
    let least = Infinity;
    for (const [i, cluster] of clusters.entries()) {
      const difference = ciede2000(lab, cluster.lab);
      if (difference < least) [least, best] = [difference, i];
    }
    if (best < 0 || (least > SAME && clusters.length < MOST)) {
      best = clusters.length;
      clusters.push({ lab, sum: [0, 0, 0, 0, 0], area: 0 });
    }
    const cluster = clusters[best];
    for (let k = 0; k < 5; k++) cluster.sum[k] += bin.sum[k];
    cluster.area += bin.area;
    for (const t of bin.triangles) ofTriangle[t] = best;
  }
  const order = clusters.map((_, i) => i).sort((a, b) => clusters[b].area - clusters[a].area || a - b);
  const rank = new Map(order.map((cluster, i) => [cluster, i]));
  for (let t = 0; t < count; t++) ofTriangle[t] = rank.get(ofTriangle[t]) as number;
  return {
    materials: order.map((i): ColourCluster => {
      const { sum, area } = clusters[i];
      return {
        colour: [sum[0] / area, sum[1] / area, sum[2] / area],
        roughness: sum[3] / area,
        metallic: sum[4] / area,
        share: area / total,
      };
    }),
    ofTriangle,
  };
}

function areaOf(p: Float64Array, at: number): number {
  const u = [0, 1, 2].map((k) => p[at + 3 + k] - p[at + k]);
  const v = [0, 1, 2].map((k) => p[at + 6 + k] - p[at + k]);
  return Math.hypot(u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]) / 2;
}
