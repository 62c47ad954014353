import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { disputeLineSchema } from '../../core/questions/audit/dispute.js';

export const disputesContract = {
  /**
   * Notes an objection to a question. It is kept beside the data, never in it: in `audits/disputes.jsonl` of the dataset
   * the scene was opened from, or of the working folder.
   *
   * @returns the file, and how many objections it holds now
   */
  add: oc
    .input(z.strictObject({ dataset: z.string().nullable(), line: disputeLineSchema }))
    .output(type<{ readonly path: string; readonly count: number }>()),
};
