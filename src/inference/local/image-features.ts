import { createHash } from 'node:crypto';
import type { ImageProcessor } from '@huggingface/transformers';
import type { ModelImage } from '../../core/models/vision-language-model.js';
import type { FamilyAdapter, PreparedImage } from './adapters/family-adapter.js';
import type { Matrix, ModelSessions } from './sessions.js';
import { decodeImage } from './transformers.js';

export interface EncodedImage {
  /** Without the pixels. */
  readonly prepared: PreparedImage;
  readonly features: Matrix;
}

/** Pictures whose features are kept: many questions follow one another about the same few views. */
const KEPT = 16;

/**
 * What the vision encoder makes of pictures, one at a time, so that it is the same in every batch; the latest are kept
 * by their bytes.
 */
export class ImageFeatures {
  private readonly kept = new Map<string, EncodedImage>();

  constructor(
    private readonly adapter: FamilyAdapter,
    private readonly processor: ImageProcessor,
    private readonly sessions: ModelSessions,
  ) {}

  async encode(image: ModelImage, number: number): Promise<EncodedImage> {
    const key = createHash('sha256').update(image.bytes).digest('hex');
    const known = this.kept.get(key);
    if (known) {
      this.kept.delete(key);
      this.kept.set(key, known);
      return known;
    }
    const prepared = await this.adapter.prepare(await decodeImage(image, number), this.processor);
    const features = await this.sessions.encodeImage(prepared.feeds);
    const encoded = { prepared: { ...prepared, feeds: {} }, features };
    this.kept.set(key, encoded);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return encoded;
  }
}
