import type { Answer } from '../../questions/question-record.js';

type Of<K extends Answer['kind']> = Extract<Answer, { kind: K }>;

/** Answers that hold what a guess needs to be written down, and nothing of the truth. */
export const guess = {
  points: (answer: Of<'points'>, pixels: readonly (readonly [number, number])[]): Of<'points'> => ({
    kind: 'points',
    pixels,
    normalised: [],
    world: [],
    mask: { size: answer.mask.size, counts: [] },
    rings: [],
  }),
  box: (_: Of<'box2d'>, box: readonly [number, number, number, number]): Of<'box2d'> => ({
    kind: 'box2d',
    box,
    amodal: box,
  }),
} as const;
