import type { ImageProcessor, RawImage } from '@huggingface/transformers';
import type { ModelConfig } from '../model-config.js';
import type { RawTensor } from '../transformers.js';

/**
 * What a family of models does its own way: how a picture is fed to the vision encoder, how it is written in the
 * prompt, and which positions tokens have. Everything else (chat template, tokens, cache, batches, probabilities) is
 * the same for all.
 *
 * To add a family, write such an object in a file beside this one and list it in `adapters/index.ts`; tests walk the
 * list.
 */
export interface FamilyAdapter {
  /** As people call it. */
  readonly family: string;
  /** `model_type` in config.json. */
  readonly modelTypes: readonly string[];
  /** Rows of `position_ids`: 1, or 3 (time, height, width) for models with M-RoPE. */
  readonly positionRows: 1 | 3;

  /** One picture as the vision encoder takes it. */
  prepare(image: RawImage, processor: ImageProcessor): Promise<PreparedImage>;

  /**
   * The text that replaces one picture's placeholder.
   * @param tokens how many rows of features the vision encoder gave
   * @param placeholder the token that stands for one row
   */
  write(image: PreparedImage, tokens: number, placeholder: string): string;

  /** Positions of a prompt's tokens; absent: 0, 1, 2, … */
  readonly positions?: (ids: readonly number[], images: readonly PreparedImage[], config: ModelConfig) => Positions;
}

export interface PreparedImage {
  /** The vision encoder's inputs by name; those it does not ask for are left out. */
  readonly feeds: Readonly<Record<string, RawTensor>>;
  /** Frames down and across that the picture was cut into; 0 for one frame. */
  readonly frames?: { readonly rows: number; readonly columns: number };
  /** Patches in time, down and across. */
  readonly grid?: readonly [number, number, number];
}

export interface Positions {
  /** One list for each row, each as long as the prompt. */
  readonly rows: readonly (readonly number[])[];
  /** Where the reply begins. */
  readonly next: number;
}
