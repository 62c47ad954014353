import { z } from 'zod';

const share = (initial: number) => z.number().min(0).max(1).default(initial);

/** How questions and answers are put into words. */
export const speechSchema = z
  .strictObject({
    styles: z
      .strictObject({
        short: share(0.6).describe('"Yes", "the mug", "12 cm".'),
        sentence: share(0.2).describe('"Yes, the mug is above the plate."'),
        json: share(0.1).describe('{"answer": "yes"}'),
        choice: share(0.1).describe('The letter of an option.'),
        chainOfThought: share(0.05).describe('The steps that the answer follows from, then the answer.'),
      })
      .refine((styles) => Object.values(styles).some((value) => value > 0), 'needs a share above 0')
      .prefault({})
      .readonly()
      .describe('Shares of the styles of answers.'),
    implicit: share(0).describe('Share of questions from the camera that leave the frame to the reader.'),
    imperial: share(0.15).describe('Share of lengths in inches and feet.'),
    human: share(0.3).describe('Share of lengths rounded as a person would, with "about".'),
  })
  .readonly();
