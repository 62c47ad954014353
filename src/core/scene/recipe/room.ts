import { z } from 'zod';
import { categoryId, countRange, range } from './fields.js';

export const roomSchema = z
  .strictObject({
    width: range(2, 12, 'Extent along world x, metres [least, most].'),
    depth: range(2, 12, 'Extent along world y, metres [least, most].'),
    height: z.number().min(2).max(5).default(2.6).describe('Height of the walls, metres.'),
    floor: z.enum(['planks', 'tiles', 'carpet', 'plain']).default('planks').describe('What the floor looks like.'),
  })
  .readonly();

export const surfaceSchema = z
  .strictObject({
    category: categoryId.describe('The furniture whose top the objects stand on.'),
    size: z
      .tuple([z.number().min(0.3).max(4), z.number().min(0.3).max(4)])
      .readonly()
      .describe('Length and width of its top, metres.'),
    height: z.number().min(0.2).max(1.2).default(0.74).describe('Height of its top above the floor, metres.'),
    place: z.enum(['middle', 'against-wall']).default('middle').describe('Where in the room it stands.'),
  })
  .readonly();

export const furnitureSchema = z
  .strictObject({
    category: categoryId,
    count: countRange(0, 8, 'How many [least, most].').default([1, 1]),
    place: z
      .enum(['against-wall', 'opposite', 'in-front', 'beside', 'corner', 'free', 'on'])
      .describe(
        'against-wall: its back to a wall. opposite: against the wall that "of" faces. in-front, beside: of the furniture named "of". corner: near a corner. free: anywhere. on: on top of "of".',
      ),
    of: categoryId.optional().describe('The furniture this one refers to; it must come earlier in the list.'),
    gap: range(0, 3, 'Distance to what it refers to, metres [least, most].').default([0.02, 0.1]),
    turnDeg: range(-180, 180, 'Extra turn about the vertical, degrees [least, most].').default([0, 0]),
    required: z.boolean().default(true).describe('When it finds no room: true rejects the scene, false leaves it out.'),
  })
  .readonly();
