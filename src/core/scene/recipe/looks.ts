import { z } from 'zod';
import { countRange, range } from './fields.js';

/** How scenes look, beside what is in them. None of it touches depth, masks or geometry. */
export const looksSchema = z
  .strictObject({
    windowLight: z
      .number()
      .min(0)
      .max(1)
      .default(0.6)
      .describe('Share of scenes with a window in which the sun comes in by the windows alone.'),
    lampLight: z.number().min(0).max(1).default(0.5).describe('Share of scenes with lamps in which they are on.'),
    night: z
      .number()
      .min(0)
      .max(1)
      .default(0.3)
      .describe('Share of the scenes with lamps on in which it is night: lamps are the only light.'),
    exposureEv: range(-3, 3, 'Exposure of the picture, stops [least, most].').default([-0.3, 0.05]),
    temperatureK: range(2000, 12000, 'Colour temperature of the key light, kelvin [least, most].').default([
      4800, 7000,
    ]),
    keyLight: range(0, 3, 'Strength of the key light [least, most]; 1 is a bright room.').default([0.8, 1.2]),
    ambientLight: range(0.1, 3, 'Strength of the room’s light [least, most].').default([0.8, 1.15]),
    noise: range(
      0,
      0.2,
      'Sensor noise: standard deviation at full brightness, share of it [least, most]; off by default.',
    ).default([0, 0]),
    blurPx: range(0, 5, 'Blur of the picture: standard deviation, pixels [least, most]; off by default.').default([
      0, 0,
    ]),
    randomMaterials: z
      .number()
      .min(0)
      .max(1)
      .default(0)
      .describe('Share of things drawn in any colour and roughness instead of their category’s; off by default.'),
    distractors: countRange(0, 40, 'Extra things of any tabletop category [least, most]; off by default.').default([
      0, 0,
    ]),
  })
  .readonly();

export type Looks = z.infer<typeof looksSchema>;
