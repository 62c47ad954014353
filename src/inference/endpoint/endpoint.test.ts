import { afterEach, describe, expect, it } from 'vitest';
import type { ModelImage, ModelRequest } from '../../core/models/vision-language-model.js';
import { environmentKeys, keyVariableOf } from './api-keys.js';
import { parseEndpointAddress } from './endpoint-address.js';
import { openEndpoint, type EndpointOptions } from './open-endpoint.js';
import { startMockEndpoint, type MockEndpoint, type Misbehaviour, type MockOptions } from './testing/mock-endpoint.js';
import { wordProbabilities } from './word-probabilities.js';

const KEY = 'sk-a-very-secret-key-1234';

let endpoint: MockEndpoint | null = null;
const waits: number[] = [];
afterEach(async () => {
  await endpoint?.close();
  endpoint = null;
  waits.length = 0;
});

const pause = async (milliseconds: number) => void waits.push(milliseconds);
const keys = environmentKeys({ VANTAGE_API_KEY: KEY });

async function open(mock: MockOptions = {}, options: Partial<EndpointOptions> = {}, model = '#eye-1') {
  endpoint = await startMockEndpoint(mock);
  return openEndpoint(`${endpoint.url}${model}`, { keys, pause, timeout: 5000, ...options });
}

const image = (fill: number): ModelImage => ({ bytes: Uint8Array.of(fill), mime: 'image/png', width: 1, height: 1 });
const request = (id: string, images: readonly ModelImage[] = [image(1)]): ModelRequest => ({
  id,
  images,
  system: null,
  prompt: `Question ${id}?`,
  maxTokens: 32,
  score: ['Yes', 'No'],
});

describe('an endpoint that behaves', () => {
  it('is asked with images first, greedily, and gives text, counts and probabilities', async () => {
    const model = await open({ reply: ({ prompt }) => (prompt.includes('q2') ? 'No.' : 'Yes') });
    const replies = await model.answer([request('q1', [image(1), image(2)]), request('q2')]);
    expect(replies.map((reply) => reply.ok && reply.value)).toEqual([
      {
        text: 'Yes',
        probabilities: [expect.closeTo(0.9, 9), expect.closeTo(0.1, 9)],
        promptTokens: 11,
        replyTokens: 3,
        finish: 'stop',
      },
      {
        text: 'No.',
        probabilities: [expect.closeTo(0.1, 9), expect.closeTo(0.9, 9)],
        promptTokens: 11,
        replyTokens: 3,
        finish: 'stop',
      },
    ]);
    const chat = endpoint?.chats.find(({ prompt }) => prompt.includes('q1'));
    expect(chat?.body).toMatchObject({
      model: 'eye-1',
      temperature: 0,
      max_tokens: 32,
      logprobs: true,
      top_logprobs: 20,
      stream: false,
      messages: [
        {
          role: 'user',
          content: [
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AQ==' } },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,Ag==' } },
            { type: 'text', text: 'Question q1?' },
          ],
        },
      ],
    });
    expect(model.description).toEqual({
      name: `${endpoint?.url}/v1#eye-1`,
      family: 'eye-1',
      provider: 'vLLM 0.11.0',
      dtype: null,
      fingerprint: null,
    });
  });

  it('streams, with the same reply in the end', async () => {
    const model = await open({ reply: () => 'Yes, the mug is left of the bowl.', thoughts: 'Hm.' });
    const [whole] = await model.answer([request('q')]);
    const heard: string[] = [];
    const [streamed] = await model.answer([request('q')], { onText: (id, text) => heard.push(`${id}:${text}`) });
    expect(streamed).toEqual(whole);
    expect(heard.length).toBeGreaterThan(3);
    expect(heard.map((text) => text.slice(2)).join('')).toBe('<think>Hm.</think>Yes, the mug is left of the bowl.');
    // The first token was a thought's.
    expect(whole.ok && whole.value.probabilities).toBe(null);
  });

  it('is never asked more at once than wanted, and its answers come back in order', async () => {
    const model = await open({ reply: ({ prompt }) => prompt, delay: 5 }, { concurrency: 3 });
    const replies = await model.answer(Array.from({ length: 20 }, (_, i) => request(`n${i}`)));
    expect(replies.map((reply) => reply.ok && reply.value.text)).toEqual(
      Array.from({ length: 20 }, (_, i) => `Question n${i}?`),
    );
    expect(endpoint?.mostAtOnce()).toBe(3);
  });

  it.each([
    ['ollama', 'Ollama 0.12.11', 'qwen25vl', 'Q4_K_M', 'd'.repeat(64)],
    ['lm-studio', 'LM Studio', 'qwen2_vl', '4bit', null],
    ['unknown', 'OpenAI-compatible server', 'eye-1', null, null],
  ] as const)('is recognised: %s', async (software, provider, family, dtype, fingerprint) => {
    const model = await open({ software });
    expect(model.description).toMatchObject({ provider, family, dtype, fingerprint });
  });

  it('is probed for what it takes', async () => {
    const strict = await open({ strict: true, logprobs: false });
    expect(strict.features).toMatchObject({
      topLogprobs: 0,
      maxTokensField: 'max_completion_tokens',
      temperature: false,
    });
    const [reply] = await strict.answer([request('q')]);
    expect(reply.ok && reply.value).toMatchObject({ text: 'Yes', probabilities: null });
    await endpoint?.close();
    expect((await open({ logprobs: false })).features).toMatchObject({ topLogprobs: 0, images: true });
  });

  it('may leave its only model unnamed', async () => {
    expect((await open({}, {}, '')).description.name).toMatch(/\/v1#eye-1$/);
    await endpoint?.close();
    await expect(open({ models: ['a', 'b'] }, {}, '')).rejects.toThrow(/Name one of the models .*: a, b\.$/);
  });

  it('stops when told to', async () => {
    const model = await open({ misbehave: (chat) => (chat === 0 ? null : 'slow') });
    const stop = new AbortController();
    const waiting = model.answer([request('a'), request('b')], { signal: stop.signal });
    setTimeout(() => stop.abort(), 20);
    expect((await waiting).map((reply) => !reply.ok && reply.fault.reason)).toEqual(['cancelled', 'cancelled']);
  });
});

