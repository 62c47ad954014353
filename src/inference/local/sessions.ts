import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { graphOutputs } from './graph-outputs.js';
import { essence, ModelFault } from './model-fault.js';
import { GRAPHS, type GraphName } from './model-folder.js';
import { PROVIDER_TITLES, sessionOptions, type ProviderName } from './providers.js';
import {
  boolTensor,
  emptyCache,
  feedable,
  floatsOf,
  floatTensor,
  intTensor,
  slotsOf,
  type TensorSlot,
} from './tensors.js';
import type { RawTensor } from './transformers.js';

/** Rows of numbers. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

/** One step of the decoder for a batch. Padding is on the left, so every row ends with its newest token. */
export interface DecoderStep {
  readonly batch: number;
  /** New tokens of each row, padding included. */
  readonly length: number;
  /** [batch * length * width] */
  readonly embeddings: Float32Array;
  /** [batch * (past + length)] of 0 and 1. */
  readonly mask: Uint8Array;
  /** [positionRows * batch * length] */
  readonly positions: Int32Array;
  readonly positionRows: 1 | 3;
  readonly past: DecoderCache | null;
}

/** Keys and values so far, on the device where the provider leaves them. Released once, by whoever made the step. */
export class DecoderCache {
  private released = false;

  /** @param tensors by name of the decoder's inputs */
  constructor(readonly tensors: Readonly<Record<string, Tensor>>) {}

  dispose(): void {
    if (this.released) return;
    this.released = true;
    for (const tensor of Object.values(this.tensors)) tensor.dispose();
  }
}

/** What is fed to the decoder besides the cache. */
const KNOWN_INPUTS = ['inputs_embeds', 'attention_mask', 'position_ids', 'num_logits_to_keep', 'use_cache_branch'];

/** The three graphs of a model, open on one provider. */
export class ModelSessions {
  private constructor(
    private readonly vision: InferenceSession,
    private readonly embed: InferenceSession,
    private readonly decoder: InferenceSession,
    private readonly visionInputs: readonly TensorSlot[],
    private readonly decoderInputs: readonly TensorSlot[],
  ) {}

  /** @throws ModelFault naming the file that cannot be used */
  static async open(
    folder: string,
    name: string,
    files: Readonly<Record<GraphName, string>>,
    provider: ProviderName,
  ): Promise<ModelSessions> {
    const opened: InferenceSession[] = [];
    try {
      for (const graph of GRAPHS) {
        const cacheOnGpu = graph === 'decoder_model_merged' && provider === 'webgpu';
        opened.push(await openGraph(folder, name, files[graph], provider, cacheOnGpu));
      }
      const [vision, embed, decoder] = opened as [InferenceSession, InferenceSession, InferenceSession];
      const file = `${name}/${files.decoder_model_merged}`;
      const decoderInputs = slotsOf(decoder.inputMetadata);
      const unknown = decoderInputs.find((slot) => !KNOWN_INPUTS.includes(slot.name) && !isCache(slot.name));
      if (unknown)
        throw new ModelFault(
          'unusable',
          `${file} wants an input "${unknown.name}", which none of the families that run here has: serve the model with vLLM instead.`,
        );
      if (!decoderInputs.some((slot) => isCache(slot.name)) || !decoder.outputNames.includes('logits'))
        throw new ModelFault(
          'unusable',
          `${file} is no decoder with a cache: it needs past_key_values.* as inputs and logits as an output.`,
        );
      return new ModelSessions(vision, embed, decoder, slotsOf(vision.inputMetadata), decoderInputs);
    } catch (error) {
      for (const session of opened) await session.release();
      throw error;
    }
  }

  /** Features of one picture, a row for each token. */
  async encodeImage(feeds: Readonly<Record<string, RawTensor>>): Promise<Matrix> {
    const own: Record<string, Tensor> = {};
    for (const slot of this.visionInputs) {
      const raw = feeds[slot.name];
      if (!raw)
        throw new ModelFault(
          'unusable',
          `The vision encoder wants an input "${slot.name}", which the image processor does not give: preprocessor_config.json belongs to another model.`,
        );
      own[slot.name] = convert(raw, slot);
    }
    const outputs = await this.vision.run(own);
    const features = (outputs['image_features'] ?? outputs[this.vision.outputNames[0] as string]) as Tensor;
    const columns = features.dims.at(-1) as number;
    const values = floatsOf(features);
    release(own, outputs);
    return { rows: values.length / columns, columns, values };
  }

  /**
   * @param ids [count]
   * @returns numbers that belong to the caller: what a session gives on the processor is never written to again
   */
  async embedTokens(ids: ArrayLike<number>): Promise<Matrix> {
    const input = { [this.embed.inputNames[0] as string]: intTensor(ids, [1, ids.length]) };
    const outputs = await this.embed.run(input);
    const tensor = outputs[this.embed.outputNames[0] as string] as Tensor;
    const columns = tensor.dims.at(-1) as number;
    const values = floatsOf(tensor);
    release(input, outputs);
    return { rows: ids.length, columns, values };
  }

