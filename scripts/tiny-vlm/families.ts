import type { DecoderShape } from './decoder-graph.ts';
import { weightShapes, type TinyModel, type VisionLayout } from './model-folder.ts';
import { smolvlmFiles } from './smolvlm-folder.ts';
import { learnTokenizer, SPECIAL_TOKENS } from './tokenizer.ts';
import type { VisionShape } from './vision-graph.ts';
import { randomWeights } from './weights.ts';

// One model of random weights for each family that runs from a folder: the files, names, inputs and shapes of the real
// ones, a few hundred kilobytes each. What they answer means nothing; that it depends on the whole prompt and on every
// picture does.

export const FAMILY_NAMES = [
  'smolvlm',
  'idefics3',
  'qwen2_vl',
  'qwen2_5_vl',
  'qwen3_vl',
  'llava',
  'llava_onevision',
] as const;
export type FamilyName = (typeof FAMILY_NAMES)[number];

const TEXTS = [
  'Is the red mug to the left of the bowl? Answer yes or no.',
  'Point to the apple. [(0.52, 0.33)]',
  'How many toy blocks are there on the table?',
  'Yes No yes no',
  'system You are a helpful assistant.',
  'user\nassistant\nUser: Assistant:',
];
const VOCABULARY = 416;
const DECODER: DecoderShape = {
  width: 64,
  layers: 2,
  heads: 4,
  keyHeads: 2,
  hidden: 96,
  vocabulary: VOCABULARY,
  theta: 10_000,
  epsilon: 1e-6,
  positionRows: null,
  attentionBias: false,
  keepsLogits: false,
};
const VISION: VisionShape = { size: 32, patch: 8, width: 32, layers: 1, heads: 2, merge: 2, out: 64 };
/** Large enough that two prompts seldom get one reply. */
const GAIN = 1.6;

/** @param widths other sizes of the decoder, to measure with */
export function tinyFamily(name: FamilyName, seed = 1, widths: Partial<DecoderShape> = {}): TinyModel {
  const base = { ...DECODER, ...widths };
  const small = { ...VISION, out: base.width };
  switch (name) {
    case 'smolvlm':
    case 'idefics3':
      return assemble('smolvlm', small, base, seed, (vocabulary) => {
        const files = smolvlmFiles(small, base, vocabulary);
        const config = files['config.json'] as object;
        return { ...files, 'config.json': { ...config, model_type: name } };
      });
    case 'qwen2_vl':
    case 'qwen2_5_vl':
    case 'qwen3_vl': {
      const decoder = {
        ...base,
        positionRows: qwenRows(name),
        attentionBias: name !== 'qwen3_vl',
        keepsLogits: true,
      };
      const layout = name === 'qwen2_vl' ? 'qwen2-vl' : 'qwen';
      return assemble(layout, small, decoder, seed, (vocabulary) => qwenFiles(name, decoder, vocabulary));
    }
    case 'llava':
    case 'llava_onevision': {
      const vision = { ...small, merge: 1 };
      return assemble('llava', vision, base, seed, (vocabulary) => llavaFiles(name, vision, base, vocabulary));
    }
  }
}

function assemble(
  layout: VisionLayout,
  vision: VisionShape,
  decoder: DecoderShape,
  seed: number,
  files: (vocabulary: Readonly<Record<string, number>>) => Readonly<Record<string, unknown>>,
): TinyModel {
  const specials = SPECIAL_TOKENS[layout === 'smolvlm' ? 'smolvlm' : layout === 'llava' ? 'llava' : 'qwen'];
  const tokenizer = learnTokenizer([...TEXTS, ...TEXTS], specials, VOCABULARY);
  const weights = randomWeights(weightShapes(vision, layout, decoder), seed, GAIN);
  return { vision, layout, decoder, weights, files: { ...files(tokenizer.model.vocab), 'tokenizer.json': tokenizer } };
}

/** Which position row turns which half-dimension: sections in order, or (Qwen3-VL) interleaved with time at the rest. */
function qwenRows(name: 'qwen2_vl' | 'qwen2_5_vl' | 'qwen3_vl'): readonly number[] {
  return name === 'qwen3_vl' ? [0, 1, 2, 0, 1, 2, 0, 0] : [0, 0, 1, 1, 1, 2, 2, 2];
}

