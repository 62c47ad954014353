import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unzip } from './zip.js';

const LIMITS = { files: 100, bytes: 1e6 };

let top: string;
beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'vantage-zip-'));
});
afterAll(() => rm(top, { recursive: true }));

interface Packed {
  readonly name: string;
  readonly content: string;
  readonly stored?: boolean;
  /** Said of it where it is not so. */
  readonly claims?: { readonly size?: number; readonly crc?: number; readonly mode?: number; readonly flags?: number };
}

/** An archive as "zip" writes it. @param zip64 with the sizes where large archives have them */
function zipOf(files: readonly Packed[], zip64 = false): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, claims = {} } of files) {
    const bytes = Buffer.from(content);
    const data = stored ? bytes : deflateRawSync(bytes);
    const size = claims.size ?? bytes.length;
    const crc = claims.crc ?? crc32(bytes);
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(path.length, 26);
    const extra = Buffer.alloc(zip64 ? 28 : 0);
    if (zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(24, 2);
      for (const [k, value] of [size, data.length, offset].entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * k);
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(claims.flags ?? 0, 8);
    central.writeUInt16LE(stored ? 0 : 8, 10);
    central.writeUInt32LE(crc, 16);
    central.writeUInt32LE(zip64 ? 0xffffffff : data.length, 20);
    central.writeUInt32LE(zip64 ? 0xffffffff : size, 24);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(((claims.mode ?? 0o100644) << 16) >>> 0, 38);
    central.writeUInt32LE(zip64 ? 0xffffffff : offset, 42);
    parts.push(local, path, data);
    directory.push(central, path, extra);
    offset += local.length + path.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  if (!zip64) return Buffer.concat([...parts, listed, end]);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffffffff, 16);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(files.length), 32);
  end64.writeBigUInt64LE(BigInt(listed.length), 40);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + listed.length), 8);
  return Buffer.concat([...parts, listed, end64, locator, end]);
}

let n = 0;
async function unpacked(archive: Buffer, limits = LIMITS): Promise<string> {
  const folder = join(top, String(n++));
  await mkdir(folder);
  await writeFile(`${folder}.zip`, archive);
  for await (const _ of unzip(`${folder}.zip`, folder, limits));
  return folder;
}

const FILES: readonly Packed[] = [
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
] satisfies [string, Packed[], string][])('refuses an archive with %s', async (_what, files, sentence) => {
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
