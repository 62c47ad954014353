/**
 * Turns what a task reports through a callback into a stream to loop over. The stream ends when the task does, and
 * throws what it throws; leaving the loop early lets the task end unheard.
 */
export async function* streamOf<Event>(
  task: (report: (event: Event) => void) => Promise<unknown>,
): AsyncGenerator<Event> {
  const queue: Event[] = [];
  let wake: () => void = () => {};
  let ended: { readonly error: unknown } | 'well' | null = null;
  task((event) => {
    queue.push(event);
    wake();
  }).then(
    () => {
      ended = 'well';
      wake();
    },
    (error: unknown) => {
      ended = { error };
      wake();
    },
  );
  for (;;) {
    while (queue.length > 0) yield queue.shift() as Event;
    // The type checker does not see that the task's callbacks assign it.
    const end = ended as { readonly error: unknown } | 'well' | null;
    if (end === 'well') return;
    if (end !== null) throw end.error;
    await new Promise<void>((resolve) => (wake = resolve));
  }
}