function qwenFiles(
  name: 'qwen2_vl' | 'qwen2_5_vl' | 'qwen3_vl',
  decoder: DecoderShape,
  vocabulary: Readonly<Record<string, number>>,
): Readonly<Record<string, unknown>> {
  const id = (token: string) => vocabulary[token] as number;
  const architecture = { qwen2_vl: 'Qwen2VL', qwen2_5_vl: 'Qwen2_5_VL', qwen3_vl: 'Qwen3VL' }[name];
  const text = textNumbers(decoder, 4096);
  // Qwen2-VL keeps the text model's numbers at the top; its successors in text_config.
  const numbers = name === 'qwen2_vl' ? text : { text_config: { model_type: `${name}_text`, ...text } };
  return {
    'config.json': {
      architectures: [`${architecture}ForConditionalGeneration`],
      model_type: name,
      image_token_id: id('<|image_pad|>'),
      video_token_id: id('<|video_pad|>'),
      vision_start_token_id: id('<|vision_start|>'),
      vision_end_token_id: id('<|vision_end|>'),
      ...numbers,
      vision_config: { model_type: name, patch_size: VISION.patch, spatial_merge_size: 2, temporal_patch_size: 2 },
    },
    'generation_config.json': {
      eos_token_id: [id('<|im_end|>'), id('<|endoftext|>')],
      pad_token_id: id('<|endoftext|>'),
    },
    'preprocessor_config.json': {
      image_processor_type: 'Qwen2VLImageProcessor',
      processor_class: `${architecture}Processor`,
      do_convert_rgb: true,
      do_resize: true,
      do_rescale: true,
      do_normalize: true,
      rescale_factor: 1 / 255,
      resample: 3,
      size: { shortest_edge: 16 * 16 * 4, longest_edge: 16 * 16 * 24 },
      min_pixels: 16 * 16 * 4,
      max_pixels: 16 * 16 * 24,
      patch_size: VISION.patch,
      temporal_patch_size: 2,
      merge_size: 2,
      image_mean: [0.48145466, 0.4578275, 0.40821073],
      image_std: [0.26862954, 0.26130258, 0.27577711],
    },
    'processor_config.json': { processor_class: `${architecture}Processor` },
    'tokenizer_config.json': {
      ...CHATML,
      tokenizer_class: 'Qwen2Tokenizer',
      pad_token: '<|endoftext|>',
      eos_token: '<|im_end|>',
    },
    // Newer exports keep the template in a file of its own.
    'chat_template.jinja': chatTemplate('<|vision_start|><|image_pad|><|vision_end|>'),
  };
}

function textNumbers(decoder: DecoderShape, context: number): Readonly<Record<string, number>> {
  return {
    hidden_size: decoder.width,
    intermediate_size: decoder.hidden,
    num_hidden_layers: decoder.layers,
    num_attention_heads: decoder.heads,
    num_key_value_heads: decoder.keyHeads,
    vocab_size: decoder.vocabulary,
    max_position_embeddings: context,
    rope_theta: decoder.theta,
  };
}

function llavaFiles(
  name: 'llava' | 'llava_onevision',
  vision: VisionShape,
  decoder: DecoderShape,
  vocabulary: Readonly<Record<string, number>>,
): Readonly<Record<string, unknown>> {
  const id = (token: string) => vocabulary[token] as number;
  const architecture = name === 'llava' ? 'Llava' : 'LlavaOnevision';
  const processor = name === 'llava' ? 'CLIPImageProcessor' : 'LlavaOnevisionImageProcessor';
  return {
    'config.json': {
      architectures: [`${architecture}ForConditionalGeneration`],
      model_type: name,
      image_token_index: id('<image>'),
      text_config: { model_type: 'qwen2', ...textNumbers(decoder, 2048) },
      vision_config: { model_type: 'siglip_vision_model', image_size: vision.size, patch_size: vision.patch },
    },
    // eos as a single number, as LLaVA's is.
    'generation_config.json': { eos_token_id: id('<|im_end|>'), pad_token_id: id('<pad>') },
    'preprocessor_config.json': {
      image_processor_type: processor,
      processor_class: 'LlavaProcessor',
      do_resize: true,
      do_rescale: true,
      do_normalize: true,
      do_convert_rgb: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      rescale_factor: 1 / 255,
      resample: 3,
      size: { height: vision.size, width: vision.size },
    },
    'processor_config.json': {
      processor_class: 'LlavaProcessor',
      image_token: '<image>',
      patch_size: vision.patch,
      num_additional_image_tokens: 0,
      vision_feature_select_strategy: 'full',
    },
    'tokenizer_config.json': {
      ...CHATML,
      tokenizer_class: 'Qwen2Tokenizer',
      pad_token: '<pad>',
      eos_token: '<|im_end|>',
      chat_template: chatTemplate('<image>'),
    },
  };
}

const CHATML = { add_prefix_space: false, clean_up_tokenization_spaces: false, model_max_length: 4096 };

/** ChatML, with pictures written as the family writes them. */
function chatTemplate(image: string): string {
  return (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{% if message['content'] is string %}{{ message['content'] }}" +
    "{% else %}{% for part in message['content'] %}{% if part['type'] == 'image' %}" +
    image +
    "{% elif part['type'] == 'text' %}{{ part['text'] }}{% endif %}{% endfor %}{% endif %}<|im_end|>\n{% endfor %}" +
    '{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}'
  );
}
