import type { DecoderShape } from './decoder-graph.ts';
import type { VisionShape } from './vision-graph.ts';
import { imageTokens } from './vision-graph.ts';

/** What surrounds the graphs in a SmolVLM folder, file by file. */
export function smolvlmFiles(
  vision: VisionShape,
  decoder: DecoderShape,
  vocabulary: Readonly<Record<string, number>>,
): Readonly<Record<string, unknown>> {
  const id = (token: string) => vocabulary[token] as number;
  const text = {
    model_type: 'llama',
    architectures: ['LlamaForCausalLM'],
    hidden_size: decoder.width,
    intermediate_size: decoder.hidden,
    num_hidden_layers: decoder.layers,
    num_attention_heads: decoder.heads,
    num_key_value_heads: decoder.keyHeads,
    head_dim: decoder.width / decoder.heads,
    rms_norm_eps: decoder.epsilon,
    rope_theta: decoder.theta,
    vocab_size: decoder.vocabulary,
    max_position_embeddings: 2048,
  };
  return {
    'config.json': {
      architectures: ['SmolVLMForConditionalGeneration'],
      model_type: 'smolvlm',
      image_token_id: id('<image>'),
      pad_token_id: id('<pad>'),
      scale_factor: vision.merge,
      tie_word_embeddings: true,
      vocab_size: decoder.vocabulary,
      text_config: text,
      vision_config: {
        model_type: 'smolvlm_vision',
        hidden_size: vision.width,
        image_size: vision.size,
        patch_size: vision.patch,
        num_hidden_layers: vision.layers,
        num_attention_heads: vision.heads,
        intermediate_size: 4 * vision.width,
      },
    },
    'generation_config.json': {
      bos_token_id: id('<|im_start|>'),
      eos_token_id: [id('<end_of_utterance>'), id('<|endoftext|>')],
      pad_token_id: id('<pad>'),
    },
    'preprocessor_config.json': {
      image_processor_type: 'Idefics3ImageProcessor',
      processor_class: 'Idefics3Processor',
      do_convert_rgb: true,
      do_resize: true,
      do_rescale: true,
      do_normalize: true,
      do_pad: true,
      do_image_splitting: false,
      rescale_factor: 1 / 255,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
      resample: 1,
      size: { longest_edge: vision.size },
      max_image_size: { longest_edge: vision.size },
    },
    'processor_config.json': { processor_class: 'Idefics3Processor', image_seq_len: imageTokens(vision) },
    'tokenizer_config.json': {
      tokenizer_class: 'GPT2Tokenizer',
      bos_token: '<|im_start|>',
      eos_token: '<end_of_utterance>',
      pad_token: '<pad>',
      unk_token: null,
      add_prefix_space: false,
      clean_up_tokenization_spaces: false,
      model_max_length: 2048,
      processor_class: 'Idefics3Processor',
      chat_template: SMOLVLM_CHAT,
    },
  };
}

/** SmolVLM's own: no space between the colon and a picture. */
const SMOLVLM_CHAT =
  "<|im_start|>{% for message in messages %}{{ message['role'] | capitalize }}" +
  "{% if message['content'][0]['type'] == 'image' %}{{ ':' }}{% else %}{{ ': ' }}{% endif %}" +
  "{% for line in message['content'] %}{% if line['type'] == 'text' %}{{ line['text'] }}" +
  "{% elif line['type'] == 'image' %}{{ '<image>' }}{% endif %}{% endfor %}<end_of_utterance>\n{% endfor %}" +
  "{% if add_generation_prompt %}{{ 'Assistant:' }}{% endif %}";
