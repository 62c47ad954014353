import { MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import { modelProcessWishSchema, type ModelProcessNews } from '../contract/model-processes.js';

/** Last words of a process that died, for the sentence about it. */
const KEPT_OUTPUT = 2000;

/** Starts and ends the processes that hold models, as the backend wishes; all of them end with it. */
export function startModelProcesses(backend: UtilityProcess): void {
  const running = new Map<number, UtilityProcess>();
  backend.on('message', (message: unknown) => {
    const wish = modelProcessWishSchema.safeParse(message);
    if (!wish.success) return;
    if (wish.data.verb === 'end') running.get(wish.data.id)?.kill();
    else start(wish.data.id);
  });
  backend.once('exit', () => {
    for (const model of running.values()) model.kill();
  });

  function start(id: number): void {
    const model = utilityProcess.fork(join(import.meta.dirname, 'model-process.js'), [], {
      serviceName: 'Vantage model',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.set(id, model);
    let output = '';
    model.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-KEPT_OUTPUT);
    });
    const tell = (news: Pick<ModelProcessNews, 'event' | 'how'>, ports?: Electron.MessagePortMain[]) => {
      const said = { about: 'model-process', id, ...news } satisfies ModelProcessNews;
      if (ports) backend.postMessage(said, ports);
      else backend.postMessage(said);
    };
    model.once('exit', (code) => {
      running.delete(id);
      const last = output.trim().split('\n').at(-1)?.slice(0, 200) ?? '';
      tell({ event: 'ended', how: `ended with code ${code}${last ? ` (${last})` : ''}` });
    });
    const { port1, port2 } = new MessageChannelMain();
    model.postMessage('connect', [port1]);
    tell({ event: 'started', how: '' }, [port2]);
  }
}
