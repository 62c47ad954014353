import { decodeMeshes, type CaptureReply, type CaptureRequest } from '../contract/capture-messages.js';
import { CaptureStage } from '../render/capture-stage.js';
import { drawPatterns } from '../render/patterns.js';

// The hidden page that returns pixels. It answers the host's requests one by one; nothing moves between them.

const address = new URLSearchParams(location.search).get('socket');
const canvas = document.querySelector('canvas');
if (!address || !canvas)
  throw new Error('The capture page is opened by Vantage: its address names the socket to answer.');

const socket = new WebSocket(address);
socket.binaryType = 'arraybuffer';
const reply = (message: CaptureReply) => socket.send(JSON.stringify(message));
const fault = (error: unknown) =>
  reply({ kind: 'fault', message: error instanceof Error ? error.message : String(error) });

socket.addEventListener('open', async () => {
  try {
    const stage = await CaptureStage.create(canvas, drawPatterns());
    let queue = Promise.resolve();
    socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      queue = queue.then(() => answer(stage, event.data)).catch(fault);
    });
    reply({ kind: 'ready', description: stage.description });
  } catch (error) {
    fault(error);
  }
});

async function answer(stage: CaptureStage, data: string | ArrayBuffer): Promise<void> {
  if (typeof data !== 'string') {
    stage.addMeshes(decodeMeshes(data));
    reply({ kind: 'scene', missing: stage.buildScene() });
    return;
  }
  const request = JSON.parse(data) as CaptureRequest;
  if (request.kind === 'scene') {
    stage.setScene(request);
    reply({ kind: 'scene', missing: stage.buildScene() });
    return;
  }
  socket.send(await stage.capture(request));
}
