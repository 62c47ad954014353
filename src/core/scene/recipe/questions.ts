import { z } from 'zod';
import { speechSchema } from './speech.js';

/** What is asked where a recipe says nothing: every kind, the relations between things most of all. */
const DEFAULT_MIX = {
  configuration: 0.4,
  context: 0.1,
  compatibility: 0.1,
  metric: 0.1,
  choice: 0.08,
  count: 0.04,
  pointing: 0.04,
  box: 0.03,
  multiview: 0.04,
  plan: 0.03,
  reasoning: 0.05,
  unanswerable: 0.02,
};

const part = (text: string) => z.number().min(0).max(1).optional().describe(text);

export const questionsSchema = z
  .strictObject({
    perView: z.number().int().min(0).max(400).default(40).describe('Most questions of one view.'),
    mix: z
      .strictObject({
        configuration: part('Is A left of, on, near, taller than B?'),
        context: part('Points of free space.'),
        compatibility: part('Would A fit beside, on, in B; can something pass?'),
        metric: part('Distances, sizes, gaps, clock directions.'),
        choice: part('Which is …? One of several.'),
        count: part('How many …?'),
        pointing: part('Point at a described object.'),
        box: part('2D and 3D boxes.'),
        multiview: part('Questions about several views.'),
        plan: part('Points in the air, traces, grasps, what must be moved first.'),
        reasoning: part('Compound and nested questions, with their steps.'),
        unanswerable: part('What cannot be told from the view, and why.'),
      })
      .refine((mix) => Object.values(mix).some((share) => (share ?? 0) > 0), 'needs a share above 0')
      .default(DEFAULT_MIX)
      .readonly()
      .describe('Share of each kind; kinds left out are not asked.'),
    types: z
      .array(z.string().regex(/^[a-z][a-z0-9_]*(\.[a-z]+)?$/, 'is a type such as "left" or "free_space.points"'))
      .min(1)
      .optional()
      .readonly()
      .describe('Only these types, each with its form or in all of them; absent: every type of the mix.'),
    frames: z
      .array(z.enum(['ego', 'world', 'object']))
      .min(1)
      .optional()
      .readonly()
      .describe('Only in these frames, and what needs none; absent: in all.'),
    speech: speechSchema.prefault({}).describe('How questions and answers are put into words.'),
  })
  .readonly();
