import { qwenAdapter } from './qwen-vl.js';

export const qwen3Vl = qwenAdapter('Qwen3-VL', ['qwen3_vl'], 'image_grid_thw');
