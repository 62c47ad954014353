import type { FileHandle } from 'node:fs/promises';
import { UserError } from '../core/result.js';

// POSIX ustar, the part WebDataset uses: plain files with short names. Equal input, equal bytes: no clock, no owner.

const BLOCK = 512;
const NAME_BYTES = 100;
const MAX_SIZE = 8 ** 11 - 1;

/** What closes an archive. */
export const TAR_END = new Uint8Array(2 * BLOCK);

/** Where a file's bytes lie in the archive. */
export interface TarEntry {
  readonly name: string;
  readonly offset: number;
  readonly size: number;
}

/** Bytes that a file of `size` bytes takes up after its header. */
export const paddedSize = (size: number): number => Math.ceil(size / BLOCK) * BLOCK;

/**
 * The header block of a plain file: mode 644, owner and time 0.
 *
 * @param name ASCII, at most 100 characters
 * @throws RangeError when name or size do not fit the format
 */
export function tarHeader(name: string, size: number): Uint8Array {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length > NAME_BYTES) {
    throw new RangeError(`A tar file's name has 1 to ${NAME_BYTES} plain ASCII characters, got "${name}".`);
  }
  if (!(Number.isInteger(size) && size >= 0 && size <= MAX_SIZE)) {
    throw new RangeError(`"${name}" has ${size} bytes; ustar holds 0 to ${MAX_SIZE}. Use smaller images.`);
  }
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 'ascii');
  header.write('0000644\0', 100, 'ascii');
  header.write('0000000\0', 108, 'ascii');
  header.write('0000000\0', 116, 'ascii');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'ascii');
  header.write('00000000000\0', 136, 'ascii');
  header.write('0', 156, 'ascii');
  header.write('ustar\x0000', 257, 'ascii');
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148, 'ascii');
  return header;
}

/** A file with its header, padded to whole blocks. */
export function tarFile(name: string, content: Uint8Array): Uint8Array[] {
  const padding = paddedSize(content.length) - content.length;
  return [tarHeader(name, content.length), content, new Uint8Array(padding)];
}

/**
 * The files of an archive, in order, from its headers alone.
 *
 * @param archive open for reading
 * @param path how messages call it
 * @throws UserError with one sentence when it is cut off, damaged or holds anything but plain files
 */
export async function readTarTable(archive: FileHandle, path: string): Promise<TarEntry[]> {
  const { size: length } = await archive.stat();
  const entries: TarEntry[] = [];
  const header = Buffer.alloc(BLOCK);
  for (let position = 0; ;) {
    const { bytesRead } = await archive.read(header, 0, BLOCK, position);
    if (bytesRead < BLOCK) throw cutOff(path, entries.length);
    if (header.every((byte) => byte === 0)) {
      if (length !== position + TAR_END.length) {
        if (length < position + TAR_END.length) throw cutOff(path, entries.length);
        throw damaged(path, `${length - position - TAR_END.length} bytes follow its end`);
      }
      await archive.read(header, 0, BLOCK, position + BLOCK);
      if (!header.every((byte) => byte === 0)) throw damaged(path, 'its end mark is not empty');
      return entries;
    }
    const entry = parseHeader(header, position + BLOCK, path);
    position = entry.offset + paddedSize(entry.size);
    if (position > length) throw cutOff(path, entries.length);
    entries.push(entry);
  }
}

function parseHeader(header: Buffer, offset: number, path: string): TarEntry {
  const where = `at byte ${offset - BLOCK}`;
  if (header.toString('latin1', 257, 265) !== 'ustar\x0000') throw damaged(path, `no file header stands ${where}`);
  const sum = parseOctal(header, 148, 8);
  if (sum !== checksum(header)) throw damaged(path, `the header ${where} has a wrong checksum`);
  const type = header.toString('latin1', 156, 157);
  if (type !== '0') throw damaged(path, `the entry ${where} is not a plain file`);
  const end = header.indexOf(0);
  const name = header.toString('latin1', 0, Math.min(end === -1 ? NAME_BYTES : end, NAME_BYTES));
  if (!/^[A-Za-z0-9._-]+$/.test(name) || header[345] !== 0) throw damaged(path, `the file ${where} has a strange name`);
  const size = parseOctal(header, 124, 12);
  if (size === null) throw damaged(path, `the size of "${name}" is unreadable`);
  return { name, offset, size };
}

function parseOctal(header: Buffer, start: number, length: number): number | null {
  const text = header.toString('latin1', start, start + length);
  const digits = /^([0-7]+)[\0 ]+$/.exec(text)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 8);
}

/** Sum of the header's bytes with the checksum field read as spaces. */
function checksum(header: Buffer): number {
  let sum = 8 * 0x20;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i];
  return sum;
}

const REMAKE = 'delete it and run the same "vantage generate" with --resume to make it again.';
const cutOff = (path: string, files: number) => new UserError(`"${path}" is cut off after ${files} files: ${REMAKE}`);
const damaged = (path: string, what: string) => new UserError(`"${path}" is damaged (${what}): ${REMAKE}`);
