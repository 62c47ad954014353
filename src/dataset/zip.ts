import { createWriteStream } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { UserError } from '../core/result.js';
import { explainFileError, readRange } from './whole-file.js';

// ZIP archives from outside (PKWARE APPNOTE 6.3.10): stored and deflated files, ZIP64. The central directory is the
// truth; every name, size and checksum is checked, and nothing is written but plain files below the folder.

export interface ZipLimits {
  readonly files: number;
  /** All files together, unpacked. */
  readonly bytes: number;
}

interface ZipEntry {
  readonly name: string;
  /** 0 stored, 8 deflated. */
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

const END = 0x06054b50;
const END_SIZE = 22;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const CENTRAL = 0x02014b50;
const CENTRAL_SIZE = 46;
const LOCAL = 0x04034b50;
const LOCAL_SIZE = 30;
const LONGEST_COMMENT = 65_535;
const LARGEST_DIRECTORY = 256 * 1024 * 1024;
const IN_ZIP64 = 0xffffffff;
const SYMLINK = 0o120000;
const ENCRYPTED = 1;

/**
 * Unpacks an archive into a folder that is there and empty.
 *
 * @throws UserError with one sentence for an archive that is damaged, too large, or would write elsewhere; what was
 *   unpacked until then is left to the caller
 */
export async function* unzip(
  path: string,
  folder: string,
  limits: ZipLimits,
): AsyncGenerator<{ readonly done: number; readonly total: number }> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    throw explainFileError(error, path, 'read');
  }
  try {
    const entries = await readDirectory(handle, limits);
    const total = entries.reduce((sum, { size }) => sum + size, 0);
    if (total > limits.bytes)
      throw new UserError(
        `This archive holds ${gigabytes(total)}, more than the ${gigabytes(limits.bytes)} there is room for.`,
      );
    let done = 0;
    for (const entry of entries) {
      await unpack(handle, entry, join(folder, ...entry.name.split('/')));
      done += entry.size;
      yield { done, total };
    }
  } finally {
    await handle.close();
  }
}

async function readDirectory(handle: FileHandle, limits: ZipLimits): Promise<ZipEntry[]> {
  const { size } = await handle.stat();
  const tailSize = Math.min(size, END_SIZE + LONGEST_COMMENT);
  const tail = await whole(handle, size - tailSize, tailSize);
  let at = tailSize - END_SIZE;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) throw new UserError('This is no ZIP archive, or it was cut short.');
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const end64 = await whole(handle, number64(tail, at - 20 + 8), 56);
    if (end64.readUInt32LE(0) !== END64) throw damaged();
    count = number64(end64, 32);
    length = number64(end64, 40);
    offset = number64(end64, 48);
  }
  if (count > limits.files)
    throw new UserError(`This archive holds ${count} files, more than the ${limits.files} it may.`);
  if (length > LARGEST_DIRECTORY || offset + length > size) throw damaged();
  const directory = await whole(handle, offset, length);
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  for (let k = 0, place = 0; k < count; k++) {
    if (place + CENTRAL_SIZE > length || directory.readUInt32LE(place) !== CENTRAL) throw damaged();
    const nameLength = directory.readUInt16LE(place + 28);
    const extraLength = directory.readUInt16LE(place + 30);
    const next = place + CENTRAL_SIZE + nameLength + extraLength + directory.readUInt16LE(place + 32);
    if (next > length) throw damaged();
    const name = directory.toString('utf8', place + CENTRAL_SIZE, place + CENTRAL_SIZE + nameLength);
    const extra = directory.subarray(
      place + CENTRAL_SIZE + nameLength,
      place + CENTRAL_SIZE + nameLength + extraLength,
    );
    const entry = withZip64(
      {
        name,
        method: directory.readUInt16LE(place + 10),
        crc: directory.readUInt32LE(place + 16),
        packed: directory.readUInt32LE(place + 20),
        size: directory.readUInt32LE(place + 24),
        offset: directory.readUInt32LE(place + 42),
      },
      extra,
    );
    const mode = directory.readUInt32LE(place + 38) >>> 16;
    const flags = directory.readUInt16LE(place + 8);
    place = next;
    if (name.endsWith('/')) continue;
    if (!isPlainName(name) || (mode & 0o170000) === SYMLINK)
      throw new UserError(
        `This archive holds "${name.slice(0, 80)}", which leads out of its folder: it is not unpacked.`,
      );
    if ((flags & ENCRYPTED) !== 0)
      throw new UserError('This archive is encrypted: unpack it yourself and open its folder.');
    if (entry.method !== 0 && entry.method !== 8)
      throw new UserError(`"${name}" is packed in a way that is not known here: pack it with "zip -r".`);
    const key = name.toLowerCase();
    if (seen.has(key)) throw new UserError(`This archive holds "${name}" twice.`);
    seen.add(key);
    entries.push(entry);
  }
  return entries;
}

