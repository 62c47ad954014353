import type { FamilyAdapter } from './family-adapter.js';
import { idefics3 } from './idefics3.js';
import { llavaOneVision } from './llava-onevision.js';
import { llava } from './llava.js';
import { qwen25Vl } from './qwen2-5-vl.js';
import { qwen2Vl } from './qwen2-vl.js';
import { qwen3Vl } from './qwen3-vl.js';

/** Every family that runs from a folder. */
export const ADAPTERS: readonly FamilyAdapter[] = [idefics3, qwen2Vl, qwen25Vl, qwen3Vl, llava, llavaOneVision];

export function adapterFor(modelType: string): FamilyAdapter | null {
  return ADAPTERS.find(({ modelTypes }) => modelTypes.includes(modelType)) ?? null;
}

/** "SmolVLM / Idefics3, Qwen2-VL, … and LLaVA-OneVision", for the sentence that refuses another. */
export function familyList(): string {
  const names = ADAPTERS.map(({ family }) => family);
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
