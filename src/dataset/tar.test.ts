import { execFileSync } from 'node:child_process';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRng } from '../core/random.js';
import { readTarTable, TAR_END, tarFile, tarHeader } from './tar.js';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-tar-'));
});
afterAll(() => rm(dir, { recursive: true }));

const archiveOf = (files: [string, Uint8Array][]) =>
  Buffer.concat([...files.flatMap(([name, content]) => tarFile(name, content)), TAR_END]);

async function tableOf(bytes: Uint8Array) {
  const path = join(dir, 'a.tar');
  await writeFile(path, bytes);
  const handle = await open(path, 'r');
  try {
    return await readTarTable(handle, 'a.tar');
  } finally {
    await handle.close();
  }
}

const files: [string, Uint8Array][] = [
  ['000000-000.scene.json', Buffer.from('{}')],
  ['000000-000-v0.json', new Uint8Array(0)],
  ['000000-000-v0.mask.png', new Uint8Array(512).fill(7)],
  ['000000-000-v0.rgb.png', new Uint8Array(1300).fill(9)],
];

describe('tar', () => {
  it('finds every file where it was put', async () => {
    const archive = archiveOf(files);
    const table = await tableOf(archive);
    expect(table.map((entry) => entry.name)).toEqual(files.map(([name]) => name));
    for (const [i, { offset, size }] of table.entries()) {
      expect(archive.subarray(offset, offset + size).equals(files[i][1])).toBe(true);
    }
  });

  it('is read by the system tar, with owner and time 0', async () => {
    await writeFile(join(dir, 'b.tar'), archiveOf(files));
    const list = execFileSync('tar', ['--numeric-owner', '--utc', '-tvf', join(dir, 'b.tar')], { encoding: 'utf8' });
    const [mode, owner, size, date, time, name] = list.split('\n')[0].split(/ +/);
    expect([mode, owner, size, date, time, name]).toEqual([
      '-rw-r--r--',
      '0/0',
      '2',
      '1970-01-01',
      '00:00',
      '000000-000.scene.json',
    ]);
    expect(list.trim().split('\n')).toHaveLength(files.length);
  });

  it('says in one sentence that an archive is cut off, wherever the cut is', async () => {
    const archive = archiveOf(files);
    for (let length = 0; length < archive.length; length += 97) {
      await expect(tableOf(archive.subarray(0, length))).rejects.toThrow(
        /^"a.tar" is cut off after \d files: .*--resume/,
      );
    }
  });

  for (let seed = 0; seed < 40; seed++) {
    it(`notices a flipped bit in a header (seed ${seed})`, async () => {
      const archive = archiveOf(files);
      const rng = createRng(seed);
      const position = (await tableOf(archive))[rng.int(files.length)].offset - 512 + rng.int(512);
      archive[position] ^= 1 << rng.int(8);
      await expect(tableOf(archive)).rejects.toThrow(/^"a.tar" is (damaged|cut off)/);
    });
  }

  it('refuses archives that hold links or lead out of their folder', async () => {
    const link = Buffer.from(archiveOf(files));
    link.write('2', 156, 'ascii');
    link.write(`${(Number.parseInt(link.toString('ascii', 148, 154), 8) + 2).toString(8).padStart(6, '0')}`, 148);
    await expect(tableOf(link)).rejects.toThrow('not a plain file');
    await expect(tableOf(archiveOf([['../../etc/passwd', Buffer.from('x')]]))).rejects.toThrow('strange name');
    await expect(tableOf(Buffer.from('not an archive'.repeat(100)))).rejects.toThrow('no file header');
  });

  it('refuses bytes after the end', async () => {
    await expect(tableOf(Buffer.concat([archiveOf(files), Buffer.from('x')]))).rejects.toThrow('1 bytes follow');
  });

  it('refuses names and sizes the format cannot hold', () => {
    expect(() => tarHeader('x'.repeat(101), 1)).toThrow(RangeError);
    expect(() => tarHeader('', 1)).toThrow(RangeError);
    expect(() => tarHeader('a', 8 ** 11)).toThrow(RangeError);
    expect(() => tarHeader('a', Number.NaN)).toThrow(RangeError);
  });
});
