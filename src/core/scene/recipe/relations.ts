import { z } from 'zod';

export const forcedType = z.enum([
  'inside',
  'on',
  'stacked',
  'under',
  'between',
  'near',
  'next_to',
  'row',
  'facing',
  'leaning',
  'at_edge',
  'lying',
  'upside_down',
]);

export const forcedRelationSchema = z
  .strictObject({
    type: forcedType.describe(
      'A relation of the specification. stacked: three on one another. under: on the floor under a table. leaning: a book against something. at_edge: so near the edge of its support that nothing fits beyond it. lying, upside_down: something of the recipe’s things that can rest so.',
    ),
    share: z.number().min(0).max(1).describe('Share of scenes that are arranged to have it.'),
  })
  .readonly();

export type ForcedType = z.infer<typeof forcedType>;
