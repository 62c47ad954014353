import { questionRecordSchema, type QuestionRecord } from '../core/questions/question-record.js';
import { UserError } from '../core/result.js';
import { questionPath } from './layout.js';
import { parseRecord } from './parse-record.js';
import { fileSize, readRange, withFile } from './whole-file.js';

const REMEDY = 'run "vantage ask" to write the set again.';
const CHUNK = 1024 * 1024;
/** A question with a full-image mask is some 100 kB. */
const MAX_LINE = 64 * 1024 * 1024;

/** A line of a question file. */
export interface QuestionLine {
  readonly record: QuestionRecord;
  /** Where its JSON lies in the file, without the line break. */
  readonly offset: number;
  readonly size: number;
}

/**
 * A shard's questions of a set in the order stored, with their places; none when there is no file for the shard.
 *
 * @throws UserError naming file and line for one that is not as it should be
 */
export async function* readQuestionLines(dir: string, set: string, shard: string): AsyncGenerator<QuestionLine> {
  const path = questionPath(dir, set, shard);
  const size = await fileSize(path);
  if (size === null) return;
  const parse = (text: Buffer, number: number) =>
    parseRecord(questionRecordSchema, text.toString('utf8'), `${path}, line ${number}`, REMEDY);

  // Pieces of the file, cut at line breaks; what follows a piece's last break is read again with the next.
  let number = 0;
  let offset = 0;
  let length = CHUNK;
  while (offset < size) {
    const start = offset;
    const piece = await readPiece(path, start, Math.min(length, size - start));
    let from = 0;
    for (let to = piece.indexOf(10); to !== -1; to = piece.indexOf(10, from)) {
      number++;
      yield { record: parse(piece.subarray(from, to), number), offset: start + from, size: to - from };
      from = to + 1;
    }
    if (from === 0 && (start + piece.length === size || length >= MAX_LINE)) {
      throw new UserError(`"${path}" is cut off in line ${number + 1}: ${REMEDY}`);
    }
    length = from === 0 ? 2 * length : CHUNK;
    offset = start + from;
  }
}

async function readPiece(path: string, start: number, length: number): Promise<Buffer> {
  const piece = await withFile(path, (handle) => readRange(handle, start, length));
  if (piece === null) throw new UserError(`"${path}" shrank while it was read: run again.`);
  return piece;
}

/** One question by its place, as an index remembers it. */
export async function readQuestionAt(
  dir: string,
  set: string,
  shard: string,
  offset: number,
  size: number,
): Promise<QuestionRecord> {
  const path = questionPath(dir, set, shard);
  const line = await withFile(path, (handle) => readRange(handle, offset, size));
  if (line === null) throw new UserError(`"${path}" is shorter than the index says: run "vantage index" again.`);
  return parseRecord(questionRecordSchema, line.toString('utf8'), `${path} at byte ${offset}`, REMEDY);
}
