import { z } from 'zod';
import { UserError } from '../core/result.js';
import { sentenceOf } from '../core/scene/recipe.js';

/**
 * Parses a stored record. Files come from outside: they pass their schema here, once.
 *
 * @param name how messages call the file
 * @param remedy what to do about a file that is not as it should be
 * @throws UserError with one sentence naming file and field
 */
export function parseRecord<T extends z.ZodType>(schema: T, text: string, name: string, remedy: string): z.infer<T> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError(`"${name}" is not readable JSON: ${remedy}`);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problem = sentenceOf(parsed.error).replace(/\.$/, '');
  throw new UserError(`"${name}" is not as it should be (${problem}): ${remedy}`);
}
