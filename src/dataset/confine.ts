import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { UserError } from '../core/result.js';
import { explainFileError } from './whole-file.js';

/**
 * Checks that a file of a dataset lies below its folder once every link is followed: a dataset from somebody else must
 * not show what lies beside it. A file that is not there passes; reading it says so.
 *
 * @throws UserError naming the link
 */
export async function expectWithin(dir: string, path: string): Promise<void> {
  const [root, real] = await Promise.all([realpathOf(dir), realpathOf(path)]);
  if (root === null || real === null || real === root || real.startsWith(root + sep)) return;
  throw new UserError(
    `"${path}" is a link that leads out of the dataset: put the file itself there, or open the folder it lies in.`,
  );
}

async function realpathOf(path: string): Promise<string | null> {
  try {
    return await realpath(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw explainFileError(error, path, 'read');
  }
}
