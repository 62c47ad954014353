import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { tinyFamily } from '../../scripts/tiny-vlm/families.js';
import { writeModelFolder } from '../../scripts/tiny-vlm/model-folder.js';
import type {
  ModelImage,
  ModelReply,
  ModelRequest,
  VisionLanguageModel,
} from '../../src/core/models/vision-language-model.js';
import { idefics3 } from '../../src/inference/local/adapters/idefics3.js';
import type { LoadedModel } from '../../src/inference/local/loaded-model.js';
import { openInProcess } from '../../src/inference/local/open-in-process.js';
import { openLocalModel } from '../../src/inference/local/open-local-model.js';
import { decodeImage, loadTextAndImages } from '../../src/inference/local/transformers.js';
import type { Bench } from '../bench.js';

const BUNDLED = resolve('assets/models/vantage-tiny');
const MEMORY_QUESTIONS = 2000;
const PROMPT_LETTERS = 300;
const REPLY_TOKENS = 40;
const ROUNDS = 21;
const DECODERS = [
  { width: 256, layers: 6, heads: 8, keyHeads: 4, hidden: 768 },
  { width: 512, layers: 8, heads: 8, keyHeads: 4, hidden: 1536 },
] as const;

/** What batches gain, and whether memory stays flat. */
export async function benchLocalModel(bench: Bench): Promise<void> {
  const { say } = bench;
  const opened = await openLocalModel(BUNDLED);
  if (!opened.ok) throw new Error(opened.fault.detail);
  const model = opened.value;
  const { provider, dtype, name } = model.description;
  say(`${name}: live provider`, `${provider}, ${dtype}`);
  await benchBatches(bench, model);
  await benchMemory(bench, model);
  await model.dispose();
}

/** What our part costs beside the graphs' own work. */
export async function benchLocalOverhead(bench: Bench): Promise<void> {
  for (const widths of DECODERS) await benchOverhead(bench, widths);
  await benchReadingPictures(bench);
}

/** Wall time: the model's process is what works. */
async function benchBatches({ say }: Bench, model: VisionLanguageModel): Promise<void> {
  const images = await Promise.all(Array.from({ length: 8 }, (_, i) => picture(i)));
  const wordings = ['Point to the apple.', 'Where is the toy block? Point to it.', 'Is the mug behind the bowl?'];
  const requests = Array.from({ length: 48 }, (_, i) =>
    request(wordings[i % 3] as string, [images[i % 8] as ModelImage], i),
  );
  const perSecond = async (size: number) => {
    const start = performance.now();
    for (let i = 0; i < requests.length; i += size) await model.answer(requests.slice(i, i + size));
    return requests.length / ((performance.now() - start) / 1000);
  };
  await perSecond(8);
  const rates = [];
  for (const size of [1, 8]) rates.push(await perSecond(size));
  const [single = 0, eight = 0] = rates;
  say('questions a second, one at a time', single.toFixed(1));
  say(
    'questions a second, eight at a time',
    `${eight.toFixed(1)}  (${(eight / single).toFixed(2)} times; batches of ${model.batchSize})`,
  );
}

async function benchMemory({ say, usage }: Bench, model: VisionLanguageModel): Promise<void> {
  const megabytes: number[] = [];
  for (let i = 0; i < MEMORY_QUESTIONS; i += 8) {
    const images = [await picture(i)];
    await model.answer(
      Array.from({ length: 8 }, (_, k) => request(`Is the mug left of bowl ${i + k}?`, images, i + k, 4)),
    );
    if ((i + 8) % 400 === 0) megabytes.push(usage().browserMb);
  }
  const text = megabytes.map((mb) => mb.toFixed(0)).join(', ');
  say(`memory of the model's process, MB after each 400 of ${MEMORY_QUESTIONS} questions`, text);
}

/**
 * The same graphs, prompt and tokens through bare onnxruntime, cache handed on from step to step as we do. In this
 * process on the CPU. Template, tokens and text cost the same for every model; the smallest real ones have 256 M weights.
 */
