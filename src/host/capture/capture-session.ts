import type { WebSocket } from 'ws';
import {
  decodeFrame,
  encodeMeshes,
  type CaptureReply,
  type DrawnMesh,
  type FrameRequest,
  type SceneRequest,
} from '../../contract/capture-messages.js';
import type { CapturedFrame } from '../../core/edges.js';
import type { Backend } from './backends.js';
import { BrowserLostError, type BrowserProcess } from './browser-process.js';
import type { PageServer } from './page-server.js';
import { startBrowser } from './start-browser.js';

/** How long a browser may take until its page is ready to draw: machines under load compile shaders slowly. */
const START_LIMIT_MS = 120_000;

interface Waiting {
  readonly resolve: (answer: CaptureReply | Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** One browser with one capture page. Answers come in the order of the requests. */
export class CaptureSession {
  readonly #browser: BrowserProcess;
  readonly #socket: WebSocket;
  readonly #waiting: Waiting[] = [];
  #broken: Error | null = null;
  /** GL renderer and library versions. */
  readonly description: string;

  static async open(executable: string, backend: Backend, server: PageServer): Promise<CaptureSession> {
    const browser = await startBrowser(executable, backend);
    try {
      const connection = server.connection();
      let fail: (error: Error) => void = () => {};
      const failed = new Promise<never>((_, reject) => (fail = reject));
      failed.catch(() => {});
      const opened = (async () => {
        await browser.open(server.pageUrl, fail);
        const socket = await connection;
        return { socket, ready: await firstMessage(socket) };
      })();
      opened.catch(() => {});
      const late = setTimeout(
        () => fail(new Error(`The capture page was not ready after ${START_LIMIT_MS / 1000} s.`)),
        START_LIMIT_MS,
      );
      try {
        const { socket, ready } = await Promise.race([opened, failed]);
        const session = new CaptureSession(browser, socket, `${ready}; ${browser.name}`);
        failed.catch((error: Error) => session.#break(error));
        return session;
      } finally {
        clearTimeout(late);
      }
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  private constructor(browser: BrowserProcess, socket: WebSocket, description: string) {
    this.#browser = browser;
    this.#socket = socket;
    this.description = description;
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      const waiting = this.#waiting.shift();
      if (!waiting) return this.#break(new Error('The capture page sent an answer to no request.'));
      if (isBinary) return waiting.resolve(data);
      const reply = JSON.parse(data.toString()) as CaptureReply;
      if (reply.kind === 'fault') waiting.reject(new Error(`The capture page could not draw: ${reply.message}`));
      else waiting.resolve(reply);
    });
    socket.on('close', () => this.#break(new BrowserLostError('The capture page closed its connection.')));
    socket.on('error', (error) =>
      this.#break(new BrowserLostError(`The connection to the capture page broke: ${error.message}`)),
    );
  }

  /** @param meshOf asked for each mesh the page does not have */
  async draw(
    scene: SceneRequest,
    meshOf: (hash: string) => DrawnMesh,
    frames: readonly FrameRequest[],
  ): Promise<CapturedFrame[]> {
    const { missing } = sceneReply(await this.#ask(JSON.stringify(scene)));
    if (missing.length > 0) {
      const rest = sceneReply(await this.#ask(encodeMeshes(missing.map(meshOf))));
      if (rest.missing.length > 0)
        throw new Error(`The capture page still lacks the meshes ${rest.missing.join(', ')}.`);
    }
    // All at once: the page draws one frame while the one before is under way.
    const answers = await Promise.all(frames.map((frame) => this.#ask(JSON.stringify(frame))));
    if (this.#broken) throw this.#broken;
    return answers.map((answer) => {
      if (!(answer instanceof Uint8Array)) throw new Error(`Expected a frame, the capture page sent "${answer.kind}".`);
      return decodeFrame(answer);
    });
  }

  async close(): Promise<void> {
    this.#broken ??= new Error('The renderer was disposed.');
    this.#socket.terminate();
    await this.#browser.close();
  }

  #ask(message: string | Uint8Array): Promise<CaptureReply | Uint8Array> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#socket.send(message);
    });
  }

  #break(error: Error): void {
    this.#broken ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#broken);
  }
}

function sceneReply(answer: CaptureReply | Uint8Array) {
  if (answer instanceof Uint8Array || answer.kind !== 'scene')
    throw new Error('The capture page answered out of turn.');
  return answer;
}

/** What draws, as the page names it in its first message. */
function firstMessage(socket: WebSocket): Promise<string> {
  return new Promise((resolve, reject) => {
    socket.once('close', () => reject(new BrowserLostError('The capture page closed before it was ready.')));
    socket.once('message', (data: Buffer) => {
      const reply = JSON.parse(data.toString()) as CaptureReply;
      if (reply.kind === 'ready') resolve(reply.description);
      else
        reject(
          new Error(
            reply.kind === 'fault'
              ? `The capture page cannot draw: ${reply.message}`
              : 'The capture page answered out of turn.',
          ),
        );
    });
  });
}
