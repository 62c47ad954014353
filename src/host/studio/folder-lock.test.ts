import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder, lockPath } from './folder-lock.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vantage-lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('keeps a second backend out with the address of the first, and lets it in afterwards', async () => {
  const first = await lockFolder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(`as process ${process.pid}`);
  await first.announce('http://127.0.0.1:4321/abc/');
  await expect(lockFolder(folder)).rejects.toThrow(
    `A studio runs in "${folder}" already: open http://127.0.0.1:4321/abc/`,
  );
  if (process.platform !== 'win32') expect((await stat(lockPath(folder))).mode & 0o077).toBe(0);
  await first.release();
  const second = await lockFolder(folder);
  await first.release();
  await second.release();
});

it('is taken over from a process that died with it', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const pid = child.pid as number;
  await once(child, 'exit');
  await mkdir(dirname(lockPath(folder)));
  for (const left of [JSON.stringify({ schema: 'vantage/backend@1', pid, began: null, address: 'x' }), '{"sch', '']) {
    await writeFile(lockPath(folder), left);
    const lock = await lockFolder(folder);
    expect(lock.left).toBe(left.endsWith('}') ? 'x' : null);
    expect(JSON.parse(await readFile(lockPath(folder), 'utf8'))).toMatchObject({ pid: process.pid });
    await lock.release();
  }
});

it.runIf(process.platform === 'linux')('is not kept by a process that was given the number of a dead one', async () => {
  await mkdir(dirname(lockPath(folder)));
  const lock = { schema: 'vantage/backend@1', pid: process.ppid, began: '1', address: 'x' };
  await writeFile(lockPath(folder), JSON.stringify(lock));
  await (await lockFolder(folder)).release();
});

it('goes to one of many who come at once', async () => {
  const locks = await Promise.allSettled(Array.from({ length: 6 }, () => lockFolder(folder)));
  expect(locks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});
