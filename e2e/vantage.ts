import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(new URL('../bin/vantage.js', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built command line to its end.
 *
 * @param killOnceThere SIGKILL as soon as this file exists, as a power cut would
 * @param input what is typed
 */
export const vantage = (args: readonly string[], killOnceThere?: string, input?: string): Promise<Outcome> =>
  run(BIN, args, killOnceThere, input);

/** Runs a script of this project to its end. */
export function run(script: string, args: readonly string[], killOnceThere?: string, input?: string): Promise<Outcome> {
  const child = spawn(process.execPath, [script, ...args], {
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const watch = killOnceThere ? setInterval(() => existsSync(killOnceThere) && child.kill('SIGKILL'), 5) : null;
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (watch) clearInterval(watch);
      resolve({ code, stdout, stderr });
    });
  });
}

/** sha256 of every file below a folder that belongs to the dataset, by relative path. */
export async function hashTree(dir: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || entry.name === 'index.sqlite') continue;
    const path = join(entry.parentPath, entry.name);
    hashes[path.slice(dir.length + 1)] = createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  }
  return Object.fromEntries(Object.entries(hashes).sort(([a], [b]) => (a < b ? -1 : 1)));
}
