import { z } from 'zod';
import { categoryId, countRange } from './fields.js';

const chance = (value: number, text: string) => z.number().min(0).max(1).default(value).describe(text);

/** Things that belong together and are laid out as people lay them out. */
export const settingSchema = z
  .strictObject({
    type: z
      .enum(['meal', 'workstation', 'books'])
      .describe(
        'meal: a plate with what belongs to it, before each seat. workstation: a screen, a keyboard before it and a mouse beside that. books: a row of books that stand side by side.',
      ),
    on: categoryId.describe('Furniture it is laid out on: every piece of it.'),
    share: chance(1, 'Chance that a piece (of meals: a seat) has it.'),
    count: countRange(1, 12, 'Of books: how many stand in a row [least, most].').default([4, 8]),
    disorder: chance(0.4, '0: laid out with a ruler; 1: as left in a hurry.'),
    with: z
      .strictObject({
        plate: categoryId.default('plate'),
        left: categoryId.optional().describe('Of meals: left of the plate.'),
        right: categoryId.optional().describe('Of meals: right of the plate.'),
        drink: categoryId.default('glass'),
        screen: categoryId.default('monitor'),
        keyboard: categoryId.default('keyboard'),
        mouse: categoryId.default('mouse'),
        book: categoryId.default('book'),
      })
      .partial()
      .default({})
      .readonly()
      .describe('What it is made of.'),
  })
  .readonly();
