/** The answer of a question that wants points, for its form alone: there is no truth in it. */
export const POINTS_WANTED = {
  kind: 'points',
  pixels: [],
  normalised: [],
  world: [],
  mask: { size: [1, 1], counts: [1] },
  rings: [],
} as const;
