import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requestId, type ReplyLine } from '../../core/evaluation/evaluation-record.js';
import { ReplyLog, readReplies, repliesInOrder, settleReplies } from './reply-log.js';

let dir: string;
let path: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-replies-'));
  path = join(dir, 'replies.jsonl');
});
afterEach(() => rm(dir, { recursive: true }));

const line = (item: string, text: string | null = `reply\n"to" ${item}`): ReplyLine => ({
  item,
  rotation: 0,
  prompt: 'a'.repeat(64),
  text,
  fault: text === null ? { reason: 'timeout', detail: 'Too late.' } : null,
  probabilities: null,
  promptTokens: 3,
  replyTokens: null,
  finish: text === null ? null : 'stop',
});

async function write(...lines: ReplyLine[]): Promise<void> {
  const log = await ReplyLog.open(path);
  await log.add(lines);
  await log.close();
}

async function read(): Promise<ReplyLine[]> {
  const lines: ReplyLine[] = [];
  for await (const one of readReplies(path)) lines.push(one);
  return lines;
}

describe('replies on disk', () => {
  it('come back as they were', async () => {
    await write(line('a'), line('b', null));
    await write(line('c', 'é'.repeat(700_000)));
    expect(await read()).toEqual([line('a'), line('b', null), line('c', 'é'.repeat(700_000))]);
  });

  it('survive a kill at any byte of the last line', async () => {
    await write(line('a'), line('b'));
    const whole = await readFile(path);
    const first = whole.indexOf(10) + 1;
    for (let cut = first; cut < whole.length; cut += 7) {
      await writeFile(path, whole.subarray(0, cut));
      expect((await read()).map(({ item }) => item)).toEqual(['a']);
      await write(line('b'));
      expect(await readFile(path)).toEqual(whole);
    }
  });

  it('are refused when a line in the middle is damaged, by its number', async () => {
    await write(line('a'));
    await appendFile(path, '{"item":"b"}\n');
    await write(line('c'));
    await expect(read()).rejects.toThrow(/line 2" is not as it should be/);
  });

  it('end in the order of the questions, the last reply to each', async () => {
    await write(line('a'), line('b'), line('c'));
    const straight = await readFile(path);
    await rm(path);
    await write(line('c', null), line('a'));
    await write(line('b'), line('c'));
    await settleReplies(path, ['a', 'b', 'c', 'never asked']);
    expect(await readFile(path)).toEqual(straight);
    await settleReplies(path, ['a', 'b', 'c']);
    expect(await readFile(path)).toEqual(straight);
  });

  it('come in the order of the questions, the last one to each, without a byte changed', async () => {
    const inOrder = async (order: readonly string[]) => {
      const lines: ReplyLine[] = [];
      for await (const one of repliesInOrder(path, order)) lines.push(one);
      return lines;
    };
    const ids = ['a', 'b', 'c', 'd'].map((item) => requestId(item, 0));
    await write(line('a'), line('b'), line('d'));
    expect(await inOrder(ids)).toEqual([line('a'), line('b'), line('d')]);
    await write(line('b', 'again'), line('unasked'), line('c'));
    const before = await readFile(path);
    expect(await inOrder(ids)).toEqual([line('a'), line('b', 'again'), line('c'), line('d')]);
    expect(await readFile(path)).toEqual(before);
    expect(await inOrder([])).toEqual([]);
  });
});
