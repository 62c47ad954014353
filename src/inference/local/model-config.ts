import { z } from 'zod';

// What is read of a folder's JSON files, each by a schema, once. Numbers have bounds: a config that asks for a picture of
// a million pixels a side must be a sentence, not an allocation.

const count = z.number().int().min(1).max(10_000_000);
const side = z.number().int().min(1).max(16_384);
const token = z.number().int().min(0).max(10_000_000);

const configSchema = z.object({
  model_type: z.string(),
  image_token_id: token.optional(),
  image_token_index: token.optional(),
  vocab_size: count.optional(),
  max_position_embeddings: count.optional(),
  eos_token_id: z.union([token, z.array(token)]).nullish(),
  text_config: z
    .object({
      vocab_size: count.optional(),
      max_position_embeddings: count.optional(),
      eos_token_id: z.union([token, z.array(token)]).nullish(),
    })
    .optional(),
  vision_config: z
    .object({
      image_size: side.optional(),
      patch_size: side.optional(),
      spatial_merge_size: z.number().int().min(1).max(64).optional(),
    })
    .optional(),
});

const generationSchema = z.object({ eos_token_id: z.union([token, z.array(token)]).nullish() });

const edge = z.union([
  side,
  z.object({
    shortest_edge: z.number().int().min(1).max(268_435_456).optional(),
    longest_edge: z.number().int().min(1).max(268_435_456).optional(),
    height: side.optional(),
    width: side.optional(),
  }),
]);
const colour = z.array(z.number().finite()).min(1).max(4);

const preprocessorSchema = z.object({
  size: edge.optional(),
  crop_size: edge.optional(),
  max_image_size: z.object({ longest_edge: side }).optional(),
  patch_size: side.optional(),
  merge_size: z.number().int().min(1).max(64).optional(),
  temporal_patch_size: z.number().int().min(1).max(64).optional(),
  // Pixels of one picture after resizing: 2^28 is 16,384 squared.
  min_pixels: z.number().int().min(1).max(268_435_456).nullish(),
  max_pixels: z.number().int().min(1).max(268_435_456).nullish(),
  image_mean: colour.optional(),
  image_std: z.array(z.number().positive()).min(1).max(4).optional(),
  rescale_factor: z.number().positive().max(10).optional(),
});

export interface ModelConfig {
  readonly modelType: string;
  /** The token that stands for one row of image features. */
  readonly imageToken: number;
  readonly vocabulary: number | null;
  /** Most tokens of prompt and reply together. */
  readonly context: number | null;
  /** Tokens that end a reply. */
  readonly stop: readonly number[];
  /** Patches along each side that become one token (Qwen-VL). */
  readonly mergeSize: number;
}

/**
 * The three JSON files' content as one value.
 * @param files parsed JSON; generation and preprocessor may be absent
 * @returns the config, or the file and what is wrong in it
 */
export function readModelConfig(files: {
  readonly config: unknown;
  readonly generation: unknown;
  readonly preprocessor: unknown;
}): { readonly config: ModelConfig } | { readonly file: string; readonly problem: string } {
  const config = configSchema.safeParse(files.config);
  if (!config.success) return { file: 'config.json', problem: firstIssue(config.error) };
  const generation = generationSchema.safeParse(files.generation ?? {});
  if (!generation.success) return { file: 'generation_config.json', problem: firstIssue(generation.error) };
  const preprocessor = preprocessorSchema.safeParse(files.preprocessor);
  if (!preprocessor.success) return { file: 'preprocessor_config.json', problem: firstIssue(preprocessor.error) };
  const { data } = config;
  const imageToken = data.image_token_id ?? data.image_token_index;
  if (imageToken === undefined) return { file: 'config.json', problem: 'image_token_id is missing' };
  const eos = generation.data.eos_token_id ?? data.eos_token_id ?? data.text_config?.eos_token_id ?? [];
  return {
    config: {
      modelType: data.model_type,
      imageToken,
      vocabulary: data.text_config?.vocab_size ?? data.vocab_size ?? null,
      context: data.text_config?.max_position_embeddings ?? data.max_position_embeddings ?? null,
      stop: Array.isArray(eos) ? eos : [eos],
      mergeSize: data.vision_config?.spatial_merge_size ?? preprocessor.data.merge_size ?? 2,
    },
  };
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return path === '' ? (issue?.message ?? 'is not as expected') : `"${path}": ${issue?.message}`;
}
