import { z } from 'zod';

/** How a counterfactual twin may differ from its original. */
export const twinChange = z.enum(['moved', 'swapped', 'mirrored']);

const DEFAULTS = { share: 0.12, how: ['moved', 'swapped', 'mirrored'] } as const;

export const twinsSchema = z
  .strictObject({
    share: z
      .number()
      .min(0)
      .max(1)
      .default(DEFAULTS.share)
      .describe('Share of scenes that get a counterfactual twin, spread evenly over the run.'),
    how: z
      .array(twinChange)
      .min(1)
      .default([...DEFAULTS.how])
      .readonly()
      .describe(
        'What may change. moved: one object stands elsewhere. swapped: two objects change places. mirrored: what stands on one piece of furniture is mirrored.',
      ),
  })
  .default({ share: DEFAULTS.share, how: [...DEFAULTS.how] })
  .readonly()
  .describe(
    'Counterfactual twins: the same scene with one thing changed, so that the same question has another answer.',
  );

export type TwinChange = z.infer<typeof twinChange>;
