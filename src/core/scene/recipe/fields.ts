import { z } from 'zod';

// Fields that several sections of a recipe share.

export const range = (low: number, high: number, text: string) =>
  z
    .tuple([z.number().min(low).max(high), z.number().min(low).max(high)])
    .refine(([a, b]) => a <= b, 'needs the smaller number first')
    .readonly()
    .describe(text);

export const countRange = (low: number, high: number, text: string) =>
  z
    .tuple([z.number().int().min(low).max(high), z.number().int().min(low).max(high)])
    .refine(([a, b]) => a <= b, 'needs the smaller number first')
    .readonly()
    .describe(text);

export const categoryId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'is a category name such as "mug" or "desk-lamp"');
