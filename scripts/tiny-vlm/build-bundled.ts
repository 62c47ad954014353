// Writes the bundled model's folder from what prepare.ts and train.py left.
//
//   npx node scripts/tiny-vlm/build-bundled.ts PREPARED WEIGHTS.safetensors assets/models/vantage-tiny
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BUNDLED_VISION, bundledDecoder } from './bundled-model.ts';
import { writeModelFolder } from './model-folder.ts';
import { smolvlmFiles } from './smolvlm-folder.ts';
import { readSafetensors } from './weights.ts';

const [prepared, weights, out] = process.argv.slice(2);
if (!prepared || !weights || !out) throw new Error('usage: build-bundled.ts PREPARED WEIGHTS.safetensors OUT');
const tokenizer = JSON.parse(readFileSync(join(prepared, 'tokenizer.json'), 'utf8'));
const shape = JSON.parse(readFileSync(join(prepared, 'shape.json'), 'utf8'));
const decoder = bundledDecoder(shape.decoder.vocabulary);
writeModelFolder(
  out,
  {
    vision: BUNDLED_VISION,
    layout: 'smolvlm',
    decoder,
    weights: readSafetensors(readFileSync(weights)),
    files: { ...smolvlmFiles(BUNDLED_VISION, decoder, tokenizer.model.vocab), 'tokenizer.json': tokenizer },
  },
  ['fp16', 'q8'],
);
