import type { FamilyAdapter } from './family-adapter.js';

/** LLaVA 1.5 and its kin: one picture, one frame, one token a row of features. */
export const llava: FamilyAdapter = {
  family: 'LLaVA',
  modelTypes: ['llava'],
  positionRows: 1,

  async prepare(image, processor) {
    const { pixel_values } = await processor(image);
    return { feeds: { pixel_values } };
  },

  write: (_image, tokens, placeholder) => placeholder.repeat(tokens),
};
