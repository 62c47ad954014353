/** Maps a value of the data to pixels. */
export type Scale = (value: number) => number;

export const linear =
  (domain: readonly [number, number], range: readonly [number, number]): Scale =>
  (value) =>
    range[0] + ((value - domain[0]) / (domain[1] - domain[0])) * (range[1] - range[0]);

export const logarithmic = (domain: readonly [number, number], range: readonly [number, number]): Scale => {
  const inner = linear([Math.log(domain[0]), Math.log(domain[1])], range);
  return (value) => inner(Math.log(value));
};

/** Round numbers over a span: steps of 1, 2 or 5 × 10^k, about `count` of them. */
export function ticks([low, high]: readonly [number, number], count = 5): number[] {
  const raw = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((k) => k * power).find((s) => s >= raw * 0.999) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** 1, 2 and 5 of every decade. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const found: number[] = [];
  for (let k = Math.floor(Math.log10(low)); k <= Math.ceil(Math.log10(high)); k++) {
    for (const m of [1, 2, 5]) {
      const value = Number((m * 10 ** k).toPrecision(3));
      if (value >= low * 0.999 && value <= high * 1.001) found.push(value);
    }
  }
  return found;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
