/** A source of chance. Always an argument, never global; equal seeds give equal streams on every machine. */
export interface Rng {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform in [low, high). */
  range(low: number, high: number): number;
  /** Uniform integer in [0, count). */
  int(count: number): number;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** Index drawn with probability proportional to `weights` (non-negative, not all zero). */
  weighted(weights: readonly number[]): number;
  /** A new list in random order. */
  shuffle<T>(list: readonly T[]): T[];
  /** Normal distribution, mean 0, deviation 1. */
  normal(): number;
  /** An independent stream named `name`; does not advance this one, so stages cannot disturb each other. */
  fork(name: string | number): Rng;
}

/**
 * xoshiro128** (Blackman & Vigna, 2018) seeded through SplitMix32. Seed 0 is a seed like any other.
 *
 * @param seed any safe integer, or a string
 */
export function createRng(seed: number | string): Rng {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new RangeError(`Seed must be a safe integer, got ${seed}.`);
  }
  return rngFromKey(`${typeof seed}:${seed}`);
}

/** 32-bit hash of a string (FNV-1a with a final avalanche): stable across versions, used for seeds and ordering. */
export function hashString(text: string, salt = 0): number {
  let h = (0x811c9dc5 ^ salt) >>> 0;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 0x01000193) >>> 0;
  }
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function rngFromKey(key: string): Rng {
  let splitmix = hashString(key);
  const draw = () => {
    splitmix = (splitmix + 0x9e3779b9) >>> 0;
    let z = splitmix;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [draw(), draw() ^ hashString(key, 1), draw() ^ hashString(key, 2), draw() | 1];

  const next32 = () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const next = () => ((next32() >>> 5) * 67108864 + (next32() >>> 6)) / 9007199254740992;

  const rng: Rng = {
    next,
    range: (low, high) => low + (high - low) * next(),
    int: (count) => {
      if (!(count >= 1)) throw new RangeError(`rng.int needs a count of at least 1, got ${count}.`);
      return Math.floor(next() * count);
    },
    pick: (list) => {
      if (list.length === 0) throw new RangeError('rng.pick needs a non-empty list.');
      return list[Math.floor(next() * list.length)];
    },
    weighted: (weights) => {
      const total = weights.reduce((sum, w) => sum + w, 0);
      if (!(total > 0)) throw new RangeError('rng.weighted needs at least one positive weight.');
      let rest = next() * total;
      for (let i = 0; i < weights.length; i++) {
        rest -= weights[i];
        if (rest < 0) return i;
      }
      return weights.findLastIndex((w) => w > 0);
    },
    shuffle: (list) => {
      const result = [...list];
      for (let i = result.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [result[i], result[j]] = [result[j], result[i]];
      }
      return result;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fork: (name) => rngFromKey(`${key}/${typeof name}:${name}`),
  };
  return rng;
}
