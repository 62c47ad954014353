import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FromModelProcess, ToModelProcess } from './messages.js';

/** The process that holds a model, as far as its owner sees it. */
export interface ModelProcess {
  send(message: ToModelProcess): void;
  /** Ends it at once. */
  kill(): void;
}

export interface ModelProcessEvents {
  readonly onMessage: (message: FromModelProcess) => void;
  /** Once; `how` says it in words: "ended with code 3", "was ended by SIGSEGV". */
  readonly onExit: (how: string) => void;
}

export type StartModelProcess = (events: ModelProcessEvents) => ModelProcess;

let own: StartModelProcess | null = null;

/** Set once, by the entry of a process that cannot start scripts of Node: the app's backend. */
export function useModelProcess(start: StartModelProcess): void {
  own = start;
}

/** How this process starts a model's: its own way where it has one, else a child process of Node. */
export const modelProcess = (): StartModelProcess => own ?? nodeModelProcess();

/** The built script: beside the entry that this is bundled into, or above the chunk. */
function builtScript(): URL {
  const beside = new URL('./model-process.js', import.meta.url);
  return existsSync(fileURLToPath(beside)) ? beside : new URL('../model-process.js', import.meta.url);
}

/** Last words of a process that died, for the sentence about it. */
const KEPT_OUTPUT = 2000;

/**
 * A child process of Node.
 * @param script the entry `model-process`, built
 * @param execArgv options for Node itself
 */
export function nodeModelProcess(
  script: URL = builtScript(),
  execArgv: readonly string[] = [],
  environment: NodeJS.ProcessEnv = process.env,
): StartModelProcess {
  return ({ onMessage, onExit }) => {
    const child = fork(fileURLToPath(script), [], {
      execArgv: [...execArgv],
      env: environment,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let output = '';
    let ended = false;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT);
    });
    const end = (how: string) => {
      if (ended) return;
      ended = true;
      onExit(how);
    };
    child.on('message', (message) => onMessage(message as FromModelProcess));
    child.on('error', (error) => end(`could not be started (${error.message})`));
    // "close" comes after the last output.
    child.on('close', (code, signal) => {
      const last = lastWords(output);
      end((signal ? `was ended by ${signal}` : `ended with code ${code}`) + (last ? ` (${last})` : ''));
    });
    return {
      send: (message) => {
        // A process that has just died says so itself.
        if (child.connected) child.send(message);
      },
      kill: () => child.kill('SIGKILL'),
    };
  };
}

/** The last line that is not a place in code. */
function lastWords(output: string): string {
  const lines = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('at ') && !line.startsWith('Node.js v'));
  return (lines.findLast((line) => /error|fail|abort|terminate/i.test(line)) ?? lines.at(-1) ?? '').slice(0, 200);
}
