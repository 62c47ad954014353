import { implement } from '@orpc/server';
import { filesContract } from '../../contract/studio/files.js';
import type { StudioBackend } from './backend.js';
import { ReceivedFiles } from './received-files.js';
import { recognise } from './recognise.js';

/** What a page of the studio opens. */
const OPENED = ['dataset', 'recipe', 'scene', 'suite', 'model', 'rollouts'] as const;

export function filesRouter({ roots, workingFolder }: StudioBackend) {
  const files = implement(filesContract);
  const received = new ReceivedFiles(workingFolder);
  return {
    recognise: files.recognise.handler(async ({ input }) => recognise(await roots.readable(input.path, OPENED))),
    receiveJson: files.receiveJson.handler(({ input }) => received.keepJson(input.name, input.text)),
    beginArchive: files.beginArchive.handler(async ({ input }) => ({
      id: await received.begin(input.name, input.bytes),
    })),
    archivePart: files.archivePart.handler(async ({ input: { id, offset, part } }) =>
      received.part(id, offset, new Uint8Array(await part.arrayBuffer())),
    ),
    endArchive: files.endArchive.handler(({ input }) => received.end(input.id)),
  };
}
