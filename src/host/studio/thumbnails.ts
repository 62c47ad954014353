/** Bytes of pictures kept. */
const MAX_BYTES = 96 * 1024 * 1024;

/** Small pictures: the latest kept, a few made at a time, those nobody waits for any more not at all. */
export class Thumbnails {
  private readonly kept = new Map<string, Uint8Array>();
  private bytes = 0;
  private making = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param atOnce made at the same time: more would only delay the ones that are looked at, and the page that shows them */
  constructor(private readonly atOnce: number) {}

  /**
   * @param key names the picture
   * @param signal aborted when nobody waits any more
   * @throws what `make` throws; the signal's reason when it was aborted before its turn came
   */
  async get(key: string, make: () => Promise<Uint8Array>, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const found = this.kept.get(key);
    if (found) {
      // Moved to the end: the first is the one not looked at for longest.
      this.kept.delete(key);
      this.kept.set(key, found);
      return found;
    }
    if (this.making >= this.atOnce) await new Promise<void>((turn) => this.waiting.push(turn));
    this.making++;
    try {
      signal?.throwIfAborted();
      const picture = await make();
      if (!this.kept.has(key)) this.bytes += picture.byteLength;
      this.kept.set(key, picture);
      for (const [oldest, { byteLength }] of this.kept) {
        if (this.bytes <= MAX_BYTES) break;
        this.kept.delete(oldest);
        this.bytes -= byteLength;
      }
      return picture;
    } finally {
      this.making--;
      // Last in, first out: what was asked for last is what is on the screen now.
      this.waiting.pop()?.();
    }
  }
}
