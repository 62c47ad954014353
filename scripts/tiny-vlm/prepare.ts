/// <reference lib="es2025.float16" />
// Turns a dataset made by "vantage generate" into what train.py reads: pictures as the model will be fed them, prompts
// and replies as tokens. Everything goes through the libraries that run the model later, so nothing can differ.
//
//   npx node scripts/tiny-vlm/prepare.ts DATASET OUT [TOKENIZER_FOLDER]
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AutoProcessor, env, RawImage } from '@huggingface/transformers';
import sharp from 'sharp';
import { createRng } from '../../src/core/random.ts';
import { BUNDLED_VISION, bundledDecoder } from './bundled-model.ts';
import { smolvlmFiles } from './smolvlm-folder.ts';
import { learnTokenizer, SPECIAL_TOKENS } from './tokenizer.ts';
import { imageTokens } from './vision-graph.ts';

interface Sample {
  readonly kind: 'yes-no' | 'point';
  readonly view: string;
  readonly question: string;
  readonly answer: string;
  /** Visible box of the thing pointed to, pixels. */
  readonly box: readonly number[] | null;
}

interface ViewRecord {
  readonly objects: readonly {
    id: number;
    visiblePixels: number;
    box: readonly number[] | null;
    centroid: readonly number[] | null;
  }[];
  readonly intrinsics: { readonly width: number; readonly height: number };
}

const VOCABULARY = 512;
const LEAST_PIXELS = 60;
const POINT_WORDINGS = [
  'Point to the {A}.',
  'Where is the {A}? Point to it.',
  'Show me the {A} with one point.',
  'Locate the {A} in the picture.',
  'Point at the {A}. Answer with a list of tuples [(x, y)], each between 0 and 1.',
];
const YES_NO_WORDINGS: Readonly<Record<string, string>> = {
  left: 'Is the {A} to the left of the {B}?',
  right: 'Is the {A} to the right of the {B}?',
  front: 'Is the {A} in front of the {B}?',
  behind: 'Is the {A} behind the {B}?',
};
const YES_NO_ENDINGS = ['', '', ' Answer yes or no.', ' Answer with yes or no only.'];

const [dataset, out, tokenizerFolder] = process.argv.slice(2);
if (!dataset || !out) throw new Error('usage: prepare.ts DATASET OUT [TOKENIZER_FOLDER]');
mkdirSync(out, { recursive: true });
env.allowRemoteModels = false;

const pictures = new Map<string, Uint8Array>();
const views = new Map<string, ViewRecord>();
const names = new Map<string, Map<number, string>>();
for (const file of readdirSync(join(dataset, 'shards'))
  .filter((name) => name.endsWith('.tar'))
  .sort()) {
  for (const { name, bytes } of tarFiles(readFileSync(join(dataset, 'shards', file)))) {
    if (name.endsWith('.rgb.png')) pictures.set(name.slice(0, -8), bytes);
    else if (/-v\d+\.json$/.test(name)) views.set(name.slice(0, -5), JSON.parse(new TextDecoder().decode(bytes)));
  }
}
const samples = readSamples();
const texts = samples.flatMap(({ question, answer }) => [question, answer]);
const folder = tokenizerFolder ?? out;
if (!tokenizerFolder) writeFolder(folder);

const processor = await AutoProcessor.from_pretrained(resolve(folder));
writeFileSync(join(out, 'samples.json'), JSON.stringify(await tokenize()));
await writePictures();
process.stdout.write(`${pictures.size} pictures, ${samples.length} samples\n`);

/** Questions of the set in the camera's frame, in the set's words and in plain ones; and one point for each thing seen. */
function readSamples(): Sample[] {
  const rng = createRng('tiny-vlm');
  const made: Sample[] = [];
  const set = join(dataset as string, 'questions', readdirSync(join(dataset as string, 'questions'))[0] as string);
  for (const file of readdirSync(set)
    .filter((name) => /^\d+\.jsonl$/.test(name))
    .sort()) {
    for (const line of readFileSync(join(set, file), 'utf8').split('\n').filter(Boolean)) {
      const q = JSON.parse(line);
      const own = names.get(q.scene) ?? new Map<number, string>();
      names.set(q.scene, own);
      for (const [id, phrase] of Object.entries(q.phrases)) own.set(Number(id), phrase as string);
      const plain = YES_NO_WORDINGS[q.type];
      if (q.answer.kind !== 'yes-no' || q.frame?.kind !== 'ego' || !plain) continue;
      const view = q.views[0];
      const fill = plain.replace('{A}', q.phrases[q.objects.subject]).replace('{B}', q.phrases[q.objects.reference]);
      const question = (rng.next() < 0.5 ? q.text : fill) + rng.pick(YES_NO_ENDINGS);
      made.push({ kind: 'yes-no', view, question, answer: q.answer.value ? ' Yes' : ' No', box: null });
    }
  }
  for (const [view, { objects, intrinsics }] of views) {
    for (const { id, visiblePixels, box, centroid } of objects) {
      const name = names.get(view.replace(/-v\d+$/, ''))?.get(id);
      if (!name || !box || !centroid || visiblePixels < LEAST_PIXELS) continue;
      const [x, y] = [centroid[0]! / intrinsics.width, centroid[1]! / intrinsics.height];
      const answer = ` [(${x.toFixed(2)}, ${y.toFixed(2)})]`;
      made.push({ kind: 'point', view, question: rng.pick(POINT_WORDINGS).replace('{A}', name), answer, box });
    }
  }
  return made;
}

