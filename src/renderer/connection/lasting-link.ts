import { mapEventIterator, type ClientLink, type ClientOptions } from '@orpc/client';

export type Link = ClientLink<Record<never, never>>;

const LOST = 'The connection to Vantage was lost meanwhile. Try again: it waits until the connection is there.';

/**
 * A link that outlives the connections it goes through. Calls made while there is none wait for the next; those that
 * were under way when one was lost fail with a sentence.
 */
export class LastingLink implements Link {
  /** @param current the connection there is, or will be */
  constructor(private readonly current: () => Promise<Link>) {}

  async call(path: readonly string[], input: unknown, options: ClientOptions<Record<never, never>>): Promise<unknown> {
    // A connection that ends takes back its calls; whoever called has not.
    const told = (error: unknown): unknown =>
      (error as Error | null)?.name === 'AbortError' && options.signal?.aborted !== true ? new Error(LOST) : error;
    try {
      const output = await (await this.current()).call(path, input, options);
      return isStream(output)
        ? mapEventIterator(output, { value: async (value) => value, error: async (error) => told(error) as Error })
        : output;
    } catch (error) {
      throw told(error);
    }
  }
}

const isStream = (output: unknown): output is AsyncIterator<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
