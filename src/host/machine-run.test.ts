import { expect, it } from 'vitest';
import type { ProviderReport } from '../inference/local/providers.js';
import { describeProviders } from './machine-run.js';

const report = (provider: ProviderReport['provider'], more: Partial<ProviderReport> = {}): ProviderReport => ({
  provider,
  works: true,
  device: null,
  software: false,
  reason: null,
  ...more,
});
const cuda = report('cuda', { works: false, reason: 'its files are not installed' });

it('names the first provider that computes, with its device', () => {
  const webgpu = report('webgpu', { device: 'Radeon' });
  expect(describeProviders([cuda, webgpu, report('cpu')])).toBe('Models in a folder run on WebGPU (Radeon).');
});

it('says for each other why the CPU is what is left', () => {
  const webgpu = report('webgpu', { device: 'llvmpipe', software: true, reason: 'has only llvmpipe to run on' });
  expect(describeProviders([cuda, webgpu, report('cpu')])).toBe(
    'Models in a folder run on the CPU. CUDA: its files are not installed; WebGPU: has only llvmpipe to run on.',
  );
  expect(describeProviders([cuda])).toContain('npm ci');
});