  /** Logits of each row's last token, [batch * vocabulary], and the cache with the new tokens. `past` stays the caller's. */
  async decode(step: DecoderStep): Promise<{ logits: Matrix; cache: DecoderCache }> {
    const { batch, length } = step;
    const width = step.embeddings.length / (batch * length);
    // Made here and released here; the cache belongs to the caller.
    const made: Record<string, Tensor> = {};
    for (const { name, type, dims } of this.decoderInputs) {
      if (isCache(name)) {
        if (!step.past) made[name] = emptyCache({ name, type, dims }, batch);
      } else if (name === 'inputs_embeds') made[name] = floatTensor(type, step.embeddings, [batch, length, width]);
      else if (name === 'attention_mask') made[name] = intTensor(step.mask, [batch, step.mask.length / batch]);
      else if (name === 'position_ids') made[name] = intTensor(step.positions, positionDims(step));
      else if (name === 'num_logits_to_keep') made[name] = intTensor([1], dims.length === 0 ? [] : [1]);
      else made[name] = boolTensor(step.past !== null);
    }
    const outputs = await this.decoder.run({ ...step.past?.tensors, ...made });
    release(made, {});
    const logits = outputs['logits'] as Tensor;
    const cache: Record<string, Tensor> = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      if (name.startsWith('present')) cache[name.replace('present', 'past_key_values')] = feedable(tensor as Tensor);
      else if (name !== 'logits') (tensor as Tensor).dispose();
    }
    const last = lastRows(logits, batch);
    logits.dispose();
    return { logits: last, cache: new DecoderCache(cache) };
  }

  async release(): Promise<void> {
    for (const session of [this.vision, this.embed, this.decoder]) await session.release();
  }
}

async function openGraph(
  folder: string,
  name: string,
  file: string,
  provider: ProviderName,
  cacheOnGpu: boolean,
): Promise<InferenceSession> {
  const path = join(folder, file);
  const again = "copy it from the model's source again";
  if (statSync(path).size === 0)
    throw new ModelFault('unusable', `${name}/${file} is empty: ${again}.`, { isDamage: true });
  if (isPointer(path)) {
    throw new ModelFault(
      'unusable',
      `${name}/${file} is a Git LFS pointer, not the file itself: run "git lfs pull" in the folder, or ${again}.`,
      { isDamage: true },
    );
  }
  try {
    const options = sessionOptions(provider);
    // Also says early, in our words, that a file is cut short.
    const outputs = graphOutputs(path);
    if (!cacheOnGpu) return await InferenceSession.create(path, options);
    const preferredOutputLocation = Object.fromEntries(
      outputs.map((output) => [output, output.startsWith('present') ? ('gpu-buffer' as const) : ('cpu' as const)]),
    );
    return await InferenceSession.create(path, { ...options, preferredOutputLocation });
  } catch (error) {
    throw openFault(error, `${name}/${file}`, provider);
  }
}

/** What a clone without Git LFS has in place of large files. */
function isPointer(path: string): boolean {
  return statSync(path).size < 1024 && readFileSync(path, 'latin1').startsWith('version https://git-lfs');
}

function openFault(error: unknown, file: string, provider: ProviderName): ModelFault {
  const reason = essence(error);
  if (/requires f16/.test(reason)) {
    const detail = `${file} computes in 16 bits, which this device does not have: choose dtype fp32, q8 or q4.`;
    return new ModelFault('unusable', detail, { cause: error });
  }
  if (/allocat|memory/i.test(reason))
    return new ModelFault(
      'out-of-memory',
      `There is not enough memory for ${file}: choose a smaller dtype (q4 or q8) or a device with more memory (${reason}).`,
      { cause: error },
    );
  if (provider !== 'cpu' && !(error instanceof RangeError)) {
    const detail = `${file} cannot be run on ${PROVIDER_TITLES[provider]} (${reason}): choose another dtype or provider, or copy the file from the model's source again.`;
    return new ModelFault('unusable', detail, { cause: error });
  }
  const data =
    /External data path|external data|\.onnx_data|doesn't exist|cannot be read|file_size|out of bounds/i.test(reason)
      ? ' or its .onnx_data'
      : '';
  return new ModelFault(
    'unusable',
    `${file}${data} is damaged, incomplete or not for this version of ONNX Runtime (${reason}): copy it from the model's source again.`,
    { cause: error, isDamage: error instanceof RangeError || data !== '' || /protobuf|invalid model/i.test(reason) },
  );
}

function positionDims({ positionRows, batch, length }: DecoderStep): readonly number[] {
  return positionRows === 1 ? [batch, length] : [positionRows, batch, length];
}

function isCache(name: string): boolean {
  return name.startsWith('past_key_values.');
}

/** Of [batch, kept, vocabulary], the last of each row. */
function lastRows(logits: Tensor, batch: number): Matrix {
  const [, kept, columns] = logits.dims as readonly [number, number, number];
  const all = floatsOf(logits);
  if (kept === 1) return { rows: batch, columns, values: all };
  const values = new Float32Array(batch * columns);
  for (let row = 0; row < batch; row++) {
    const from = (row * kept + kept - 1) * columns;
    values.set(all.subarray(from, from + columns), row * columns);
  }
  return { rows: batch, columns, values };
}

function convert(raw: RawTensor, slot: TensorSlot): Tensor {
  if (slot.type === 'float32' || slot.type === 'float16')
    return floatTensor(slot.type, Float32Array.from(raw.data as ArrayLike<number>), raw.dims);
  if (slot.type === 'int64') return intTensor(Array.from(raw.data as ArrayLike<number | bigint>, Number), raw.dims);
  if (slot.type === 'bool') return new Tensor('bool', Uint8Array.from(raw.data as ArrayLike<number>), raw.dims);
  throw new ModelFault('unusable', `The vision encoder wants "${slot.name}" as ${slot.type}, which is not known here.`);
}

function release(feeds: Readonly<Record<string, Tensor>>, outputs: InferenceSession.OnnxValueMapType): void {
  for (const tensor of Object.values(feeds)) tensor.dispose();
  for (const tensor of Object.values(outputs)) (tensor as Tensor).dispose();
}
