import sharp from 'sharp';
import type { ModelRequest } from '../../src/core/models/vision-language-model.js';
import { environmentKeys } from '../../src/inference/endpoint/api-keys.js';
import { openEndpoint } from '../../src/inference/endpoint/open-endpoint.js';
import { startMockEndpoint } from '../../src/inference/endpoint/testing/mock-endpoint.js';
import type { Bench } from '../bench.js';

const ROUNDS = 101;
const TOGETHER = 400;
const CONCURRENCY = 8;

/** What a question costs on its way to an endpoint and back, beyond fetch with the same body. The server is in this process. */
export async function benchEndpoint(bench: Bench): Promise<void> {
  const { say } = bench;
  const server = await startMockEndpoint({ reply: () => 'Yes.' });
  try {
    const model = await openEndpoint(`${server.url}#eye-1`, {
      keys: environmentKeys({}),
      concurrency: CONCURRENCY,
    });
    const image = await photograph(640, 480);
    const cases: readonly (readonly [string, ModelRequest])[] = [
      ['text alone', asked([])],
      [`a PNG of ${(image.bytes.length / 1024).toFixed(0)} KiB`, asked([image])],
    ];
    for (const [name, one] of cases) {
      const own = () => model.answer([one]);
      const bare = async () => {
        const body = JSON.stringify({ model: 'eye-1', messages: [{ role: 'user', content: contentOf(one) }] });
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(`${server.url}/v1/chat/completions`, { method: 'POST', headers, body });
        await response.json();
      };
      await own();
      await bare();
      const spent = { own: [] as number[], bare: [] as number[] };
      for (let i = 0; i < ROUNDS; i++) {
        spent.own.push(await milliseconds(own));
        spent.bare.push(await milliseconds(bare));
        server.chats.length = 0;
      }
      const [ours, theirs] = [median(spent.own), median(spent.bare)];
      say(
        `endpoint, ${name}: ms a question, bare fetch`,
        `${ours.toFixed(2)}, ${theirs.toFixed(2)}  (${(ours - theirs).toFixed(2)} ms more)`,
      );
    }
    const [, [, pictured]] = cases;
    const many = Array.from({ length: TOGETHER }, (_, i) => ({ ...pictured, id: `q${i}` }));
    const { cpu, wall } = await bench.measure(async () => {
      for (let i = 0; i < many.length; i += model.batchSize) {
        await model.answer(many.slice(i, i + model.batchSize));
        server.chats.length = 0;
      }
    });
    say(
      `endpoint, ${CONCURRENCY} at once, a picture each: questions a second, CPU ms each (server included)`,
      `${(TOGETHER / wall).toFixed(0)}, ${((1000 * cpu) / TOGETHER).toFixed(1)}`,
    );
  } finally {
    await server.close();
  }
}

const asked = (images: ModelRequest['images']): ModelRequest => ({
  id: 'q',
  images,
  system: null,
  prompt: 'Is the red mug to the left of the blue bowl? Answer yes or no.',
  maxTokens: 128,
  score: ['Yes', 'No'],
});

const contentOf = ({ images, prompt }: ModelRequest) => [
  ...images.map(({ bytes, mime }) => ({
    type: 'image_url',
    image_url: { url: `data:${mime};base64,${Buffer.from(bytes).toString('base64')}` },
  })),
  { type: 'text', text: prompt },
];

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] as number;

/** As hard to compress as a photograph. */
async function photograph(width: number, height: number): Promise<ModelRequest['images'][number]> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = (i / 40 + ((i * 2654435761) % 16)) % 256;
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { bytes: new Uint8Array(bytes), mime: 'image/png', width, height };
}
