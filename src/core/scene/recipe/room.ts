import { z } from 'zod';
import { categoryId, countRange, range } from './fields.js';

export const roomSchema = z
  .strictObject({
    width: range(2, 12, 'Extent along world x, metres [least, most].'),
    depth: range(2, 12, 'Extent along world y, metres [least, most].'),
    height: z.number().min(2).max(5).default(2.6).describe('Height of the walls, metres.'),
    floor: z.enum(['planks', 'tiles', 'carpet', 'plain']).default('planks').describe('What the floor looks like.'),
    doors: countRange(0, 3, 'Doors in the walls [least, most]. Nothing stands before one.').default([0, 0]),
    windows: countRange(0, 4, 'Windows in the walls [least, most]. Nothing tall stands before one.').default([0, 0]),
    walkable: z
      .boolean()
      .default(false)
      .describe('Keeps gaps of 0.6 m, so that one can walk from the doors to every piece of furniture.'),
  })
  .readonly();

export const surfaceSchema = z
  .strictObject({
    category: categoryId.describe('The furniture whose top the objects stand on.'),
    size: z
      .tuple([z.number().min(0.3).max(4), z.number().min(0.3).max(4)])
      .readonly()
      .describe('Length and width of its top, metres; of furniture with a front, depth and width.'),
    height: z.number().min(0.2).max(1.2).default(0.74).describe('Height of its top above the floor, metres.'),
    place: z.enum(['middle', 'against-wall']).default('middle').describe('Where in the room it stands.'),
  })
  .readonly();

export const furniturePlace = z.enum([
  'against-wall',
  'opposite',
  'in-front',
  'beside',
  'corner',
  'free',
  'middle',
  'on',
  'around',
  'rows',
  'under',
  'wall',
]);

export const furnitureSchema = z
  .strictObject({
    category: z
      .union([categoryId, z.array(categoryId).min(1).max(10).readonly()])
      .describe('What stands there; of several, each piece is one of them.'),
    count: countRange(0, 30, 'How many [least, most]; with "each", for every piece it refers to.').default([1, 1]),
    place: furniturePlace.describe(
      'against-wall: its back to a wall. opposite: against the wall that "of" faces. in-front, beside: of "of". corner: near a corner. free: anywhere. middle: of the room. on: on top of "of". around: along the sides of "of", facing it. rows: in rows that face the same way as "of" hangs or stands against its wall. under: on the floor under "of". wall: hung on a wall, over or under "of" where it names something.',
    ),
    of: categoryId
      .optional()
      .describe(
        'The furniture this one refers to; it must come earlier in the list. Also "door" and "window" for place "wall".',
      ),
    each: z.boolean().default(false).describe('One for every piece of "of", not for one of them.'),
    alike: z.boolean().default(true).describe('Whether its pieces are one set, of one shape and colour.'),
    size: z
      .union([
        z.tuple([z.number().min(0.05).max(6), z.number().min(0.05).max(6)]).readonly(),
        z.tuple([z.number().min(0.005).max(6), z.number().min(0.05).max(6), z.number().min(0.005).max(3)]).readonly(),
      ])
      .optional()
      .describe('Extents of its shape in its own frame, metres, where the category takes them.'),
    height: range(0, 3, 'Of place "wall": its lower edge above the floor, metres [least, most].').default([1.2, 1.5]),
    columns: z.number().int().min(1).max(8).default(3).describe('Of place "rows": pieces side by side.'),
    gap: range(
      -0.6,
      3,
      'Distance to what it refers to, metres [least, most]; below 0 it is pushed in, as chairs are under a table.',
    ).default([0.02, 0.1]),
    turnDeg: range(-180, 180, 'Extra turn about the vertical, degrees [least, most].').default([0, 0]),
    required: z.boolean().default(true).describe('When it finds no room: true rejects the scene, false leaves it out.'),
  })
  .readonly();
