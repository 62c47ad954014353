import { qwenAdapter } from './qwen-vl.js';

export const qwen25Vl = qwenAdapter('Qwen2.5-VL', ['qwen2_5_vl'], 'image_grid_thw');
