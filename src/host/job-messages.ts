// What a pool says to its worker threads, and they to it.

/** What a worker can be asked for. Inputs, events and values are plain data. */
export type Job = (input: never, report: (event: unknown) => void) => Promise<unknown>;

/** `job: null` ends the thread. */
export type JobRequest = { readonly job: string; readonly input: unknown } | { readonly job: null };
export type JobResponse =
  | { readonly type: 'event'; readonly event: unknown }
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'error'; readonly name: string; readonly message: string; readonly stack: string };
