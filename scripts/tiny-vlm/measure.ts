// How often the bundled model is right, on pictures it was not trained on: with its eyes open and blind.
//
//   npx node --experimental-transform-types --import ./src/inference/local/testing/typescript-hooks.mjs \
//     scripts/tiny-vlm/measure.ts FOLDER PREPARED [DTYPE]
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ModelReply, ModelRequest } from '../../src/core/models/vision-language-model.ts';
import type { Dtype } from '../../src/inference/local/dtypes.ts';
import { openInProcess } from '../../src/inference/local/open-in-process.ts';

interface Sample {
  readonly kind: 'yes-no' | 'point';
  readonly picture: number;
  readonly question: string;
  readonly answer: string;
  /** Visible box as shares of the picture. */
  readonly box: readonly [number, number, number, number] | null;
}

const [folder, prepared, dtype] = process.argv.slice(2);
if (!folder || !prepared) throw new Error('usage: measure.ts FOLDER PREPARED [DTYPE]');
const samples = JSON.parse(readFileSync(join(prepared, 'samples.json'), 'utf8')) as readonly Sample[];
const asked = { folder, provider: 'cpu', dtype: (dtype ?? null) as Dtype | null, batchSize: 8, excluded: [] } as const;
const { loaded, opened } = await openInProcess(asked, () => {});
const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${opened.description.name} ${opened.description.dtype}, ${samples.length} questions`);
for (const sees of [true, false]) {
  const counts = { 'yes-no': [0, 0], point: [0, 0] };
  for (let i = 0; i < samples.length; i += 8) {
    const some = samples.slice(i, i + 8);
    const replies = await answers(some.map((sample, k) => question(sample, k, sees)));
    some.forEach((sample, k) => {
      counts[sample.kind][1]!++;
      if (isRight(sample, replies[k]!.text)) counts[sample.kind][0]!++;
    });
  }
  for (const [kind, [right, all]] of Object.entries(counts)) {
    say(`${sees ? 'sees ' : 'blind'}  ${kind}: ${right} of ${all}, ${((100 * right!) / all!).toFixed(1)} %`);
  }
}
const yes = samples.filter(({ answer }) => answer === ' Yes').length;
const yesNo = samples.filter(({ kind }) => kind === 'yes-no').length;
say(`always Yes: ${((100 * yes) / yesNo).toFixed(1)} %`);
await loaded.release();

function question(sample: Sample, number: number, sees: boolean): ModelRequest {
  const bytes = new Uint8Array(readFileSync(join(prepared as string, 'png', `${sample.picture}.png`)));
  const images = sees ? [{ bytes, mime: 'image/png' as const, width: 192, height: 144 }] : [];
  return { id: String(number), images, system: null, prompt: sample.question, maxTokens: 20, score: [] };
}

async function answers(requests: readonly ModelRequest[]): Promise<readonly ModelReply[]> {
  const replies: ModelReply[] = [];
  await loaded.answer(requests, {
    isCancelled: () => false,
    onText: () => {},
    onResult: (index, result) => {
      if (!result.ok) throw new Error(result.fault.detail);
      replies[index] = result.value;
    },
  });
  return replies;
}

/** A point is right inside the visible box of the thing. */
function isRight({ kind, answer, box }: Sample, text: string): boolean {
  if (kind === 'yes-no') return text.trim() === answer.trim();
  const [x, y] = [...text.matchAll(/\d\.\d+/g)].map(([number]) => Number(number));
  return box !== null && x !== undefined && y !== undefined && x >= box[0] && x < box[2] && y >= box[1] && y < box[3];
}
