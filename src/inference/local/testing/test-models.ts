import { existsSync, mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { ModelImage, ModelRequest } from '../../../core/models/vision-language-model.js';
import { nodeModelProcess, type StartModelProcess } from '../start-model-process.js';

/** The model's process from its TypeScript, as tests start it. */
export function sourceModelProcess(environment: NodeJS.ProcessEnv = process.env): StartModelProcess {
  const script = new URL('../model-process.ts', import.meta.url);
  const hooks = new URL('./typescript-hooks.mjs', import.meta.url).href;
  const options = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning', '--import', hooks];
  return nodeModelProcess(script, options, environment);
}

/** Where chromium's packages keep a Vulkan that runs on the processor. */
const SOFTWARE_VULKAN = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome'];

/**
 * The environment in which WebGPU finds SwiftShader, a GPU in software, beside a Chromium; null with the reason where
 * there is none. The GPU path is then the very one that a GPU would take.
 */
export function softwareVulkan(): { readonly environment: NodeJS.ProcessEnv } | { readonly missing: string } {
  if (process.platform !== 'linux') return { missing: 'a software Vulkan is looked for on Linux only' };
  const folder = SOFTWARE_VULKAN.find(
    (path) => existsSync(join(path, 'vk_swiftshader_icd.json')) && existsSync(join(path, 'libvulkan.so.1')),
  );
  if (!folder) return { missing: 'no Chromium with vk_swiftshader_icd.json is installed' };
  // A folder with the loader alone: the browser's other libraries must not take the system's places.
  const libraries = mkdtempSync(join(tmpdir(), 'vantage-vulkan-'));
  mkdirSync(libraries, { recursive: true });
  symlinkSync(join(folder, 'libvulkan.so.1'), join(libraries, 'libvulkan.so.1'));
  return {
    environment: {
      ...process.env,
      LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      VK_ICD_FILENAMES: join(folder, 'vk_swiftshader_icd.json'),
    },
  };
}

/** A plain picture: one colour with a square of another. */
export async function picture(background: string, square: string, width = 64, height = 48): Promise<ModelImage> {
  const side = Math.round(height / 2);
  const patch = await sharp({ create: { width: side, height: side, channels: 3, background: square } })
    .png()
    .toBuffer();
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: patch, left: 4, top: 6 }])
    .png()
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mime: 'image/png', width, height };
}

export function request(
  prompt: string,
  images: readonly ModelImage[] = [],
  more: Partial<ModelRequest> = {},
): ModelRequest {
  return { id: prompt, images, system: null, prompt, maxTokens: 8, score: [], ...more };
}
