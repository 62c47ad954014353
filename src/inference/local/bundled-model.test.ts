import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelImage, VisionLanguageModel } from '../../core/models/vision-language-model.js';
import { openLocalModel, type LocalModelOptions } from './open-local-model.js';
import { request, softwareVulkan, sourceModelProcess } from './testing/test-models.js';

// The small model that ships, as a user would run it: a picture that Vantage drew, a question, a reply.

const FOLDER = new URL('../../../assets/models/vantage-tiny', import.meta.url).pathname;
/** A GPU in software compiles every program for the processor first. */
const COMPILING = 240_000;

async function open(options: LocalModelOptions): Promise<VisionLanguageModel> {
  const model = await openLocalModel(FOLDER, { start: sourceModelProcess(), ...options });
  if (!model.ok) throw new Error(model.fault.detail);
  return model.value;
}

function example(): ModelImage {
  return { bytes: new Uint8Array(readFileSync(`${FOLDER}/example.png`)), mime: 'image/png', width: 192, height: 144 };
}

const QUESTIONS = ['Point to the apple.', 'Is the apple to the left of the banana? Answer yes or no.'];

describe('the bundled model', () => {
  const vulkan = softwareVulkan();

  it('points in words and answers yes or no, the same in 8 and in 16 bits', async () => {
    const requests = QUESTIONS.map((question) =>
      request(question, [example()], { score: ['Yes', 'No'], maxTokens: 20 }),
    );
    const texts: (string | false)[][] = [];
    for (const dtype of ['q8', 'fp16'] as const) {
      const model = await open({ provider: 'cpu', dtype });
      const results = await model.answer(requests);
      await model.dispose();
      texts.push(results.map((result) => result.ok && result.value.text));
      const [, answer] = results;
      const [yes = 0, no = 0] = (answer?.ok && answer.value.probabilities) || [];
      expect(yes + no).toBeGreaterThan(0.9);
    }
    expect(texts[0]?.[0]).toMatch(/^ \[\(0\.\d\d, 0\.\d\d\)\]$/);
    expect(texts[0]?.[1]).toMatch(/^ (Yes|No)$/);
    expect(texts[1]?.[1]).toBe(texts[0]?.[1]);
  });

  it.skipIf('missing' in vulkan)(
    `gives the same reply on WebGPU${'missing' in vulkan ? ` (skipped: ${vulkan.missing})` : ''}`,
    async () => {
      const environment = 'environment' in vulkan ? vulkan.environment : undefined;
      const replies: unknown[] = [];
      for (const provider of ['cpu', 'webgpu'] as const) {
        const model = await open({ provider, dtype: 'q8', start: sourceModelProcess(environment) });
        const [result] = await model.answer([request(QUESTIONS[0] as string, [example()], { maxTokens: 20 })]);
        await model.dispose();
        replies.push(result?.ok && [result.value.text, result.value.finish]);
      }
      expect(replies[1]).toEqual(replies[0]);
    },
    COMPILING,
  );
});
