import { mapCells, type Cells } from './cell.js';
import { slab, type SlabSize } from './loft.js';

/** A stuffed block, round on all edges: seats, mattresses, arms. @param round radius of the edges */
export function cushion({ round, ...size }: Omit<SlabSize, 'corner' | 'edge'> & { readonly round: number }): Cells {
  return slab({ corner: round * 1.2, cornerSteps: 3, edge: round, edgeSteps: 3, ...size });
}

/** Shifted backward (−x) in proportion to the height above `z`, as backs lean. Level faces stay level. */
export function lean(cells: Cells, angleDeg: number, z: number): Cells {
  const k = Math.tan((angleDeg * Math.PI) / 180);
  return mapCells(cells, (p) => [p[0] - k * (p[2] - z), p[1], p[2]]);
}
