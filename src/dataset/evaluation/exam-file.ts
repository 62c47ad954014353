import { examSchema, type Exam } from '../../core/evaluation/exam.js';
import { UsageError } from '../../core/result.js';
import { parseRecord } from '../parse-record.js';
import { readWholeFile, sha256Of, writeWholeFile } from '../whole-file.js';

/** Recipes are a few kilobytes, and so are exams. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Writes an exam with its hash. */
export async function writeExam(path: string, exam: Omit<Exam, 'hash'>): Promise<Exam> {
  const whole = examSchema.parse({ ...exam, hash: NO_HASH });
  const hashed = { ...whole, hash: hashOf(whole) };
  await writeWholeFile(path, `${JSON.stringify(hashed, null, 2)}\n`);
  return hashed;
}

/** @throws UserError or UsageError for a file that is no exam, or was changed */
export async function readExam(path: string): Promise<Exam> {
  const text = (await readWholeFile(path, MAX_BYTES)).toString('utf8');
  const exam = parseRecord(examSchema, text, path, 'get it from its author again.');
  if (hashOf(exam) !== exam.hash)
    throw new UsageError(
      `"${path}" was changed after it was made: get it from its author again, or make one of your own.`,
    );
  return exam;
}

const NO_HASH = '0'.repeat(64);

/** Fields in the order of the schema, whatever the file's layout. */
function hashOf(exam: Exam): string {
  const { hash: _, ...rest } = examSchema.parse({ ...exam, hash: NO_HASH });
  return sha256Of(JSON.stringify(rest));
}
