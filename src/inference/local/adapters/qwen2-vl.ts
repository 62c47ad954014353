import { qwenAdapter } from './qwen-vl.js';

export const qwen2Vl = qwenAdapter('Qwen2-VL', ['qwen2_vl'], 'grid_thw');
