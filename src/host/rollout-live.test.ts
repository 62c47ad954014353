import { expect, it } from 'vitest';
import type { LiveStep } from '../contract/studio/jobs.js';
import type { EpisodeStep } from '../core/rollout/episode-step.js';
import type { ObservedView } from '../core/observe-scene.js';
import { RolloutLive } from './rollout-live.js';

// Encoding asks for the frame's pixels and size alone.
const view = { frame: { width: 2, height: 1, rgb: new Uint8Array(6) } } as unknown as ObservedView;

const step = (episode: number, picture: string, reply: string | null = null): EpisodeStep => ({
  episode,
  attempt: 0,
  text: `task ${episode}`,
  asked: [{ stage: 'object', prompt: 'Where is it?', reply, point: null }],
  picture: { name: picture, view },
  ended: null,
});

function listener() {
  const pictures: string[] = [];
  const steps: LiveStep[] = [];
  return {
    pictures,
    steps,
    onPicture: (name: string) => void pictures.push(name),
    onStep: (told: LiveStep) => void steps.push(told),
  };
}

it('sends a picture once, and each step with its name and size', async () => {
  const heard = listener();
  const { watch } = new RolloutLive(heard, [3]);
  await watch(step(3, 'look-0-v0'));
  await watch(step(3, 'look-0-v0', '(1, 2)'));
  await watch(step(3, 'look-1-v0'));
  expect(heard.pictures).toEqual(['episode 3, look-0-v0', 'episode 3, look-1-v0']);
  expect(heard.steps.map(({ picture, size, asked }) => [picture, size, asked[0].reply])).toEqual([
    ['episode 3, look-0-v0', [2, 1], null],
    ['episode 3, look-0-v0', [2, 1], '(1, 2)'],
    ['episode 3, look-1-v0', [2, 1], null],
  ]);
});

it('of several episodes tells of the one that ends next, whichever begins first, and of the next one where it stands then', async () => {
  const heard = listener();
  const live = new RolloutLive(heard, [0, 1]);
  await live.watch(step(1, 'b'));
  expect(heard.steps).toEqual([]);
  await live.watch(step(0, 'a'));
  await live.watch(step(1, 'b', 'there'));
  expect(heard.steps.map(({ episode }) => episode)).toEqual([0]);
  await live.advance();
  expect(heard.steps.at(-1)).toMatchObject({ episode: 1, asked: [{ reply: 'there' }] });
  await live.advance();
  expect(heard.steps).toHaveLength(2);
});

it('leaves out a step that was overtaken while its picture was made', async () => {
  const heard = listener();
  const { watch } = new RolloutLive(heard, [0]);
  await Promise.all([watch(step(0, 'a')), watch(step(0, 'a', 'there'))]);
  expect(heard.steps.map(({ asked }) => asked[0].reply)).toEqual(['there']);
});
