import type { SceneGeometry } from './scene-geometry.js';

/**
 * Remembers a function of two objects for as long as their scene lives. Order matters: (a, b) and (b, a) are two answers.
 */
export function memoPair<T>(
  compute: (geometry: SceneGeometry, a: number, b: number) => T,
): (geometry: SceneGeometry, a: number, b: number) => T {
  const scenes = new WeakMap<SceneGeometry, Map<number, T>>();
  return (geometry, a, b) => {
    let known = scenes.get(geometry);
    if (!known) scenes.set(geometry, (known = new Map()));
    const key = a * 65536 + b;
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(geometry, a, b);
    known.set(key, value);
    return value;
  };
}

/** The same for one object. */
export function memoObject<T>(
  compute: (geometry: SceneGeometry, id: number) => T,
): (geometry: SceneGeometry, id: number) => T {
  const byPair = memoPair((geometry, id) => compute(geometry, id));
  return (geometry, id) => byPair(geometry, id, 0);
}
