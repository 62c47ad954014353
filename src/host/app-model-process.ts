import { modelProcessNewsSchema, type ModelProcessWish } from '../contract/model-processes.js';
import type { FromModelProcess, ToModelProcess } from '../inference/local/messages.js';
import type { ModelProcessEvents, StartModelProcess } from '../inference/local/start-model-process.js';

/** A port to a model's process, as Electron gives it to utility processes. */
export interface ModelPort {
  postMessage(message: ToModelProcess): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  start(): void;
}

/** What the backend speaks to Electron's main process with. */
export interface ModelProcessParent {
  post(wish: ModelProcessWish): void;
  listen(heard: (message: unknown, ports: readonly ModelPort[]) => void): void;
}

interface Started {
  readonly events: ModelProcessEvents;
  /** Said before there was a port. */
  readonly early: ToModelProcess[];
  port: ModelPort | null;
}

/** A model's process in the packaged app: its binary runs no scripts of Node, so the main process starts one. */
export function appModelProcess({ post, listen }: ModelProcessParent): StartModelProcess {
  const started = new Map<number, Started>();
  let last = 0;
  listen((message, [port]) => {
    const news = modelProcessNewsSchema.safeParse(message);
    const process = news.success ? started.get(news.data.id) : undefined;
    if (!news.success || !process) return;
    const { events, early } = process;
    if (news.data.event === 'ended') {
      started.delete(news.data.id);
      events.onExit(news.data.how);
    } else if (port) {
      process.port = port;
      port.on('message', ({ data }) => events.onMessage(data as FromModelProcess));
      port.start();
      for (const said of early.splice(0)) port.postMessage(said);
    }
  });
  return (events) => {
    const id = ++last;
    const process: Started = { events, early: [], port: null };
    started.set(id, process);
    post({ about: 'model-process', id, verb: 'start' });
    return {
      send: (message) => (process.port ? process.port.postMessage(message) : void process.early.push(message)),
      kill: () => post({ about: 'model-process', id, verb: 'end' }),
    };
  };
}
