import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFamily } from '../../../scripts/tiny-vlm/families.js';
import { writeModelFolder, type TinyModel } from '../../../scripts/tiny-vlm/model-folder.js';
import type { ModelReply } from '../../core/models/vision-language-model.js';
import type { Result } from '../../core/result.js';
import type { LoadedModel } from './loaded-model.js';
import { faultOf } from './model-fault.js';
import { familyFolder, openHere, repliesOf } from './testing/test-folders.js';
import { picture, request } from './testing/test-models.js';

const DECODER = 'onnx/decoder_model_merged.onnx';

async function openingFault(
  folder: string,
  dtype: 'fp32' | 'q4' | null = null,
): Promise<{ reason: string; detail: string }> {
  const opened = await openHere(folder, dtype).catch((error: unknown) => faultOf(error, 'opening'));
  if ('reason' in opened) return opened;
  await opened.release();
  throw new Error('The folder was opened.');
}

function damage(file: string, change: (bytes: Uint8Array) => Uint8Array): string {
  const folder = familyFolder('smolvlm');
  writeFileSync(join(folder, file), change(new Uint8Array(readFileSync(join(folder, file)))));
  return folder;
}

async function resultsOf(model: LoadedModel, requests: Parameters<LoadedModel['answer']>[0]) {
  const results: Result<ModelReply>[] = [];
  const onResult = (index: number, result: Result<ModelReply>) => (results[index] = result);
  await model.answer(requests, { isCancelled: () => false, onText: () => {}, onResult });
  return results;
}

/** The tiny model with one weight changed. */
function withWeight(name: string, change: (data: Float32Array) => void): (model: TinyModel) => TinyModel {
  return (model) => {
    const weight = model.weights.get(name);
    if (!weight) throw new Error(`no weight ${name}`);
    const data = weight.data.slice();
    change(data);
    return { ...model, weights: new Map([...model.weights, [name, { ...weight, data }]]) };
  };
}

