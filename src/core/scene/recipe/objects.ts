import { z } from 'zod';
import { categoryId, countRange, range } from './fields.js';

export const objectsSchema = z
  .strictObject({
    count: countRange(1, 80, 'How many objects [least, most].'),
    categories: z
      .record(categoryId, z.number().positive().max(1000))
      .refine((all) => Object.keys(all).length > 0, 'needs at least one category')
      .describe('Category → weight.'),
    required: z.array(categoryId).max(20).default([]).readonly().describe('Categories that occur exactly once.'),
    on: z
      .array(categoryId)
      .min(1)
      .optional()
      .readonly()
      .describe('Furniture that objects stand on; default: the surface.'),
    where: z
      .record(categoryId, z.array(categoryId).min(1).readonly())
      .default({})
      .describe('Category → the furniture it stands on, instead of "on"; "floor" and "rug" are possible too.'),
    clutter: range(
      0,
      1,
      'How cluttered a scene is [least, most]. 0: the fewest objects, straight and apart; 1: the most, turned and stacked. Left out: the number is drawn alone.',
    ).optional(),
    perCategory: z.number().int().min(1).max(20).default(2).describe('Most objects of one category.'),
    stacked: z.number().min(0).max(0.8).default(0.15).describe('Share of objects put on top of another object.'),
    contained: z.number().min(0).max(0.8).default(0.08).describe('Share of objects dropped into a container.'),
    spacing: range(0.004, 1, 'Free distance to neighbours, metres [least, most].').default([0.01, 0.08]),
    facingDeg: z
      .record(categoryId, z.number().min(0).max(180))
      .default({})
      .describe('Category → most degrees its front may turn from the front side of the support; others turn freely.'),
    zones: z
      .record(categoryId, z.enum(['back', 'front', 'left', 'right', 'middle']))
      .default({})
      .describe('Category → the part of the support it stands on.'),
    clustering: z.number().min(0).max(1).default(0.4).describe('0: spread evenly; 1: always beside another object.'),
    triesPerObject: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(60)
      .describe('Places tried before an object is left out.'),
  })
  .readonly();