describe('an endpoint that misbehaves', () => {
  const cases: [Misbehaviour, string, RegExp][] = [
    ['slow', 'timeout', /did not finish its answer within 2 s: raise --timeout/],
    ['error-in-200', 'refused', /answered with an error: The engine is dead\.$/],
    ['wrong-shape', 'bad-reply', /JSON that is no chat completion/],
    ['empty-choices', 'bad-reply', /JSON that is no chat completion/],
    ['no-content', 'bad-reply', /no content/],
    ['junk', 'bad-reply', /\d+ kB that are not JSON/],
    ['html', 'bad-reply', /a web page/],
    ['endless', 'bad-reply', /more than 8 MiB/],
    ['cut-body', 'unreachable', /broke off the connection|failed/],
    ['hang-up', 'unreachable', /broke off the connection/],
    ['redirect', 'unusable', /redirects to https:\/\/login\.example\.org\/start: /],
    ['overloaded', 'refused', /asked too much at once/],
    ['failing', 'unreachable', /failed \(status 503\).*The engine restarts\.$/],
    ['out-of-memory', 'out-of-memory', /ran out of memory/],
    ['needs-key', 'unusable', /does not accept the key/],
    ['quotes-key', 'refused', /Bearer \[key\]/],
    ['too-large', 'refused', /too large/],
  ];

  it.each(cases)(
    '%s: a named fault in one sentence, and the next question is answered',
    async (wrong, reason, detail) => {
      const tries = 2;
      let bad = true;
      const timeout = wrong === 'slow' ? 2000 : 20_000;
      const model = await open({ misbehave: (chat) => (chat > 0 && bad ? wrong : null) }, { timeout, tries });
      const [reply] = await model.answer([request('q')]);
      expect(reply).toEqual({ ok: false, fault: { reason, detail: expect.stringMatching(detail) } });
      if (!reply.ok) {
        expect(reply.fault.detail).not.toContain(KEY);
        expect(reply.fault.detail).not.toContain('\n');
        expect(reply.fault.detail).toMatch(/[.…]$/);
      }
      bad = false;
      expect((await model.answer([request('q')]))[0].ok).toBe(true);
    },
  );

  it('is waited for while there is hope, as long as it asks or twice as long each time', async () => {
    let busy = true;
    const model = await open({ misbehave: (chat) => (chat === 0 ? null : chat < 4 && busy ? 'failing' : null) });
    expect((await model.answer([request('q')]))[0].ok).toBe(true);
    expect(waits).toEqual([1000, 2000, 4000]);
    busy = false;
    await endpoint?.close();
    waits.length = 0;
    const polite = await open({ misbehave: (chat) => (chat === 1 ? 'overloaded' : null) });
    expect((await polite.answer([request('q')]))[0].ok).toBe(true);
    expect(waits).toEqual([2000]);
  });

  it('is not asked the rest once nothing can come of it', async () => {
    const model = await open({ misbehave: (chat) => (chat === 0 ? null : 'needs-key') }, { concurrency: 1 });
    const replies = await model.answer([request('a'), request('b'), request('c')]);
    expect(replies.map((reply) => !reply.ok && reply.fault.reason)).toEqual(['unusable', 'unusable', 'unusable']);
    expect(endpoint?.chats).toHaveLength(2);
  });

  it('breaks off a stream: a fault, not half a reply', async () => {
    const model = await open({ reply: () => 'Yes, it is.', misbehave: (chat) => (chat === 0 ? null : 'cut-stream') });
    const [reply] = await model.answer([request('q')], { onText: () => {} });
    expect(!reply.ok && reply.fault.detail).toMatch(/broke off in the middle of its answer/);
  });

  it('is down, or not there', async () => {
    endpoint = await startMockEndpoint();
    const { url } = endpoint;
    await endpoint.close();
    await expect(openEndpoint(`${url}#x`, { keys, pause })).rejects.toThrow(
      /^Nothing answers at 127\.0\.0\.1:\d+: start/,
    );
  });

  it('goes down in the middle', async () => {
    const model = await open({}, { tries: 2 });
    await endpoint?.close();
    const [reply] = await model.answer([request('q')]);
    expect(!reply.ok && reply.fault.reason).toBe('unreachable');
  });

  it('has another model', async () => {
    await expect(open({ models: ['a', 'b'] }, {}, '#c')).rejects.toThrow(/has no model "c": it has a, b\.$/);
    await endpoint?.close();
    await expect(open({ models: ['a'], anyModel: true }, {}, '#c')).rejects.toThrow(/no model "c" and answers as "a"/);
  });

  it('takes no images, or too few', async () => {
    const blind = await open({ maxImages: 0 });
    const [seen, unseen] = await blind.answer([request('a'), request('b', [])]);
    expect(!seen.ok && seen.fault.detail).toMatch(/takes no images: serve a vision-language model/);
    expect(unseen.ok).toBe(true);
    await endpoint?.close();
    const one = await open({ maxImages: 1 });
    const [both] = await one.answer([request('a', [image(1), image(2)])]);
    expect(!both.ok && both.fault.detail).toMatch(/fewer images than this question has: allow more/);
  });

  it.each(['error-in-200', 'junk', 'html', 'redirect', 'needs-key', 'endless'] as const)(
    'at the very first question: %s is one sentence',
    async (wrong) => {
      await expect(open({ misbehave: () => wrong }, { tries: 1 })).rejects.toThrow(/^[^\n]+\.$/);
    },
  );
});

