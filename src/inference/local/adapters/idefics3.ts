import type { FamilyAdapter } from './family-adapter.js';

/**
 * SmolVLM and Idefics3: a large picture is cut into frames, each written with its row and column, then the whole once
 * more (transformers, models/idefics3/processing_idefics3.py).
 */
export const idefics3: FamilyAdapter = {
  family: 'SmolVLM / Idefics3',
  modelTypes: ['smolvlm', 'idefics3'],
  positionRows: 1,

  async prepare(image, processor) {
    const inputs = await processor([[image]], { return_row_col_info: true });
    const { pixel_values, pixel_attention_mask, rows, cols } = inputs;
    return { feeds: { pixel_values, pixel_attention_mask }, frames: { rows: rows[0][0], columns: cols[0][0] } };
  },

  write({ frames }, tokens, placeholder) {
    const { rows, columns } = frames ?? { rows: 0, columns: 0 };
    const around = '<fake_token_around_image>';
    const each = placeholder.repeat(tokens / (rows * columns + 1));
    const whole = `${around}<global-img>${each}${around}`;
    if (rows === 0) return whole;
    let text = '';
    for (let row = 1; row <= rows; row++) {
      for (let column = 1; column <= columns; column++) text += `${around}<row_${row}_col_${column}>${each}`;
      text += '\n';
    }
    return `${text}\n${whole}`;
  },
};
