import type { FamilyAdapter } from './family-adapter.js';
import { llava } from './llava.js';

/**
 * LLaVA-OneVision as its ONNX exports have it: the picture as a whole, without the finer crops of the original, whose
 * separator (`image_newline`) is no part of the exported graphs.
 */
export const llavaOneVision: FamilyAdapter = { ...llava, family: 'LLaVA-OneVision', modelTypes: ['llava_onevision'] };
