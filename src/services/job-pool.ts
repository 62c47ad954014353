/** One piece of work that reports on its way. */
export type Task<Event, Value> = (report: (event: Event) => void) => Promise<Value>;

/**
 * Runs tasks a few at a time and passes on what they report, in the order it comes. Leaving the loop early starts no
 * further task; the first failure ends it and is thrown.
 *
 * @param onValue called with each task's result, in the order they finish
 * @param signal once aborted, no further task starts; the loop ends with those under way
 */
export async function* runTasks<Event, Value>(
  tasks: readonly Task<Event, Value>[],
  concurrency: number,
  onValue: (value: Value) => Promise<void> | void,
  signal?: AbortSignal,
): AsyncGenerator<Event, void> {
  const queue: Event[] = [];
  let wake: () => void = () => {};
  let next = 0;
  let running = 0;
  let failure: { error: unknown } | null = null;
  let stopped = false;
  // Results are handed over one at a time: whoever writes dataset.json must not meet itself.
  let handing: Promise<void> = Promise.resolve();

  const canStart = () =>
    !stopped && signal?.aborted !== true && failure === null && running < concurrency && next < tasks.length;
  const start = () => {
    while (canStart()) {
      const task = tasks[next++];
      running++;
      void task((event) => {
        queue.push(event);
        wake();
      })
        .then((value) => (handing = handing.then(() => onValue(value))))
        .catch((error: unknown) => (failure ??= { error }))
        .finally(() => {
          running--;
          wake();
        });
    }
  };
  try {
    for (;;) {
      start();
      while (queue.length > 0) yield queue.shift() as Event;
      if (failure !== null && running === 0) throw (failure as { error: unknown }).error;
      if (running === 0 && (next >= tasks.length || signal?.aborted)) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        // A task that reports as it ends may be done by now, its call to wake up gone to nobody.
        if (queue.length > 0 || running === 0 || canStart()) resolve();
      });
    }
  } finally {
    stopped = true;
  }
}