function writeFolder(to: string): void {
  const tokenizer = learnTokenizer(
    [...texts, ...Array<string>(200).fill('User:\nAssistant:')],
    SPECIAL_TOKENS.smolvlm,
    VOCABULARY,
  );
  const count = Math.ceil(Object.keys(tokenizer.model.vocab).length / 32) * 32;
  const decoder = bundledDecoder(count);
  const files = { ...smolvlmFiles(BUNDLED_VISION, decoder, tokenizer.model.vocab), 'tokenizer.json': tokenizer };
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(to, name), `${JSON.stringify(content, null, 1)}\n`);
  const ids = { image: tokenizer.model.vocab['<image>'], pad: tokenizer.model.vocab['<pad>'] };
  const shape = { vision: { ...BUNDLED_VISION, tokens: imageTokens(BUNDLED_VISION) }, decoder, ids };
  writeFileSync(join(to, 'shape.json'), JSON.stringify(shape));
}

async function tokenize(): Promise<unknown[]> {
  const order = new Map([...pictures.keys()].map((view, i) => [view, i]));
  const frame = '<fake_token_around_image>';
  const picture = `${frame}<global-img>${'<image>'.repeat(imageTokens(BUNDLED_VISION))}${frame}`;
  return samples.map(({ kind, view, question, answer, box }) => {
    const content = [{ type: 'image' }, { type: 'text', text: question }];
    const chat = processor.apply_chat_template([{ role: 'user', content }], {
      add_generation_prompt: true,
    }) as unknown as string;
    const encode = (text: string) => processor.tokenizer!.encode(text, { add_special_tokens: false });
    const prompt = encode(chat.replace('<image>', picture));
    const { width, height } = views.get(view)!.intrinsics;
    const relative = box ? [box[0]! / width, box[1]! / height, box[2]! / width, box[3]! / height] : null;
    return {
      kind,
      picture: order.get(view),
      prompt,
      reply: encode(`${answer}<end_of_utterance>`),
      question,
      answer,
      box: relative,
    };
  });
}

/** pictures.f16: [n, 3, size, size] as fed to the vision encoder; patches.u8: [n, patches] class of each patch. */
async function writePictures(): Promise<void> {
  const { size, patch } = BUNDLED_VISION;
  const classes = [...new Set([...names.values()].flatMap((own) => [...own.values()]))].sort();
  const side = size / patch;
  const pixels: Uint8Array[] = [];
  const patches: Uint8Array[] = [];
  mkdirSync(join(out as string, 'png'), { recursive: true });
  for (const [view, png] of pictures) {
    writeFileSync(join(out as string, 'png', `${pixels.length}.png`), png);
    const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    const image = new RawImage(new Uint8ClampedArray(data), info.width, info.height, 3);
    const inputs = await processor.image_processor!([[image]]);
    const values = Float16Array.from(inputs.pixel_values.data as Float32Array);
    pixels.push(new Uint8Array(values.buffer));
    patches.push(patchClasses(view, side, classes));
  }
  writeFileSync(join(out as string, 'pictures.f16'), Buffer.concat(pixels));
  writeFileSync(join(out as string, 'patches.u8'), Buffer.concat(patches));
  writeFileSync(
    join(out as string, 'classes.json'),
    JSON.stringify(
      classes.map((name) => ({ name, tokens: processor.tokenizer!.encode(` ${name}`, { add_special_tokens: false }) })),
    ),
  );
}

/** 0 for nothing named, else 1 + the class of the smallest box that holds the patch's centre. */
function patchClasses(view: string, side: number, classes: readonly string[]): Uint8Array {
  const { objects, intrinsics } = views.get(view)!;
  const named = objects
    .map(({ id, box, visiblePixels }) => ({ box, visiblePixels, name: names.get(view.replace(/-v\d+$/, ''))?.get(id) }))
    .filter(({ box, name, visiblePixels }) => box && name && visiblePixels >= LEAST_PIXELS)
    .sort((a, b) => area(b.box!) - area(a.box!));
  const made = new Uint8Array(side * side);
  for (const { box, name } of named) {
    for (let i = 0; i < made.length; i++) {
      const x = (((i % side) + 0.5) / side) * intrinsics.width;
      const y = ((Math.floor(i / side) + 0.5) / side) * intrinsics.height;
      if (x >= box![0]! && x < box![2]! && y >= box![1]! && y < box![3]!) made[i] = 1 + classes.indexOf(name!);
    }
  }
  return made;
}

function area(box: readonly number[]): number {
  return (box[2]! - box[0]!) * (box[3]! - box[1]!);
}

function tarFiles(tar: Uint8Array): { name: string; bytes: Uint8Array }[] {
  const files: { name: string; bytes: Uint8Array }[] = [];
  const text = (at: number, length: number) =>
    new TextDecoder().decode(tar.subarray(at, at + length)).replace(/\0.*$/s, '');
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const length = parseInt(text(at + 124, 12), 8);
    files.push({ name: text(at, 100), bytes: tar.subarray(at + 512, at + 512 + length) });
    at += 512 + Math.ceil(length / 512) * 512;
  }
  return files;
}
