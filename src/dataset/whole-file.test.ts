import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../core/result.js';
import {
  asidePath,
  AsideFile,
  explainFileError,
  hashFile,
  listFolder,
  readWholeFile,
  removeLeftovers,
  sha256Of,
  writeWholeFile,
} from './whole-file.js';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vantage-files-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('whole files', () => {
  it('appear with their content and their hash', async () => {
    const sha256 = await writeWholeFile(join(dir, 'a'), 'hello');
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('hello');
    expect(sha256).toBe(sha256Of('hello'));
    expect(await hashFile(join(dir, 'a'))).toBe(sha256);
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('are absent until kept, and leave nothing when discarded', async () => {
    const file = await AsideFile.open(join(dir, 'a'));
    await file.write(Buffer.from('half'));
    expect(await listFolder(dir)).toEqual([]);
    expect(await readdir(dir)).toHaveLength(1);
    await file.discard();
    expect(await readdir(dir)).toEqual([]);
  });

  it('replace the old content in one step when several write at once', async () => {
    const contents = Array.from({ length: 20 }, (_, i) => String(i).repeat(10_000));
    await Promise.all(contents.map((content) => writeWholeFile(join(dir, 'a'), content)));
    expect(contents).toContain(await readFile(join(dir, 'a'), 'utf8'));
    expect(await readdir(dir)).toEqual(['a']);
  });

  it('leave the old file when the new one cannot be written', async () => {
    await writeFile(join(dir, 'a'), 'old');
    await expect(writeWholeFile(join(dir, 'a', 'b'), 'new')).rejects.toThrow(/a file stands where a folder should be/);
    await expect(writeWholeFile(join(dir, 'gone', 'b'), 'new')).rejects.toThrow(/its folder has gone/);
    expect(await readFile(join(dir, 'a'), 'utf8')).toBe('old');
  });

  it('are cleared away after killed runs of this machine, and of no other', async () => {
    const dead = execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], { encoding: 'utf8' }).trim();
    const mine = basename(asidePath('000001.tar'));
    const left = mine.replace(`-${process.pid}-`, `-${dead}-`);
    const foreign = left.replace(hostname().replaceAll(/[^A-Za-z0-9]/g, ''), 'elsewhere99');
    for (const name of [mine, left, foreign, 'dataset.json']) await writeFile(join(dir, name), '');
    expect(await removeLeftovers([dir, join(dir, 'missing')])).toBe(1);
    expect((await readdir(dir)).sort()).toEqual([mine, foreign, 'dataset.json'].sort());
    expect(await listFolder(dir)).toEqual(['dataset.json']);
  });

  it('say in one sentence why they cannot be read', async () => {
    await expect(readWholeFile(join(dir, 'x'))).rejects.toThrow(/x" cannot be read: there is no such file\.$/);
    await expect(readWholeFile(dir)).rejects.toThrow(/a folder stands where a file should be/);
    await writeFile(join(dir, 'big'), 'x'.repeat(11));
    await expect(readWholeFile(join(dir, 'big'), 10)).rejects.toThrow(/has 11 bytes, more than the 10/);
  });

  for (const code of ['ENOSPC', 'EDQUOT', 'EFBIG', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'EMFILE', 'EIO']) {
    it(`explain ${code} to a person`, () => {
      const error = Object.assign(new Error(`${code}: something`), { code });
      const told = explainFileError(error, '/data/x.tar', 'write');
      expect(told).toBeInstanceOf(UserError);
      expect((told as Error).message).toMatch(/^"\/data\/x\.tar" cannot be written: [^\n]+\.$/);
    });
  }

  it('pass on errors that are nobody’s fault but ours', () => {
    const error = new TypeError('broken promise');
    expect(explainFileError(error, 'x', 'write')).toBe(error);
  });
});
