import type { TriangleMesh } from '../../geometry/mesh.js';
import { weld } from './weld.js';

/**
 * Whether every edge is passed as often one way as the other, vertices at the same place being one: then the mesh has
 * an inside. Several closed shells count as closed too.
 */
export function isClosed({ positions, indices }: TriangleMesh): boolean {
  const same = weld(positions);
  const count = positions.length / 3;
  const open = new Map<number, number>();
  for (let t = 0; t < indices.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const a = same[indices[t + k]];
      const b = same[indices[t + ((k + 1) % 3)]];
      if (a === b) continue;
      const key = Math.min(a, b) * count + Math.max(a, b);
      const balance = (open.get(key) ?? 0) + (a < b ? 1 : -1);
      if (balance === 0) open.delete(key);
      else open.set(key, balance);
    }
  }
  return open.size === 0 && indices.length > 0;
}
