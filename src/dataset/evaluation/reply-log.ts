import { open, truncate, type FileHandle } from 'node:fs/promises';
import { replyLineSchema, requestId, type ReplyLine } from '../../core/evaluation/evaluation-record.js';
import { UserError } from '../../core/result.js';
import { parseRecord } from '../parse-record.js';
import { AsideFile, explainFileError, fileSize, readRange, withFile } from '../whole-file.js';

const CHUNK = 1024 * 1024;
/** A reply with its frame; models have been seen to write a megabyte of the same word. */
const MAX_LINE = 64 * 1024 * 1024;
const REMEDY = 'put the original file back, or evaluate again under another --out.';

/**
 * Replies of an evaluation, one a line, added at the end as they come. A run may be killed at any moment: a last line
 * that is torn is cut off when the log is opened again, and its question asked again.
 */
export class ReplyLog {
  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  /** Opens for adding; a torn last line is cut off first. */
  static async open(path: string): Promise<ReplyLog> {
    try {
      const size = await fileSize(path);
      if (size !== null) await truncate(path, await endOfLastLine(path, size));
      return new ReplyLog(path, await open(path, 'a'));
    } catch (error) {
      throw explainFileError(error, path, 'write');
    }
  }

  /** Writes lines and flushes them to disk. */
  async add(lines: readonly ReplyLine[]): Promise<void> {
    if (lines.length === 0) return;
    try {
      await this.handle.appendFile(lines.map(serialize).join(''));
      await this.handle.datasync();
    } catch (error) {
      throw explainFileError(error, this.path, 'write');
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** Every whole line, in the order written. A torn last line is passed over. @throws UserError naming a damaged one */
export async function* readReplies(path: string): AsyncGenerator<ReplyLine> {
  const size = await fileSize(path);
  if (size === null) return;
  let number = 0;
  let offset = 0;
  let length = CHUNK;
  while (offset < size) {
    const start = offset;
    const piece: Buffer | null = await withFile<Buffer | null>(path, (handle) =>
      readRange(handle, start, Math.min(length, size - start)),
    );
    if (piece === null) throw new UserError(`"${path}" shrank while it was read: run again.`);
    let from = 0;
    for (let to = piece.indexOf(10); to !== -1; to = piece.indexOf(10, from)) {
      number++;
      yield parseRecord(replyLineSchema, piece.toString('utf8', from, to), `${path}, line ${number}`, REMEDY);
      from = to + 1;
    }
    if (from === 0 && start + piece.length === size) return;
    if (from === 0 && length >= MAX_LINE) throw new UserError(`"${path}" has a line of more than 64 MiB: ${REMEDY}`);
    length = from === 0 ? 2 * length : CHUNK;
    offset = start + from;
  }
}

/**
 * The last reply to each question, in the order of the questions. A log in that order, as every finished run leaves it,
 * is read as it goes; any other is held in memory.
 *
 * @param order ids of all requests, in order; replies to others are passed over
 */
export async function* repliesInOrder(path: string, order: readonly string[]): AsyncGenerator<ReplyLine> {
  const places = new Map(order.map((id, i) => [id, i]));
  const placeOf = ({ item, rotation }: ReplyLine): number => places.get(requestId(item, rotation)) ?? -1;
  if (await isInOrder(path, placeOf)) {
    yield* readReplies(path);
    return;
  }
  const last = new Map<number, ReplyLine>();
  for await (const line of readReplies(path)) last.set(placeOf(line), line);
  for (let place = 0; place < order.length; place++) {
    const line = last.get(place);
    if (line) yield line;
  }
}

async function isInOrder(path: string, placeOf: (line: ReplyLine) => number): Promise<boolean> {
  let before = -1;
  for await (const line of readReplies(path)) {
    const place = placeOf(line);
    if (place <= before) return false;
    before = place;
  }
  return true;
}

/**
 * Puts the log in the order of the questions with one line each, the last one written: a run that was killed and
 * resumed ends with the bytes of one that was not.
 *
 * @param order ids of all requests, in order; those without a reply are passed over
 */
export async function settleReplies(path: string, order: readonly string[]): Promise<void> {
  const places = new Map(order.map((id, i) => [id, i]));
  if (await isInOrder(path, ({ item, rotation }) => places.get(requestId(item, rotation)) ?? -1)) return;
  const file = await AsideFile.open(path);
  for await (const line of repliesInOrder(path, order)) await file.write(Buffer.from(serialize(line)));
  await file.seal();
  await file.keep();
}

const serialize = (line: ReplyLine): string => `${JSON.stringify(replyLineSchema.parse(line))}\n`;

/** Bytes up to and with the last line break. */
async function endOfLastLine(path: string, size: number): Promise<number> {
  return withFile(path, async (handle) => {
    for (let end = size; end > 0; end = Math.max(0, end - CHUNK)) {
      const start = Math.max(0, end - CHUNK);
      const piece = await readRange(handle, start, end - start);
      const at = piece?.lastIndexOf(10) ?? -1;
      if (at !== -1) return start + at + 1;
    }
    return 0;
  });
}
