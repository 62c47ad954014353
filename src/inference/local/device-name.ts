import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { spawnSync } from 'node:child_process';
import type { ProviderName } from './providers.js';

/**
 * Drivers of Vulkan by the library that holds them. ONNX Runtime names no adapter, but once its WebGPU provider has one
 * the driver's library is in the memory of this process.
 */
const VULKAN_DRIVERS: readonly (readonly [RegExp, string, boolean])[] = [
  [/libGLX_nvidia|libnvidia-vulkan|libnvidia-glvkspirv/, 'NVIDIA GPU', false],
  [/libvulkan_radeon|amdvlk/, 'AMD GPU', false],
  [/libvulkan_intel/, 'Intel GPU', false],
  [/libvulkan_asahi/, 'Apple GPU', false],
  [/libvk_swiftshader/, 'SwiftShader, a GPU in software', true],
  [/libvulkan_lvp/, 'llvmpipe, a GPU in software', true],
];

/** The device behind a provider that has just computed in this process; name null where the system does not say. */
export function deviceName(provider: ProviderName): { name: string | null; software: boolean } {
  if (provider === 'cpu') return { name: cpus()[0]?.model.trim() ?? null, software: false };
  if (process.platform === 'linux') return linuxGpu(provider);
  if (process.platform === 'darwin')
    return { name: ask('system_profiler', ['SPDisplaysDataType'], /Chipset Model: (.+)/), software: false };
  const script = '(Get-CimInstance Win32_VideoController).Name';
  return { name: ask('powershell', ['-NoProfile', '-Command', script], /^(.+?)\s*$/m), software: false };
}

function linuxGpu(provider: ProviderName): { name: string | null; software: boolean } {
  if (provider === 'cuda') return { name: nvidiaModel(), software: false };
  const loaded = readFileSync('/proc/self/maps', 'utf8');
  const driver = VULKAN_DRIVERS.find(([library]) => library.test(loaded));
  if (!driver) return { name: null, software: false };
  const [, name, software] = driver;
  return { name: name === 'NVIDIA GPU' ? (nvidiaModel() ?? name) : name, software };
}

function nvidiaModel(): string | null {
  const folder = '/proc/driver/nvidia/gpus';
  try {
    const [first] = readdirSync(folder);
    const text = readFileSync(`${folder}/${first}/information`, 'utf8');
    return /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? null;
  } catch {
    // Only the name is missing: containers often hide this folder.
    return null;
  }
}

function ask(program: string, parameters: readonly string[], answer: RegExp): string | null {
  const { stdout } = spawnSync(program, parameters, { encoding: 'utf8', timeout: 5000, windowsHide: true });
  return answer.exec(stdout ?? '')?.[1]?.trim() ?? null;
}