describe('addresses and keys', () => {
  it('reads the ways people write an address', () => {
    for (const text of ['http://h:8000#a/b', 'http://h:8000/v1#a/b', 'http://h:8000/v1/chat/completions#a/b']) {
      expect(parseEndpointAddress(text)).toEqual({
        base: 'http://h:8000/v1',
        origin: 'http://h:8000',
        host: 'h:8000',
        model: 'a/b',
      });
    }
    expect(parseEndpointAddress('https://h/openai/v1#m').base).toBe('https://h/openai/v1');
    expect(() => parseEndpointAddress(`http://user:${KEY}@h#m`)).toThrow(/VANTAGE_API_KEY/);
    expect(() => parseEndpointAddress(`http://h/?key=${KEY}#m`)).toThrow(/^(?!.*secret).*VANTAGE_API_KEY/);
    expect(() => parseEndpointAddress('http://#m')).toThrow(/must look like/);
  });

  it('takes the key of the host before the general one, and sends it to that host alone', async () => {
    expect(keyVariableOf('api.example.org:8443')).toBe('VANTAGE_API_KEY_API_EXAMPLE_ORG_8443');
    const both = environmentKeys({ VANTAGE_API_KEY: 'general', VANTAGE_API_KEY_H_8000: 'own' });
    expect([await both.keyFor('h:8000'), await both.keyFor('other'), await environmentKeys({}).keyFor('h')]).toEqual([
      'own',
      'general',
      null,
    ]);
    const seen = new Set<string | undefined>();
    await (await open({ onKey: (key) => seen.add(key) })).answer([request('q')]);
    expect([...seen]).toEqual([`Bearer ${KEY}`]);
    await endpoint?.close();
    seen.clear();
    await open({ onKey: (key) => seen.add(key) }, { keys: environmentKeys({}) });
    expect([...seen]).toEqual([undefined]);
  });

  it('refuses a key that could not be sent, without showing it', async () => {
    const odd = environmentKeys({ VANTAGE_API_KEY: 'naïve key' });
    await expect(open({}, { keys: odd })).rejects.toThrow(/^(?!.*naïve).*characters that no key has/);
  });
});

it('sums a word over its spellings', () => {
  const top = (list: [string, number][]) => ({
    top_logprobs: list.map(([token, p]) => ({ token, logprob: Math.log(p) })),
  });
  expect(
    wordProbabilities(
      top([
        ['Yes', 0.5],
        [' yes', 0.25],
        ['▁YES', 0.125],
        ['Yesterday', 0.1],
      ]),
      ['yes', 'no'],
    ),
  ).toEqual([0.875, 0]);
  expect(
    wordProbabilities(
      top([
        ['A', 0.5],
        ['(B', 0.25],
      ]),
      ['A', 'B', 'C'],
    ),
  ).toEqual([0.5, 0.25, 0]);
  expect(wordProbabilities(undefined, ['Yes'])).toBe(null);
  expect(wordProbabilities(top([]), ['Yes'])).toBe(null);
});
