import { parseProfile, type ModelProfile } from '../core/models/profile.js';
import { GENERIC_PROMPTS, PROFILES, profileById, suggestProfile } from '../core/models/shipped-profiles.js';
import type { ModelDescription } from '../core/models/vision-language-model.js';
import { UsageError } from '../core/result.js';
import { readWholeFile } from '../dataset/whole-file.js';

/** No profile has more than a few kilobytes. */
const MAX_BYTES = 1024 * 1024;

/**
 * The profile that `--profile` names: one that comes with Vantage, or a JSON file.
 *
 * @throws UsageError with one sentence
 */
export async function loadProfile(name: string): Promise<ModelProfile> {
  const shipped = profileById(name);
  if (shipped) return shipped;
  if (!/[./\\]/.test(name))
    throw new UsageError(
      `There is no profile "${name}": choose one of ${PROFILES.map(({ id }) => id).join(', ')}, or name a JSON file.`,
    );
  let json: unknown;
  try {
    json = JSON.parse((await readWholeFile(name, MAX_BYTES)).toString('utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? `"${name}" is not JSON: ${error.message}.` : (error as Error).message;
    throw new UsageError(why, { cause: error });
  }
  const parsed = parseProfile(json, GENERIC_PROMPTS);
  if (!parsed.ok) throw new UsageError(`"${name}": ${parsed.problem}.`);
  return parsed.profile;
}

/** The profile that a model's name, or else its family, speaks for; the generic one when neither does. */
export function profileFor(description: Pick<ModelDescription, 'name' | 'family'>): ModelProfile {
  const byName = suggestProfile(description.name);
  return byName.names.length > 0 ? byName : suggestProfile(description.family);
}