describe('files', () => {
  it.each(['onnx/vision_encoder.onnx', 'onnx/embed_tokens.onnx', DECODER])('names %s cut short', async (file) => {
    const fault = await openingFault(damage(file, (bytes) => bytes.subarray(0, bytes.length >> 1)));
    expect(fault.reason).toBe('unusable');
    expect(fault.detail).toMatch(
      new RegExp(`^tiny-smolvlm/${file} is damaged, incomplete .*: copy it from the model's source again\\.$`),
    );
  });

  it('names a file that is empty, and one that Git LFS did not fetch', async () => {
    expect((await openingFault(damage(DECODER, () => new Uint8Array(0)))).detail).toBe(
      `tiny-smolvlm/${DECODER} is empty: copy it from the model's source again.`,
    );
    const pointer = new TextEncoder().encode('version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n');
    expect((await openingFault(damage(DECODER, () => pointer))).detail).toContain('git lfs pull');
  });

  it('answers, refuses by name or finds numbers that are none, wherever one bit is flipped', async () => {
    const folder = familyFolder('smolvlm');
    const file = join(folder, DECODER);
    const whole = readFileSync(file);
    const places = Array.from({ length: 24 }, (_, i) => Math.floor((whole.length * (i + 0.5)) / 24)).concat([
      2, 3, 30, 40,
    ]);
    for (const place of places) {
      const bytes = Uint8Array.from(whole);
      bytes[place]! ^= 0x40;
      writeFileSync(file, bytes);
      const opened = await openHere(folder).catch((error: unknown) => faultOf(error, 'opening'));
      if ('reason' in opened)
        expect(opened.detail).toMatch(/decoder_model_merged|not finite|could not be run|cannot be run/);
      else await opened.release();
    }
  });

  it('says which dtypes there are when another is asked for', async () => {
    expect((await openingFault(familyFolder('smolvlm', ['fp32', 'q8']), 'q4')).detail).toBe(
      'tiny-smolvlm has no files of dtype q4, only fp32, q8: choose one of these.',
    );
  });

  it('says when tokenizer and model are not of one kind', async () => {
    const folder = familyFolder('smolvlm');
    const other = familyFolder('qwen2_vl');
    writeFileSync(join(folder, 'tokenizer.json'), readFileSync(join(other, 'tokenizer.json')));
    const model = await openHere(folder).catch((error: unknown) => faultOf(error, 'opening'));
    const fault =
      'reason' in model ? model : (await resultsOf(model, [request('Is it red?', [await picture('red', 'blue')])]))[0];
    const detail = 'detail' in fault! ? fault.detail : fault!.ok ? '' : fault!.fault.detail;
    expect(detail).toMatch(/does not belong to config\.json|chat template/);
  });

  it('says so of a damaged file rather than run another dtype in its place', async () => {
    const folder = familyFolder('smolvlm', ['fp32', 'q8']);
    const file = join(folder, 'onnx/decoder_model_merged.onnx');
    const whole = readFileSync(file);
    writeFileSync(file, whole.subarray(0, whole.length - 100));
    expect((await openingFault(folder)).detail).toContain('decoder_model_merged.onnx is damaged, incomplete');
    writeFileSync(file, '');
    expect((await openingFault(folder)).detail).toContain('decoder_model_merged.onnx is empty');
  });

  it('says when the vision encoder is of another model', async () => {
    const folder = familyFolder('smolvlm');
    writeFileSync(
      join(folder, 'onnx/vision_encoder.onnx'),
      readFileSync(join(familyFolder('qwen2_vl'), 'onnx/vision_encoder.onnx')),
    );
    const model = await openHere(folder);
    const [result] = await resultsOf(model, [request('Is it red?', [await picture('red', 'blue')])]);
    await model.release();
    expect(result).toMatchObject({
      ok: false,
      fault: { detail: expect.stringContaining('wants an input "grid_thw"') },
    });
  });

  it('makes another fingerprint of one other bit', async () => {
    const fingerprint = async (folder: string) => {
      const { openInProcess } = await import('./open-in-process.js');
      const { opened, loaded } = await openInProcess(
        { folder, provider: 'cpu', dtype: null, batchSize: null, excluded: [] },
        () => {},
      );
      await loaded.release();
      return opened.description.fingerprint;
    };
    const folder = familyFolder('smolvlm');
    const before = await fingerprint(folder);
    expect(await fingerprint(familyFolder('smolvlm'))).toBe(before);
    writeModelFolder(folder, tinyFamily('smolvlm', 2), ['fp32']);
    expect(await fingerprint(folder)).not.toBe(before);
  });
});

describe('numbers that are none', () => {
  it('are said at opening when they come with any word', async () => {
    const folder = familyFolder(
      'smolvlm',
      ['fp32'],
      withWeight('decoder.norm', (data) => data.fill(NaN)),
    );
    const fault = await openingFault(folder);
    expect(fault.reason).toBe('not-finite');
    expect(fault.detail).toContain('choose another dtype (fp32)');
  });

  it('are a fault of the questions with a picture when they come from pictures', async () => {
    const model = await openHere(
      familyFolder(
        'smolvlm',
        ['fp32'],
        withWeight('vision.project', (data) => data.fill(NaN)),
      ),
    );
    const results = await resultsOf(model, [
      request('Is it red?', [await picture('red', 'blue')]),
      request('Is it red?'),
    ]);
    await model.release();
    expect(results).toMatchObject([{ ok: false, fault: { reason: 'not-finite' } }, { ok: true }]);
  });
});

