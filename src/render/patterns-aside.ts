let drawn: Promise<Uint8Array> | null = null;

/** All patterns (see drawPatterns), drawn once for the page in a worker of their own: the page stays usable meanwhile. */
export const patternsAside = (): Promise<Uint8Array> => (drawn ??= drawAside());

function drawAside(): Promise<Uint8Array> {
  const worker = new Worker(new URL('./patterns-worker.ts', import.meta.url), { type: 'module', name: 'patterns' });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Uint8Array>) => resolve(data));
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(`What surfaces look like could not be drawn: ${message || 'a script could not be loaded'}.`)),
    );
  }).finally(() => worker.terminate());
}
