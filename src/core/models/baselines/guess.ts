import type { Vec3 } from '../../geometry/vec3.js';
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
  points3d: (answer: Of<'points3d'>, point: Vec3): Of<'points3d'> => ({ ...answer, points: [point] }),
  /** From one place to another, a metre away. */
  trace: (answer: Of<'trace'>, from: readonly [number, number], to: readonly [number, number]): Of<'trace'> => ({
    ...answer,
    pixels: [
      [from[0], from[1], 1],
      [to[0], to[1], 1],
    ],
    normalised: [],
    world: [],
  }),
  grasp: (answer: Of<'grasp'>, a: readonly [number, number], b: readonly [number, number]): Of<'grasp'> => ({
    ...answer,
    grasps: [{ ...answer.grasps[0], pixels: [a, b] }],
  }),
} as const;