/** Sizes and offset that do not fit 32 bits stand in the extra field 1, in this order, those that do left out. */
function withZip64(entry: ZipEntry, extra: Buffer): ZipEntry {
  const { size, packed, offset } = entry;
  if (size !== IN_ZIP64 && packed !== IN_ZIP64 && offset !== IN_ZIP64) return entry;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    let next = 0;
    const wide = (value: number): number => {
      if (value !== IN_ZIP64) return value;
      if (next + 8 > field.length) throw damaged();
      next += 8;
      return number64(field, next - 8);
    };
    return { ...entry, size: wide(size), packed: wide(packed), offset: wide(offset) };
  }
  throw damaged();
}

async function unpack(handle: FileHandle, entry: ZipEntry, path: string): Promise<void> {
  const header = await whole(handle, entry.offset, LOCAL_SIZE);
  if (header.readUInt32LE(0) !== LOCAL) throw damaged();
  const start = entry.offset + LOCAL_SIZE + header.readUInt16LE(26) + header.readUInt16LE(28);
  let crc = 0;
  let size = 0;
  const check = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      // What claims to be small may unpack to anything.
      if (size > entry.size) return done(damaged(entry.name));
      crc = crc32(chunk, crc);
      done(null, chunk);
    },
  });
  const packed = Readable.from(pieces(handle, start, entry.packed));
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = createWriteStream(path, { flags: 'wx' });
    if (entry.method === 0) await pipeline(packed, check, target);
    else await pipeline(packed, createInflateRaw(), check, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code?.startsWith('Z_') ? damaged(entry.name) : explainFileError(error, path, 'write');
  }
  if (size !== entry.size || crc !== entry.crc) throw damaged(entry.name);
}

const PIECE = 1024 * 1024;

async function* pieces(handle: FileHandle, start: number, length: number): AsyncGenerator<Buffer> {
  for (let done = 0; done < length; done += PIECE)
    yield await whole(handle, start + done, Math.min(PIECE, length - done));
}

async function whole(handle: FileHandle, offset: number, size: number): Promise<Buffer> {
  const bytes = offset >= 0 && size >= 0 ? await readRange(handle, offset, size) : null;
  if (bytes === null) throw damaged();
  return bytes;
}

function number64(bytes: Buffer, at: number): number {
  const value = bytes.readBigUInt64LE(at);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged();
  return Number(value);
}

/** Folders and a file below where it is unpacked, on every system. */
const isPlainName = (name: string): boolean =>
  name.length <= 400 &&
  // oxlint-disable-next-line no-control-regex
  !/[\\:*?"<>|\u0000-\u001f]/.test(name) &&
  name.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

const damaged = (name?: string): UserError =>
  new UserError(
    name === undefined
      ? 'This archive is damaged: copy it again.'
      : `"${name}" in this archive is damaged: copy it again.`,
  );

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(bytes < 1e9 ? 3 : 1)} GB`;
