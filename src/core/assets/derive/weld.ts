/** Vertices by place: for each vertex the index of the first one at the same coordinates. */
export function weld(positions: ArrayLike<number>): Uint32Array {
  const first = new Map<string, number>();
  const result = new Uint32Array(positions.length / 3);
  for (let v = 0; v < result.length; v++) {
    const key = `${positions[3 * v] + 0},${positions[3 * v + 1] + 0},${positions[3 * v + 2] + 0}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, v);
    result[v] = known ?? v;
  }
  return result;
}
