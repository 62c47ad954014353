import { isAbsolute, join, normalize } from 'node:path';
import { UserError } from '../../../core/result.js';

/** A file that a benchmark names, which must lie in the benchmark's folder. */
export function insideFolder(folder: string, name: string, where: string): string {
  const path = normalize(name);
  if (isAbsolute(path) || path === '..' || path.startsWith('../') || path.startsWith('..\\'))
    throw new UserError(`"${where}" names "${name}", which lies outside the benchmark's folder: correct it.`);
  return join(folder, path);
}

/** A question without the sentences that say how to write the answer: the profile's prompt says that in the model's own way. */
export const withoutForm = (question: string): string =>
  question
    .replace(/\s*Your answer should be formatted as[\s\S]*$/i, '')
    .replace(/\s*(?:Please )?Answer (?:with )?yes or no\.?\s*$/i, '')
    .trim();
