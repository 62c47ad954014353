import { AutoImageProcessor, AutoTokenizer, env, LogLevel, RawImage } from '@huggingface/transformers';
import type { ImageProcessor, PreTrainedTokenizer } from '@huggingface/transformers';
import sharp from 'sharp';
import type { ModelImage } from '../../core/models/vision-language-model.js';
import { essence, ModelFault } from './model-fault.js';

// The part of transformers.js that is used: image processors and tokenizers. Nothing is ever fetched.

/** A tensor of transformers.js, as far as it is looked at. */
export interface RawTensor {
  readonly type: string;
  readonly data: unknown;
  readonly dims: readonly number[];
}

export interface TextAndImages {
  readonly tokenizer: PreTrainedTokenizer;
  readonly processor: ImageProcessor;
}

/** @param folder absolute */
export async function loadTextAndImages(folder: string, name: string): Promise<TextAndImages> {
  env.allowRemoteModels = false;
  env.useFSCache = false;
  env.logLevel = LogLevel.ERROR;
  env.fetch = async (address) => {
    throw new Error(`the model's files asked for ${String(address)}, and only local files are read`);
  };
  const load = async <T>(file: string, loading: () => Promise<T>): Promise<T> => {
    try {
      return await loading();
    } catch (error) {
      throw new ModelFault(
        'unusable',
        `${name}/${file} cannot be used (${essence(error)}): copy it from the model's source again.`,
        { cause: error },
      );
    }
  };
  return {
    tokenizer: await load('tokenizer.json', () => AutoTokenizer.from_pretrained(folder)),
    processor: await load('preprocessor_config.json', () => AutoImageProcessor.from_pretrained(folder)),
  };
}

/** Most pixels of a picture that is read: 16,384 squared. */
const MOST_PIXELS = 268_435_456;

/** A request's picture as transformers.js wants it: 8-bit RGB. */
export async function decodeImage(image: ModelImage, number: number): Promise<RawImage> {
  try {
    const { data, info } = await sharp(image.bytes, { failOn: 'error', limitInputPixels: MOST_PIXELS })
      .toColourspace('srgb')
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return new RawImage(
      new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
      info.width,
      info.height,
      info.channels as 3,
    );
  } catch (error) {
    throw new ModelFault(
      'refused',
      `Image ${number} of the question is no readable ${image.mime} (${essence(error)}).`,
      { cause: error },
    );
  }
}
