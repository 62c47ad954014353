import { AutoModelForImageTextToText, AutoProcessor, env, RawImage, type Tensor } from '@huggingface/transformers';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { FAMILY_NAMES, type FamilyName } from '../../../scripts/tiny-vlm/families.js';
import type { ModelImage, ModelReply } from '../../core/models/vision-language-model.js';
import { ADAPTERS } from './adapters/index.js';
import { familyFolder, openHere, repliesOf } from './testing/test-folders.js';
import { picture, request } from './testing/test-models.js';

const QUESTION = 'Is the red mug to the left of the bowl?';

it('has a tiny model for every kind that an adapter takes', () => {
  expect([...FAMILY_NAMES].sort()).toEqual(ADAPTERS.flatMap(({ modelTypes }) => modelTypes).sort());
});

describe.each(FAMILY_NAMES)('%s', (family) => {
  it('gives the tokens that transformers.js gives for the same prompt and picture', async () => {
    const folder = familyFolder(family);
    const model = await openHere(folder);
    const image = await picture('#b07030', '#2040c0', 90, 60);
    const [reply] = await repliesOf(model, [request(QUESTION, [image], { maxTokens: 12 })]);
    await model.release();
    expect(reply?.text).toBe(await generateElsewhere(folder, family, QUESTION, image, 12));
    expect(reply?.replyTokens).toBeGreaterThan(0);
  });

  it('answers a batch of unequal prompts as one by one, several pictures and none included', async () => {
    const model = await openHere(familyFolder(family));
    const [red, blue] = [await picture('#c02020', '#ffffff', 80, 80), await picture('#2030c0', '#f0e020', 50, 90)];
    const requests = [
      request('Point to the apple.', [red], { score: ['Yes', 'No'] }),
      request('How many toy blocks are there on the table? Answer yes or no.', [blue, red]),
      request('Yes', [], { maxTokens: 20 }),
      request('Is this the same mug in all three?', [red, blue, red], { system: 'You are a helpful assistant.' }),
      request('Is the bowl red?', [blue], { score: ['Yes', 'No'] }),
    ];
    const together = await repliesOf(model, requests);
    const alone: ModelReply[] = [];
    for (const one of requests) alone.push(...(await repliesOf(model, [one])));
    await model.release();
    expect(together.map(({ text, finish, promptTokens }) => ({ text, finish, promptTokens }))).toEqual(
      alone.map(({ text, finish, promptTokens }) => ({ text, finish, promptTokens })),
    );
    for (const [i, reply] of together.entries()) {
      reply.probabilities?.forEach((p, word) => expect(p).toBeCloseTo(alone[i]?.probabilities?.[word] as number, 5));
    }
  });

  it('looks at the picture and at the order of pictures', async () => {
    const model = await openHere(familyFolder(family));
    const [red, blue] = [await picture('#c02020', '#ffffff'), await picture('#2030c0', '#101010')];
    const ask = (...images: ModelImage[]) => request(QUESTION, images, { score: ['Yes', 'No'] });
    const replies = await repliesOf(model, [ask(red), ask(blue), ask(red, blue), ask(blue, red)]);
    await model.release();
    const likelihoods = replies.map(({ probabilities }) => probabilities?.[0]?.toExponential(4));
    expect(new Set(likelihoods).size).toBe(4);
  });
});

/** The same prompt through transformers.js' own model classes and generate(), which share no code of ours. */
async function generateElsewhere(
  folder: string,
  family: FamilyName,
  question: string,
  image: ModelImage,
  maxTokens: number,
): Promise<string> {
  env.allowRemoteModels = false;
  const processor = await AutoProcessor.from_pretrained(folder);
  const model = await AutoModelForImageTextToText.from_pretrained(folder, { dtype: 'fp32' });
  const { data, info } = await sharp(image.bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const raw = new RawImage(new Uint8ClampedArray(data), info.width, info.height, 3);
  const content = [{ type: 'image' }, { type: 'text', text: question }];
  const options: { add_generation_prompt: boolean; chat_template?: string } = { add_generation_prompt: true };
  // transformers.js reads no chat_template.jinja for this family.
  if (family.startsWith('qwen')) options.chat_template = await templateOf(folder);
  const chat = processor.apply_chat_template([{ role: 'user', content }], options) as unknown as string;
  const inputs = family.startsWith('llava') ? await processor(raw, chat) : await processor(chat, [raw]);
  const output = (await model.generate({ ...inputs, max_new_tokens: maxTokens, do_sample: false })) as Tensor;
  await model.dispose();
  const prompt = inputs.input_ids.dims.at(-1) as number;
  const ids = Array.from(output.data as BigInt64Array, Number).slice(prompt);
  return processor.tokenizer!.decode(ids, { skip_special_tokens: true, clean_up_tokenization_spaces: false });
}

async function templateOf(folder: string): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  return readFile(`${folder}/chat_template.jinja`, 'utf8');
}
