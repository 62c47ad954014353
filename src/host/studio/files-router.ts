import { implement } from '@orpc/server';
import { filesContract } from '../../contract/studio/files.js';
import type { StudioBackend } from './backend.js';
import { recognise } from './recognise.js';

export function filesRouter({ workingFolder }: StudioBackend) {
  const files = implement(filesContract);
  return {
    recognise: files.recognise.handler(({ input }) => recognise(workingFolder, input.path)),
  };
}
