import '../../contract/no-eval.js';
import type { DrawnMesh } from '../../contract/capture-messages.js';
import type { FromWorker, SceneCall, SceneEvents, ToWorker } from './messages.js';
import { createOffscreenRenderer } from './offscreen-renderer.js';
import { SceneHost } from './scene-host.js';

// Draws scenes and asks about them beside the page, so that nothing on the page ever waits. Calls are answered as they
// come; a long one is set aside every few milliseconds to let others in.

/** A long call lets others in after this many milliseconds: dragging waits no longer than this and its own work. */
const SLICE_MS = 8;

const meshes = new Map<string, DrawnMesh>();
const cancelled = new Set<number>();

const say = (message: FromWorker) => postMessage(message);
const words = (error: unknown) => (error instanceof Error ? error.message : String(error));

function meshOf(hash: string): DrawnMesh {
  const mesh = meshes.get(hash);
  if (!mesh) throw new Error(`The mesh ${hash} was not sent to the scene worker.`);
  return mesh;
}

let receivePatterns: (patterns: Uint8Array) => void;
const patterns = new Promise<Uint8Array>((resolve) => {
  receivePatterns = resolve;
});
const host = patterns
  .then((texels) => createOffscreenRenderer(meshOf, texels))
  .then((renderer) => {
    say({ ready: renderer.description });
    return new SceneHost(renderer);
  });
host.catch((error: unknown) => say({ id: null, failed: words(error) }));

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('patterns' in data) receivePatterns(data.patterns);
  else if ('cancel' in data) cancelled.add(data.id);
  else
    void host
      .then((ready) => answer(ready, data.id, data.call))
      .then(
        () => say({ id: data.id, done: true }),
        (error: unknown) => say({ id: data.id, failed: words(error) }),
      )
      .finally(() => cancelled.delete(data.id));
});

async function answer(ready: SceneHost, id: number, call: SceneCall): Promise<void> {
  const tell = (event: SceneEvents[SceneCall['kind']]) => say({ id, event });
  switch (call.kind) {
    case 'open':
      for (const mesh of call.meshes) meshes.set(mesh.hash, mesh);
      return run(id, ready.open(call), tell);
    case 'preview':
      return tell(ready.preview(call));
    case 'verify':
      return tell(ready.verify(call));
    case 'picture':
      return tell(await ready.picture(call));
    case 'flip-map':
      return run(id, ready.flipMap(call), tell);
  }
}

async function run<Event>(
  id: number,
  events: AsyncIterable<Event | null> | Iterable<Event | null>,
  tell: (event: Event) => void,
): Promise<void> {
  let since = performance.now();
  for await (const event of events) {
    if (cancelled.has(id)) return;
    if (event !== null) tell(event);
    if (performance.now() - since < SLICE_MS) continue;
    await letOthersIn();
    if (cancelled.has(id)) return;
    since = performance.now();
  }
}

const channel = new MessageChannel();
channel.port1.start();

/** A turn of the worker's event loop: messages that came meanwhile are read. */
function letOthersIn(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.addEventListener('message', () => resolve(), { once: true });
    channel.port2.postMessage(null);
  });
}
