import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesFor, inspectModelFolder } from './model-folder.js';
import { familyFolder, temporaryFolder } from './testing/test-folders.js';

function refusal(folder: string): string {
  const result = inspectModelFolder(folder);
  if (result.ok) throw new Error('The folder was taken.');
  expect(result.fault.reason).toBe('unusable');
  return result.fault.detail;
}

/** A folder of other files: content by name. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(temporaryFolder(), 'my model');
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

/** Sets one value inside a JSON file; undefined takes it out. */
function change(folder: string, file: string, path: readonly string[], value: unknown): string {
  const json = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  let inner = json;
  for (const key of path.slice(0, -1)) inner = inner[key];
  inner[path.at(-1) as string] = value;
  writeFileSync(join(folder, file), JSON.stringify(json));
  return folder;
}

describe('what is served elsewhere', () => {
  it('answers PyTorch weights with the command that serves them', () => {
    const folder = folderWith({ 'config.json': '{}', 'model-00001-of-00002.safetensors': '' });
    expect(refusal(folder)).toBe(
      `my model holds PyTorch weights, which Vantage does not run itself: start it with \`vllm serve '${folder}' --served-model-name 'my model' --limit-mm-per-prompt '{"image": 8}'\` and give http://localhost:8000/v1#my model as the model.`,
    );
  });

  it('answers a LoRA adapter with its base model and room for its rank', () => {
    const config = { base_model_name_or_path: 'Qwen/Qwen2.5-VL-3B-Instruct', r: 64, peft_type: 'LORA' };
    const folder = folderWith({ 'adapter_config.json': JSON.stringify(config), 'adapter_model.safetensors': '' });
    expect(refusal(folder)).toContain(
      `\`vllm serve Qwen/Qwen2.5-VL-3B-Instruct --enable-lora --lora-modules 'my model=${folder}' --max-lora-rank 64 --limit-mm-per-prompt '{"image": 8}'\``,
    );
  });

  it('asks for the base model where the adapter does not name it', () => {
    expect(refusal(folderWith({ 'adapter_config.json': '{}' }))).toContain('names no base_model_name_or_path');
  });

  it('sends GGUF files to programs that run them', () => {
    expect(refusal(folderWith({ 'x.gguf': '' }))).toContain('Ollama or LM Studio');
  });
});

describe('what cannot be used', () => {
  it('names a folder that is not there, and one that holds no model', () => {
    expect(refusal('/nowhere/at/all')).toContain('"/nowhere/at/all" is no folder');
    expect(refusal(temporaryFolder())).toContain('is no model');
  });

  it('refuses another architecture with the list of what works', () => {
    const folder = change(familyFolder('llava'), 'config.json', ['model_type'], 'paligemma');
    expect(refusal(folder)).toBe(
      'tiny-llava is of the kind "paligemma" (config.json); what runs from a folder are SmolVLM / Idefics3, Qwen2-VL, Qwen2.5-VL, Qwen3-VL, LLaVA and LLaVA-OneVision: serve others with vLLM and give the endpoint as URL#model.',
    );
  });

  it.each(['config.json', 'preprocessor_config.json', 'tokenizer.json', 'tokenizer_config.json'])(
    'names %s when it is missing',
    (file) => {
      const folder = familyFolder('smolvlm');
      rmSync(join(folder, file));
      expect(refusal(folder)).toBe(`tiny-smolvlm/${file} is missing: copy it from the model's source.`);
    },
  );

  it('names a file that is cut short', () => {
    const folder = familyFolder('smolvlm');
    writeFileSync(join(folder, 'tokenizer.json'), readFileSync(join(folder, 'tokenizer.json')).subarray(0, 500));
    expect(refusal(folder)).toContain('tiny-smolvlm/tokenizer.json is no JSON');
  });

  it('names a graph that is missing', () => {
    const folder = familyFolder('smolvlm');
    rmSync(join(folder, 'onnx/embed_tokens.onnx'));
    expect(refusal(folder)).toContain('tiny-smolvlm/onnx has no embed_tokens.onnx in any dtype');
  });

  it.each([
    ['config.json', ['image_token_id'], -1, '"image_token_id"'],
    ['config.json', ['image_token_id'], undefined, 'image_token_id is missing'],
    ['config.json', ['text_config', 'vocab_size'], 1e12, '"text_config.vocab_size"'],
    ['preprocessor_config.json', ['size', 'longest_edge'], 1e9, '"size'],
    ['preprocessor_config.json', ['image_std'], [0, 0, 0], '"image_std.0"'],
    ['generation_config.json', ['eos_token_id'], ['</s>'], '"eos_token_id'],
  ])('does not take an absurd number in %s', (file, path, value, named) => {
    const detail = refusal(change(familyFolder('smolvlm'), file, path, value));
    expect(detail).toContain(`tiny-smolvlm/${file} cannot be used: `);
    expect(detail).toContain(named);
  });

  it('needs a chat template', () => {
    const folder = change(familyFolder('smolvlm'), 'tokenizer_config.json', ['chat_template'], undefined);
    expect(refusal(folder)).toContain('has no chat template');
  });
});

it('takes other graphs in another dtype where the decoder alone has one', () => {
  const folder = familyFolder('smolvlm', ['fp32', 'q4']);
  rmSync(join(folder, 'onnx/vision_encoder_q4.onnx'));
  const inspected = inspectModelFolder(folder);
  if (!inspected.ok) throw new Error(inspected.fault.detail);
  expect(filesFor(inspected.value, 'q4')).toEqual({
    vision_encoder: 'onnx/vision_encoder.onnx',
    embed_tokens: 'onnx/embed_tokens_q4.onnx',
    decoder_model_merged: 'onnx/decoder_model_merged_q4.onnx',
  });
  expect(filesFor(inspected.value, 'fp16')).toBeNull();
});
