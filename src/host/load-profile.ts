import { readFile } from 'node:fs/promises';
import { parseProfile, type ModelProfile } from '../core/models/profile.js';
import { GENERIC_PROMPTS, profileById, PROFILES } from '../core/models/shipped-profiles.js';
import { UsageError } from '../core/result.js';

/**
 * @param name of a shipped profile, or a JSON file that holds one
 * @throws UsageError naming the field or file at fault
 */
export async function loadProfile(name: string): Promise<ModelProfile> {
  const shipped = profileById(name);
  if (shipped) return shipped;
  if (!name.endsWith('.json')) {
    throw new UsageError(
      `There is no profile "${name}": choose ${PROFILES.map((p) => p.id).join(', ')}, or a .json file that holds one.`,
    );
  }
  const text = await readFile(name, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`Profile ${name} cannot be read (${error.code ?? error.message}).`, { cause: error });
  });
  const parsed = parseProfile(jsonOf(name, text), GENERIC_PROMPTS);
  if (!parsed.ok) throw new UsageError(`${name}: ${parsed.problem}.`);
  return parsed.profile;
}

function jsonOf(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${name} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
