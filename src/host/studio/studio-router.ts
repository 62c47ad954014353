import { mapEventIterator } from '@orpc/client';
import { ORPCError } from '@orpc/server';
import { UsageError, UserError } from '../../core/result.js';
import type { StudioBackend } from './backend.js';
import { datasetsRouter } from './datasets-router.js';
import { disputesRouter } from './disputes-router.js';
import { filesRouter } from './files-router.js';
import { jobsRouter } from './jobs-router.js';
import { machineRouter } from './machine-router.js';
import { modelsRouter } from './models-router.js';
import { recipesRouter } from './recipes-router.js';
import { rolloutsRouter } from './rollouts-router.js';
import { scenesRouter } from './scenes-router.js';

/** Everything the studio's contract promises, each section in a file of its own. */
export function studioRouter(backend: StudioBackend) {
  return {
    datasets: datasetsRouter(backend),
    disputes: disputesRouter(backend),
    files: filesRouter(backend),
    jobs: jobsRouter(backend),
    machine: machineRouter(backend),
    models: modelsRouter(backend),
    recipes: recipesRouter(backend),
    rollouts: rolloutsRouter(backend),
    scenes: scenesRouter(backend),
  };
}

/**
 * Errors as the page shall see them: ours are sentences for people and cross as they are, and so do calls that were
 * taken back; anything else is a fault of the program, which is told on the error stream too.
 */
export function forPage(error: unknown): unknown {
  if (error instanceof ORPCError || isAbort(error)) return error;
  if (error instanceof UsageError) return new ORPCError('BAD_REQUEST', { message: error.message, cause: error });
  if (error instanceof UserError) return new ORPCError('CONFLICT', { message: error.message, cause: error });
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  const message = error instanceof Error ? error.message : String(error);
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: `Vantage met an error of its own: ${message}`,
    cause: error,
  });
}

/** Nobody waits for the answer any more: the page left, or took its call back. */
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/** Passes a call on so that what it throws, now or while its stream runs, is an error for the page. */
export async function callForPage(call: () => Promise<unknown>): Promise<unknown> {
  try {
    const output = await call();
    if (!isStream(output)) return output;
    return mapEventIterator(output, {
      value: async (value) => value,
      error: async (error) => forPage(error),
    });
  } catch (error) {
    throw forPage(error);
  }
}

const isStream = (output: unknown): output is AsyncIterator<unknown, unknown, void> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
