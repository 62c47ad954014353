import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyFamily, type FamilyName } from '../../../../scripts/tiny-vlm/families.js';
import type { Dtype } from '../../../../scripts/tiny-vlm/graph.js';
import { writeModelFolder, type TinyModel } from '../../../../scripts/tiny-vlm/model-folder.js';
import type { ModelReply, ModelRequest } from '../../../core/models/vision-language-model.js';
import type { LoadedModel } from '../loaded-model.js';
import { openInProcess } from '../open-in-process.js';

/** A folder for one test file; the system clears its temporary folder. */
export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'vantage-model-'));
}

/** A tiny model of random weights in its family's real layout. */
export function familyFolder(
  name: FamilyName,
  dtypes: readonly Dtype[] = ['fp32'],
  change: (model: TinyModel) => TinyModel = (model) => model,
): string {
  const folder = join(temporaryFolder(), `tiny-${name}`);
  writeModelFolder(folder, change(tinyFamily(name)), dtypes);
  return folder;
}

/** Opened in this very process, on the CPU. */
export async function openHere(folder: string, dtype: Dtype | null = null, batchSize = 8): Promise<LoadedModel> {
  const request = { folder, provider: 'cpu', dtype, batchSize, excluded: [] } as const;
  return (await openInProcess(request, () => {})).loaded;
}

/** Replies in order; a fault fails the test. */
export async function repliesOf(model: LoadedModel, requests: readonly ModelRequest[]): Promise<readonly ModelReply[]> {
  const replies: ModelReply[] = [];
  await model.answer(requests, {
    isCancelled: () => false,
    onText: () => {},
    onResult: (index, result) => {
      if (!result.ok) throw new Error(result.fault.detail);
      replies[index] = result.value;
    },
  });
  return replies;
}
