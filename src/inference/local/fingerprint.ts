import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Files beside the graphs that change what a model answers. */
const SMALL_FILES = [
  'config.json',
  'generation_config.json',
  'preprocessor_config.json',
  'processor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'chat_template.jinja',
  'chat_template.json',
];

/**
 * sha256 over the names and bytes of the files that a model is made of, in order of name: its JSON, the graphs in use
 * and their external data.
 * @param graphs relative to the folder
 */
export async function fingerprintModel(folder: string, graphs: readonly string[]): Promise<string> {
  const data = readdirSync(join(folder, 'onnx'))
    .map((file) => `onnx/${file}`)
    .filter((file) => graphs.some((graph) => file.startsWith(`${graph}_data`) || file.startsWith(`${graph}.data`)));
  const files = [...SMALL_FILES.filter((file) => existsSync(join(folder, file))), ...graphs, ...data].sort();
  const whole = createHash('sha256');
  for (const file of files) {
    const own = createHash('sha256');
    await pipeline(createReadStream(join(folder, file)), own);
    whole.update(`${file}\0${own.digest('hex')}\n`);
  }
  return whole.digest('hex');
}
