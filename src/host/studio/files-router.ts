import { implement } from '@orpc/server';
import { filesContract } from '../../contract/studio/files.js';
import type { StudioBackend } from './backend.js';
import { recognise } from './recognise.js';

/** What a page of the studio opens. */
const OPENED = ['dataset', 'recipe', 'scene', 'suite', 'model', 'rollouts'] as const;

export function filesRouter({ roots }: StudioBackend) {
  const files = implement(filesContract);
  return {
    recognise: files.recognise.handler(async ({ input }) => recognise(await roots.readable(input.path, OPENED))),
  };
}
