import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDecoder, type DecoderShape } from './decoder-graph.ts';
import { Graph, type Dtype } from './graph.ts';
import { encodeModel } from './onnx-file.ts';
import { buildLlavaVision, buildQwenVision, buildSmolVision, type VisionShape } from './vision-graph.ts';
import { weightsFrom, type Weights } from './weights.ts';

/** How a family lays out its vision encoder's inputs. */
export type VisionLayout = 'smolvlm' | 'llava' | 'qwen2-vl' | 'qwen';

export interface TinyModel {
  readonly vision: VisionShape;
  readonly layout: VisionLayout;
  readonly decoder: DecoderShape;
  /** Names begin with "vision." and "decoder.". */
  readonly weights: Weights;
  /** JSON content by file name. */
  readonly files: Readonly<Record<string, unknown>>;
}

const SUFFIX: Readonly<Record<Dtype, string>> = { fp32: '', fp16: '_fp16', q8: '_quantized', q4: '_q4' };

/** Writes a folder in Hugging Face's ONNX layout. Equal models give equal bytes. */
export function writeModelFolder(folder: string, model: TinyModel, dtypes: readonly Dtype[]): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const [name, content] of Object.entries(model.files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : `${JSON.stringify(content, null, 1)}\n`);
  }
  for (const dtype of dtypes) {
    for (const [name, graph] of Object.entries(buildGraphs(model, dtype))) {
      writeFileSync(join(folder, 'onnx', `${name}${SUFFIX[dtype]}.onnx`), encodeModel(graph.build()));
    }
  }
}

function buildGraphs(model: TinyModel, dtype: Dtype): Readonly<Record<string, Graph>> {
  const all = weightsFrom(model.weights);
  const visionWeight = (name: string) => all(`vision.${name}`);
  const decoderWeight = (name: string) => all(`decoder.${name}`);

  const vision = new Graph('vision_encoder', dtype);
  if (model.layout === 'smolvlm') buildSmolVision(vision, model.vision, visionWeight);
  else if (model.layout === 'llava') buildLlavaVision(vision, model.vision, visionWeight);
  else {
    const grid = model.layout === 'qwen2-vl' ? 'grid_thw' : 'image_grid_thw';
    buildQwenVision(vision, model.vision, grid, visionWeight);
  }

  const embed = new Graph('embed_tokens', dtype);
  const ids = embed.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  const rows = embed.embedding(ids, 'embed', decoderWeight('embed'));
  embed.output(rows, 'inputs_embeds', 'float32', ['batch_size', 'sequence_length', model.decoder.width]);

  const decoder = new Graph('decoder_model_merged', dtype);
  buildDecoder(decoder, model.decoder, decoderWeight);
  return { vision_encoder: vision, embed_tokens: embed, decoder_model_merged: decoder };
}

/** Dimensions of every weight of a model, by name. */
export function weightShapes(
  vision: VisionShape,
  layout: VisionLayout,
  decoder: DecoderShape,
): ReadonlyMap<string, readonly number[]> {
  const shapes = new Map<string, readonly number[]>();
  const v = (name: string, ...dims: number[]) => shapes.set(`vision.${name}`, dims);
  const linear = (name: string, out: number, into: number) => v(name, out, into).set(`vision.${name}.bias`, [out]);
  const qwen = layout === 'qwen' || layout === 'qwen2-vl';
  if (qwen) v('patch', vision.width, 3 * 2 * vision.patch ** 2);
  else {
    v('patch', vision.width, 3, vision.patch, vision.patch);
    v('patch.bias', vision.width);
    v('positions', (vision.size / vision.patch) ** 2, vision.width);
    v('norm', vision.width);
    v('norm.bias', vision.width);
  }
  for (let layer = 0; layer < (qwen ? 1 : vision.layers); layer++) {
    const of = (name: string) => `blocks.${layer}.${name}`;
    for (const norm of ['norm1', 'norm2']) {
      v(of(norm), vision.width);
      v(of(`${norm}.bias`), vision.width);
    }
    for (const name of ['q', 'k', 'v', 'o']) linear(of(name), vision.width, vision.width);
    linear(of('fc1'), 4 * vision.width, vision.width);
    linear(of('fc2'), vision.width, 4 * vision.width);
  }
  v('project', vision.out, vision.width * vision.merge ** 2);

  const d = (name: string, ...dims: number[]) => shapes.set(`decoder.${name}`, dims);
  const keyWidth = (decoder.width / decoder.heads) * decoder.keyHeads;
  d('embed', decoder.vocabulary, decoder.width);
  for (let layer = 0; layer < decoder.layers; layer++) {
    const of = (name: string) => `layers.${layer}.${name}`;
    d(of('input_norm'), decoder.width);
    d(of('post_norm'), decoder.width);
    for (const [name, out] of [
      ['q', decoder.width],
      ['k', keyWidth],
      ['v', keyWidth],
    ] as const) {
      d(of(name), out, decoder.width);
      if (decoder.attentionBias) d(of(`${name}.bias`), out);
    }
    d(of('o'), decoder.width, decoder.width);
    d(of('gate'), decoder.hidden, decoder.width);
    d(of('up'), decoder.hidden, decoder.width);
    d(of('down'), decoder.width, decoder.hidden);
  }
  d('norm', decoder.width);
  return shapes;
}
