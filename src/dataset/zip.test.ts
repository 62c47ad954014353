import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { zipOf, type ZippedFile } from './testing/zip-of.js';
import { unzip } from './zip.js';

const LIMITS = { files: 100, bytes: 1e6 };

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'vantage-zip-'));
});
afterAll(() => rm(top, { recursive: true }));

let n = 0;
async function unpacked(archive: Buffer, limits = LIMITS): Promise<string> {
  const folder = join(top, String(n++));
  await mkdir(folder);
  await writeFile(`${folder}.zip`, archive);
  for await (const _ of unzip(`${folder}.zip`, folder, limits));
  return folder;
}

const FILES: readonly ZippedFile[] = [
  { name: 'd/dataset.json', content: '{"a":1}' },
  { name: 'd/shards/', content: '', stored: true },
  { name: 'd/shards/000000.tar', content: 'x'.repeat(100_000) },
  { name: 'd/näme.txt', content: 'stored', stored: true },
];

it.each([false, true])('gives back what was packed (ZIP64: %s)', async (zip64) => {
  const folder = await unpacked(zipOf(FILES, zip64));
  expect(await readFile(join(folder, 'd/dataset.json'), 'utf8')).toBe('{"a":1}');
  expect((await readFile(join(folder, 'd/shards/000000.tar'), 'utf8')).length).toBe(100_000);
  expect(await readFile(join(folder, 'd/näme.txt'), 'utf8')).toBe('stored');
});

it.each([
  ['a path upwards', { name: '../evil', content: 'x' }],
  ['a path down and up', { name: 'a/../../evil', content: 'x' }],
  ['an absolute path', { name: '/evil', content: 'x' }],
  ['a drive', { name: 'c:evil', content: 'x' }],
  ['a path of Windows', { name: '..\\evil', content: 'x' }],
  ['a link', { name: 'link', content: '/etc/passwd', claims: { mode: 0o120777 } }],
])('writes nothing at all for %s', async (_what, file) => {
  const archive = zipOf([{ name: 'first', content: 'ok' }, file]);
  await expect(unpacked(archive)).rejects.toThrow('leads out of its folder');
  expect(await readdir(join(top, String(n - 1)))).toEqual([]);
});

it.each([
  [
    'more than it says',
    [{ name: 'a', content: 'x'.repeat(5000), claims: { size: 10 } }],
    '"a" in this archive is damaged',
  ],
  ['another checksum', [{ name: 'a', content: 'x', claims: { crc: 1 } }], '"a" in this archive is damaged'],
  [
    'a file twice',
    [
      { name: 'a', content: 'x' },
      { name: 'A', content: 'y' },
    ],
    'twice',
  ],
  ['secrets', [{ name: 'a', content: 'x', claims: { flags: 1 } }], 'encrypted'],
  ['too much', [{ name: 'a', content: 'x', claims: { size: 2e6 } }], 'more than the 0.001 GB'],
  ['too many', Array.from({ length: 101 }, (_, k) => ({ name: `f${k}`, content: '' })), '101 files'],
] satisfies [string, ZippedFile[], string][])('refuses an archive with %s', async (_what, files, sentence) => {
  await expect(unpacked(zipOf(files))).rejects.toThrow(sentence);
});

it('refuses what is no archive, and what was cut short anywhere', async () => {
  const archive = zipOf(FILES);
  for (const length of [0, 10, 100, archive.length - 30, archive.length - 1])
    await expect(unpacked(archive.subarray(0, length))).rejects.toThrow(/archive/);
  const bent = Buffer.from(archive);
  bent.fill(0, 40, 60);
  await expect(unpacked(bent)).rejects.toThrow('damaged');
});
