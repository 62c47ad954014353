import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { probeGraph } from '../../../scripts/tiny-vlm/probe-graph.js';
import { graphOutputs } from './graph-outputs.js';
import { PROBE_GRAPH } from './providers.js';
import { familyFolder, temporaryFolder } from './testing/test-folders.js';

it('names the outputs of a graph without reading its weights', () => {
  const file = join(familyFolder('smolvlm'), 'onnx/decoder_model_merged.onnx');
  expect(graphOutputs(file)).toEqual([
    'present.0.key',
    'present.0.value',
    'present.1.key',
    'present.1.value',
    'logits',
  ]);
});

it('says when a file ends too early or is none', () => {
  const file = join(familyFolder('smolvlm'), 'onnx/decoder_model_merged.onnx');
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.length - 10));
  expect(() => graphOutputs(file)).toThrow('ends in the middle');
  const other = join(temporaryFolder(), 'x.onnx');
  writeFileSync(other, 'version https://git-lfs.github.com/spec/v1\n');
  expect(() => graphOutputs(other)).toThrow(RangeError);
});

it('tries providers with the graph that the script writes', () => {
  expect(PROBE_GRAPH).toBe(Buffer.from(probeGraph()).toString('base64'));
});
