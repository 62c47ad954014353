import { existsSync, readdirSync } from 'node:fs';

/** A way to make Chromium draw. */
export interface Backend {
  readonly name: BackendName;
  readonly flags: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** Refused when a program turns out to do the drawing: that is another backend's entry. */
  readonly hardware: boolean;
}

export const BACKEND_NAMES = ['gpu', 'gpu-vulkan', 'gpu-egl', 'llvmpipe', 'swiftshader'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

const EGL = ['--use-gl=angle', '--use-angle=gl-egl', '--ignore-gpu-blocklist'];

/** In the order they are tried; the first that passes the probe draws. The order never depends on speed. */
export const BACKENDS: readonly Backend[] = [
  { name: 'gpu', flags: ['--ignore-gpu-blocklist'], hardware: true },
  {
    name: 'gpu-vulkan',
    flags: ['--use-angle=vulkan', '--enable-features=Vulkan', '--ignore-gpu-blocklist'],
    hardware: true,
  },
  { name: 'gpu-egl', flags: EGL, hardware: true },
  // Mesa's software driver, twice as fast as SwiftShader and closer at edges; never a Mesa driver for real hardware.
  {
    name: 'llvmpipe',
    flags: EGL,
    environment: { LIBGL_ALWAYS_SOFTWARE: '1', GALLIUM_DRIVER: 'llvmpipe' },
    hardware: false,
  },
  { name: 'swiftshader', flags: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'], hardware: false },
];

/** Flags common to all: quiet, offline, and never slowed down for being in the background. */
export const COMMON_FLAGS: readonly string[] = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-backgrounding-occluded-windows',
];

/** Backends worth trying on this machine. */
export function candidateBackends(): readonly Backend[] {
  const hardware = process.platform !== 'linux' || linuxHasGpu();
  const mesa = process.platform === 'linux';
  return BACKENDS.filter((backend) => (backend.hardware ? hardware : backend.name !== 'llvmpipe' || mesa));
}

export const isSoftware = (glRenderer: string) =>
  /llvmpipe|swiftshader|softpipe|software|basic render/i.test(glRenderer);

function linuxHasGpu(): boolean {
  if (existsSync('/dev/nvidia0') || existsSync('/dev/dxg')) return true;
  return existsSync('/dev/dri') && readdirSync('/dev/dri').some((name) => name.startsWith('renderD'));
}
