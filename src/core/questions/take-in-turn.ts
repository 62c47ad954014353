/** One of each queue in turn, as long as any has one left. */
export function* takeInTurn<T>(queues: readonly Iterable<T>[]): Generator<T> {
  let open = queues.map((queue) => queue[Symbol.iterator]());
  while (open.length > 0) {
    const still: Iterator<T>[] = [];
    for (const queue of open) {
      const next = queue.next();
      if (next.done) continue;
      still.push(queue);
      yield next.value;
    }
    open = still;
  }
}

/** At most `most` items that share a key. */
export function* atMostPerKey<T>(items: Iterable<T>, most: number, keyOf: (item: T) => string): Generator<T> {
  const used = new Map<string, number>();
  for (const item of items) {
    const key = keyOf(item);
    const n = used.get(key) ?? 0;
    if (n >= most) continue;
    used.set(key, n + 1);
    yield item;
  }
}