describe('questions', () => {
  it('with a picture that is none get their fault, and the others their reply', async () => {
    const model = await openHere(familyFolder('smolvlm'));
    const broken = { ...(await picture('red', 'blue')), bytes: Uint8Array.of(137, 80, 78, 71, 1, 2, 3) };
    const results = await resultsOf(model, [
      request('Is it red?', [await picture('red', 'blue'), broken]),
      request('Yes'),
    ]);
    await model.release();
    expect(results).toMatchObject([
      {
        ok: false,
        fault: {
          reason: 'refused',
          detail: expect.stringContaining('Image 2 of the question is no readable image/png'),
        },
      },
      { ok: true },
    ]);
  });

  it('that contain the picture token, or are too long, are refused in words', async () => {
    const model = await openHere(familyFolder('smolvlm'));
    const results = await resultsOf(model, [
      request('What does <image> mean?'),
      request('Yes', [], { maxTokens: 5000 }),
      request('Is the mug red? '.repeat(400)),
    ]);
    await model.release();
    expect(results.map((result) => (result.ok ? '' : result.fault.detail))).toEqual([
      'The question contains "<image>", by which this model means a picture: word it differently.',
      expect.stringContaining('together more than the 2048 this model can hold'),
      expect.stringContaining('together more than the 2048 this model can hold'),
    ]);
  });
});

describe('memory', () => {
  it('that is short is named, with what to do', () => {
    for (const message of [
      'Non-zero status code returned while running MatMul node. Status Message: /onnxruntime_src/a.cc:42 void* onnxruntime::BFCArena::AllocateRawInternal(size_t) Failed to allocate memory for requested buffer of size 1677721600',
      'CUDA failure 2: out of memory ; GPU=0',
      'std::bad_alloc',
    ]) {
      const fault = faultOf(new Error(message), 'a batch of 8 questions');
      expect(fault.reason).toBe('out-of-memory');
      expect(fault.detail).toMatch(
        /^Out of memory in a batch of 8 questions: choose a smaller dtype \(q4 or q8\), a smaller batch/,
      );
    }
    expect(faultOf(new Error('Invalid rank for input'), 'one question').reason).toBe('bad-reply');
  });

  it('that is short for a batch is enough for its halves', async () => {
    const model = await openHere(familyFolder('smolvlm'));
    const requests = ['Yes', 'Is it red?', 'Point to the apple.', 'How many toy blocks?', 'No'].map((text) =>
      request(text),
    );
    const expected = await repliesOf(model, requests);
    const { sessions } = model as unknown as { sessions: { decode: (step: { batch: number }) => Promise<unknown> } };
    const decode = sessions.decode.bind(sessions);
    const tried: number[] = [];
    sessions.decode = (step) => {
      tried.push(step.batch);
      return step.batch > 2 ? Promise.reject(new Error('CUDA failure 2: out of memory')) : decode(step);
    };
    expect(await repliesOf(model, requests)).toEqual(expected);
    expect(tried[0]).toBe(5);
    // Learned: the next call asks for no more than fits.
    tried.length = 0;
    await repliesOf(model, requests);
    expect(Math.max(...tried)).toBe(2);
    await model.release();
  });
});

it('is exact with graphs that let padding in: equal lengths only are computed together', async () => {
  const requests = ['Is it red?', 'Is it red!', 'Yes', 'Point to the apple.'].map((text) => request(text));
  const folder = familyFolder('smolvlm');
  const good = await openHere(folder);
  const expected = [];
  for (const one of requests) expected.push(...(await repliesOf(good, [one])));
  await good.release();
  const { ModelSessions } = await import('./sessions.js');
  const { decode } = ModelSessions.prototype;
  const batches: number[] = [];
  try {
    ModelSessions.prototype.decode = function (step) {
      batches.push(step.batch);
      return decode.call(this, { ...step, mask: new Uint8Array(step.mask.length).fill(1) });
    };
    const leaking = await openHere(folder);
    batches.length = 0;
    expect((await repliesOf(leaking, requests)).map(({ text }) => text)).toEqual(expected.map(({ text }) => text));
    await leaking.release();
  } finally {
    ModelSessions.prototype.decode = decode;
  }
  // The first two have one length and go together.
  expect(Math.max(...batches)).toBe(2);
  rmSync(folder, { recursive: true });
});
