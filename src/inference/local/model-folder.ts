import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ModelFaultReason } from '../../core/models/vision-language-model.js';
import { failure, success, type Result } from '../../core/result.js';
import { adapterFor, familyList } from './adapters/index.js';
import type { FamilyAdapter } from './adapters/family-adapter.js';
import { DTYPES, DTYPE_SUFFIXES, type Dtype } from './dtypes.js';
import { readModelConfig, type ModelConfig } from './model-config.js';
import { servedAddress, serveLora, serveWeights } from './serve-command.js';

/** The three graphs of a vision-language model in Hugging Face's ONNX layout. */
export const GRAPHS = ['vision_encoder', 'embed_tokens', 'decoder_model_merged'] as const;
export type GraphName = (typeof GRAPHS)[number];

export interface ModelFolder {
  readonly path: string;
  /** The folder's own name. */
  readonly name: string;
  readonly adapter: FamilyAdapter;
  readonly config: ModelConfig;
  /** Jinja. */
  readonly chatTemplate: string;
  /** Graph files by dtype, relative to the folder. */
  readonly graphs: Readonly<Record<GraphName, ReadonlyMap<Dtype, string>>>;
}

/**
 * Reads what a folder holds, without its weights. Anything but an ONNX export of a family with an adapter is answered
 * with what to do instead: for safetensors and LoRA, the very command that serves it.
 */
export function inspectModelFolder(path: string): Result<ModelFolder, ModelFaultReason> {
  const folder = resolve(path);
  const name = basename(folder);
  const refuse = (detail: string) => failure<ModelFaultReason>('unusable', detail);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return refuse(`"${path}" is no folder: give a model's folder, a baseline's name or an endpoint as URL#model.`);
  const listed = readdirSync(folder);
  const graphFiles = existsSync(join(folder, 'onnx')) ? readdirSync(join(folder, 'onnx')) : [];
  if (!graphFiles.some((file) => file.endsWith('.onnx'))) return refuse(whatElse(folder, name, listed));

  const config = readJson(folder, 'config.json');
  if ('problem' in config) return refuse(config.problem);
  const preprocessor = readJson(folder, 'preprocessor_config.json');
  if ('problem' in preprocessor) return refuse(preprocessor.problem);
  const generation = listed.includes('generation_config.json') ? readJson(folder, 'generation_config.json') : null;
  if (generation && 'problem' in generation) return refuse(generation.problem);
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    const read = readJson(folder, file);
    if ('problem' in read) return refuse(read.problem);
  }
  const modelType = z.object({ model_type: z.string() }).safeParse(config.value);
  const adapter = modelType.success ? adapterFor(modelType.data.model_type) : null;
  if (!adapter) {
    const type = modelType.success ? `"${modelType.data.model_type}"` : 'no model_type';
    return refuse(
      `${name} is of the kind ${type} (config.json); what runs from a folder are ${familyList()}: serve others with vLLM and give the endpoint as URL#model.`,
    );
  }
  const read = readModelConfig({
    config: config.value,
    generation: generation?.value,
    preprocessor: preprocessor.value,
  });
  if ('problem' in read)
    return refuse(`${name}/${read.file} cannot be used: ${read.problem}; take the file from the model's source again.`);
  const chatTemplate = readChatTemplate(folder, listed);
  if (chatTemplate === null)
    return refuse(
      `${name} has no chat template (chat_template.jinja, chat_template.json or chat_template in tokenizer_config.json): add the one of its source.`,
    );
  const graphs = Object.fromEntries(
    GRAPHS.map((graph) => [graph, graphsOf(graph, graphFiles)]),
  ) as ModelFolder['graphs'];
  for (const graph of GRAPHS) {
    if (graphs[graph].size === 0)
      return refuse(
        `${name}/onnx has no ${graph}.onnx in any dtype (${DTYPES.join(', ')}): download the missing file.`,
      );
  }
  return success({ path: folder, name, adapter, config: read.config, chatTemplate, graphs });
}

/** Which file serves each graph when the decoder has this dtype: the same, else the nearest to the model as trained. */
export function filesFor(folder: ModelFolder, dtype: Dtype): Readonly<Record<GraphName, string>> | null {
  const order = [dtype, ...DTYPES.filter((other) => other !== dtype)];
  if (!folder.graphs.decoder_model_merged.has(dtype)) return null;
  const pick = (graph: GraphName) =>
    order.map((one) => folder.graphs[graph].get(one)).find((file) => file !== undefined);
  return Object.fromEntries(GRAPHS.map((graph) => [graph, pick(graph)])) as Record<GraphName, string>;
}

function graphsOf(graph: GraphName, files: readonly string[]): ReadonlyMap<Dtype, string> {
  const found = new Map<Dtype, string>();
  for (const dtype of DTYPES) {
    const file = DTYPE_SUFFIXES[dtype].map((suffix) => `${graph}${suffix}.onnx`).find((name) => files.includes(name));
    if (file) found.set(dtype, `onnx/${file}`);
  }
  return found;
}

function readChatTemplate(folder: string, listed: readonly string[]): string | null {
  if (listed.includes('chat_template.jinja')) return readFileSync(join(folder, 'chat_template.jinja'), 'utf8');
  const holder = z.object({
    chat_template: z.union([z.string(), z.array(z.object({ name: z.string(), template: z.string() }))]),
  });
  for (const file of ['chat_template.json', 'tokenizer_config.json']) {
    if (!listed.includes(file)) continue;
    const read = readJson(folder, file);
    const parsed = 'value' in read ? holder.safeParse(read.value) : null;
    if (!parsed?.success) continue;
    const template = parsed.data.chat_template;
    if (typeof template === 'string') return template;
    return (template.find(({ name }) => name === 'default') ?? template[0])?.template ?? null;
  }
  return null;
}

function readJson(folder: string, file: string): { readonly value: unknown } | { readonly problem: string } {
  const name = `${basename(folder)}/${file}`;
  if (!existsSync(join(folder, file))) return { problem: `${name} is missing: copy it from the model's source.` };
  try {
    return { value: JSON.parse(readFileSync(join(folder, file), 'utf8')) };
  } catch (error) {
    return { problem: `${name} is no JSON (${(error as Error).message}): copy it again.` };
  }
}

/** One sentence for a folder without ONNX files. */
function whatElse(folder: string, name: string, listed: readonly string[]): string {
  const then = `and give ${servedAddress(name)} as the model`;
  if (listed.includes('adapter_config.json')) {
    const read = readJson(folder, 'adapter_config.json');
    const schema = z.object({ base_model_name_or_path: z.string().min(1), r: z.number().int().positive().optional() });
    const adapter = 'value' in read ? schema.safeParse(read.value) : null;
    if (!adapter?.success)
      return `${name} is a LoRA adapter whose adapter_config.json names no base_model_name_or_path: add it, then serve both with vLLM.`;
    const { base_model_name_or_path: base, r } = adapter.data;
    return `${name} is a LoRA adapter, which Vantage does not run itself: start it with \`${serveLora(folder, name, base, r ?? null)}\` ${then}.`;
  }
  if (listed.some((file) => /\.safetensors(\.index\.json)?$|^pytorch_model.*\.bin/.test(file)))
    return `${name} holds PyTorch weights, which Vantage does not run itself: start it with \`${serveWeights(folder, name)}\` ${then}.`;
  if (listed.some((file) => file.endsWith('.gguf')))
    return `${name} holds GGUF files: load them in Ollama or LM Studio and give its address as URL#model.`;
  return `${name} is no model: a folder needs config.json and onnx/*.onnx as in Hugging Face's ONNX exports (docs/models.md).`;
}
