import { spawn } from 'node:child_process';
import { UserError } from '../../core/result.js';

export interface ToolOutput {
  /** Exit status. */
  readonly code: number;
  readonly out: string;
  /** Its first line of complaint; empty when it had none. */
  readonly complaint: string;
}

/** A tool that waits for a dialogue nobody sees must not hold a run up. */
const LONGEST_MS = 60_000;

/**
 * Runs a tool of the operating system. What is secret goes through `input`, never through arguments, which every user
 * of the machine can read.
 *
 * @throws UserError when it cannot be started or does not come back
 */
export function runTool(
  tool: string,
  args: readonly string[],
  input: string,
  environment: NodeJS.ProcessEnv,
): Promise<ToolOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, [...args], { env: environment, stdio: 'pipe', timeout: LONGEST_MS, windowsHide: true });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
    child.on('error', (error) =>
      reject(new UserError(`"${tool}" cannot be run (${error.message}).`, { cause: error })),
    );
    child.on('close', (code, signal) => {
      if (code === null) reject(new UserError(`"${tool}" was ended by ${signal}: unlock the keychain and try again.`));
      else resolve({ code, out, complaint: err.trim().split('\n')[0] ?? '' });
    });
    // A tool that ends without reading says why by its status.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