async function benchOverhead({ say }: Bench, widths: (typeof DECODERS)[number]): Promise<void> {
  const folder = join(mkdtempSync(join(tmpdir(), 'vantage-bench-')), 'tiny-smolvlm');
  const tiny = tinyFamily('smolvlm', 1, widths);
  writeModelFolder(folder, tiny, ['fp32']);
  const weights = [...tiny.weights.values()].reduce((sum, { data }) => sum + data.length, 0);
  const asked = { folder, provider: 'cpu', dtype: 'fp32', batchSize: 1, excluded: [] } as const;
  const { loaded } = await openInProcess(asked, () => {});
  const prompt = 'Is it red? '.repeat(200);
  const one = request(prompt.slice(0, PROMPT_LETTERS), [], 0, REPLY_TOKENS);
  const answer = () => answered(loaded, one, null);
  const { promptTokens, replyTokens, finish } = await answer();
  const steps = (replyTokens as number) + (finish === 'stop' ? 1 : 0);
  const bare = await bareRunner(folder, promptTokens as number, steps);
  await bare();
  // In turns, and CPU time of this thread alone, which computes its share of each graph and does all of our part: what
  // else the machine does, and threads of the runtime that go on turning for a while, are not counted.
  const ratios = { whole: [] as number[], streamed: [] as number[] };
  for (let i = 0; i < ROUNDS; i++) {
    const whole = await threadTime(answer);
    const base = await threadTime(bare);
    const streamed = await threadTime(() => answered(loaded, one, () => {}));
    ratios.whole.push(whole / base);
    ratios.streamed.push(streamed / base);
  }
  await loaded.release();
  const percent = (all: number[]) => `${(100 * (median(all) - 1)).toFixed(1)} %`;
  say(
    `overhead over bare onnxruntime, CPU, ${(weights / 1e6).toFixed(0)} M weights, ${promptTokens} + ${steps} tokens`,
    `${percent(ratios.whole)}; told while it is written ${percent(ratios.streamed)}`,
  );
}

/** What comes before the vision encoder for a picture not seen lately: PNG, resizing, pixels as floats. */
async function benchReadingPictures({ say }: Bench): Promise<void> {
  const tools = await loadTextAndImages(BUNDLED, 'vantage-tiny');
  const spent: number[] = [];
  for (let i = 0; i < ROUNDS; i++) {
    const image = await noise(640, 480, i);
    spent.push(await milliseconds(async () => idefics3.prepare(await decodeImage(image, 1), tools.processor)));
  }
  say('reading a 640 × 480 PNG for the vision encoder, ms', median(spent).toFixed(1));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}

/** Milliseconds of CPU of this thread. */
async function threadTime(work: () => Promise<unknown>): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function answered(
  model: LoadedModel,
  one: ModelRequest,
  onText: ((index: number, text: string) => void) | null,
): Promise<ModelReply> {
  const replies: ModelReply[] = [];
  await model.answer([one], {
    isCancelled: () => false,
    onText,
    onResult: (_, result) => {
      if (!result.ok) throw new Error(result.fault.detail);
      replies.push(result.value);
    },
  });
  return replies[0] as ModelReply;
}

/** embed, prompt, then one token at a time: nothing but session.run and the argmax. */
async function bareRunner(folder: string, prompt: number, tokens: number): Promise<() => Promise<void>> {
  const options = { executionProviders: ['cpu'], logSeverityLevel: 4 } as const;
  const embed = await InferenceSession.create(join(folder, 'onnx/embed_tokens.onnx'), options);
  const decoder = await InferenceSession.create(join(folder, 'onnx/decoder_model_merged.onnx'), options);
  const caches = decoder.inputMetadata.filter(({ name }) => name.startsWith('past'));
  const int64 = (values: number[], dims: number[]) => new Tensor('int64', BigInt64Array.from(values.map(BigInt)), dims);
  return async () => {
    let past: Record<string, Tensor> = {};
    for (const meta of caches) {
      const shape = meta.isTensor ? meta.shape : [];
      past[meta.name] = new Tensor('float32', new Float32Array(0), [1, Number(shape[1]), 0, Number(shape[3])]);
    }
    let ids = Array.from({ length: prompt }, (_, i) => 20 + (i % 300));
    for (let step = 0, total = prompt; step < tokens; step++, total++) {
      const { inputs_embeds } = await embed.run({ input_ids: int64(ids, [1, ids.length]) });
      const positions = ids.map((_, i) => total - ids.length + i);
      const outputs = await decoder.run({
        inputs_embeds: inputs_embeds as Tensor,
        attention_mask: int64(Array<number>(total).fill(1), [1, total]),
        position_ids: int64(positions, [1, ids.length]),
        ...past,
      });
      const logits = outputs['logits'] as Tensor;
      const last = (logits.data as Float32Array).subarray(-(logits.dims[2] as number));
      let best = 0;
      last.forEach((value, i) => (best = value > (last[best] as number) ? i : best));
      ids = [best];
      past = {};
      for (const [name, tensor] of Object.entries(outputs)) {
        if (name.startsWith('present')) past[name.replace('present', 'past_key_values')] = tensor as Tensor;
      }
    }
  };
}

function request(prompt: string, images: readonly ModelImage[], number: number, maxTokens = 16): ModelRequest {
  return { id: `q${number}`, images, system: null, prompt, maxTokens, score: ['Yes', 'No'] };
}

/** Another picture for each number. */
async function picture(number: number): Promise<ModelImage> {
  const background = { r: (number * 37) % 256, g: (number * 91) % 256, b: (number * 53) % 256 };
  const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .png()
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mime: 'image/png', width: 320, height: 240 };
}

/** A picture as hard to compress as a photograph. */
async function noise(width: number, height: number, seed: number): Promise<ModelImage> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i / 40 + seed * 7 + ((i * 2654435761) % 16)) % 256;
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mime: 'image/png', width, height };
}
