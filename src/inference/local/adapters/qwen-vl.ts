import type { ModelConfig } from '../model-config.js';
import type { FamilyAdapter, Positions, PreparedImage } from './family-adapter.js';

// What Qwen2-VL, Qwen2.5-VL and Qwen3-VL share: pictures of any size, and positions in three rows (M-RoPE,
// arXiv:2409.12191, section 2.1).

/** @param gridName the vision encoder's input for the patches of each picture */
export function qwenAdapter(family: string, modelTypes: readonly string[], gridName: string): FamilyAdapter {
  return {
    family,
    modelTypes,
    positionRows: 3,

    async prepare(image, processor) {
      const { pixel_values, image_grid_thw } = await processor(image);
      const [time, height, width] = Array.from(image_grid_thw.data as BigInt64Array, Number) as [
        number,
        number,
        number,
      ];
      return { feeds: { pixel_values, [gridName]: image_grid_thw }, grid: [time, height, width] };
    },

    write: (_image, tokens, placeholder) => placeholder.repeat(tokens),

    positions: multimodalPositions,
  };
}

/**
 * Text counts up in all three rows. A picture's tokens have their cell in the merged grid, from where the text before
 * it ended; text goes on after the largest position so far.
 */
export function multimodalPositions(
  ids: readonly number[],
  images: readonly PreparedImage[],
  { imageToken, mergeSize }: Pick<ModelConfig, 'imageToken' | 'mergeSize'>,
): Positions {
  const rows: [number[], number[], number[]] = [[], [], []];
  let next = 0;
  let image = 0;
  for (let at = 0; at < ids.length;) {
    if (ids[at] !== imageToken) {
      for (const row of rows) row.push(next);
      next++;
      at++;
      continue;
    }
    const grid = images[image++]?.grid;
    if (!grid) throw new Error('the prompt has more image tokens than its pictures have');
    const [time, height, width] = [grid[0], Math.floor(grid[1] / mergeSize), Math.floor(grid[2] / mergeSize)];
    for (let t = 0; t < time; t++) {
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          rows[0].push(next + t);
          rows[1].push(next + y);
          rows[2].push(next + x);
        }
      }
    }
    at += time * height * width;
    next += Math.max(time, height, width);
  }
  return { rows, next };
}
