import { expect, it } from 'vitest';
import type { ModelProcessNews, ModelProcessWish } from '../contract/model-processes.js';
import type { FromModelProcess, ToModelProcess } from '../inference/local/messages.js';
import { appModelProcess, type ModelPort } from './app-model-process.js';

/** A main process that remembers what it was asked, and says what it is told to. */
function fakeParent() {
  const wishes: ModelProcessWish[] = [];
  let heard: (message: unknown, ports: readonly ModelPort[]) => void = () => {};
  const start = appModelProcess({ post: (wish) => wishes.push(wish), listen: (listener) => (heard = listener) });
  const say = (id: number, event: ModelProcessNews['event'], how = '', ports: readonly ModelPort[] = []) =>
    heard({ about: 'model-process', id, event, how }, ports);
  return { wishes, start, say };
}

function fakePort() {
  const sent: ToModelProcess[] = [];
  let tell: (event: { data: unknown }) => void = () => {};
  const port: ModelPort = {
    postMessage: (message) => sent.push(message),
    on: (_event, listener) => (tell = listener),
    start: () => {},
  };
  return { port, sent, reply: (message: FromModelProcess) => tell({ data: message }) };
}

it('starts a process, says what was said before it was there, and hears it', () => {
  const { wishes, start, say } = fakeParent();
  const [heard, ends]: [FromModelProcess[], string[]] = [[], []];
  const process = start({ onMessage: (message) => heard.push(message), onExit: (how) => ends.push(how) });
  process.send({ type: 'close' });
  const { port, sent, reply } = fakePort();
  say(1, 'started', '', [port]);
  process.send({ type: 'cancel', call: 3 });
  reply({ type: 'answered', call: 3 });
  process.kill();
  say(1, 'ended', 'ended with code 9');
  say(1, 'ended', 'twice');
  expect(wishes.map(({ id, verb }) => [id, verb])).toEqual([
    [1, 'start'],
    [1, 'end'],
  ]);
  expect(sent).toEqual([{ type: 'close' }, { type: 'cancel', call: 3 }]);
  expect(heard).toEqual([{ type: 'answered', call: 3 }]);
  expect(ends).toEqual(['ended with code 9']);
});

it('keeps several apart, and passes over what is not for it', () => {
  const { start, say } = fakeParent();
  const ends: string[] = [];
  start({ onMessage: () => {}, onExit: (how) => ends.push(`first ${how}`) });
  start({ onMessage: () => {}, onExit: (how) => ends.push(`second ${how}`) });
  say(7, 'ended', 'nobody');
  say(2, 'ended', 'ended with code 0');
  expect(ends).toEqual(['second ended with code 0']);
});
