import { oc, type } from '@orpc/contract';
import { z } from 'zod';

/** What lies at a path, as far as the studio can open it. */
export interface Recognised {
  readonly kind: 'dataset' | 'recipe' | 'scene' | 'suite' | 'profile' | 'model' | 'rollouts' | 'unknown';
  /** Absolute. */
  readonly path: string;
  /** For `unknown`: one sentence on what was found and what can be opened. */
  readonly sentence: string | null;
}

export const filesContract = {
  recognise: oc.input(z.object({ path: z.string().min(1).max(4000) })).output(type<Recognised>()),
};
