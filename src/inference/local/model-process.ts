import type { ModelFaultReason } from '../../core/models/vision-language-model.js';
import { failure } from '../../core/result.js';
import type { LoadedModel } from './loaded-model.js';
import type { FromModelProcess, ToModelProcess } from './messages.js';
import { essence, faultOf } from './model-fault.js';
import { openInProcess } from './open-in-process.js';
import { probeProvider, PROVIDERS, type ProviderReport } from './providers.js';

// The script of the process that holds a model. A run of a graph blocks the thread it is in and a driver may end the
// process; here that harms nobody else.

/** `process` of a child; in Electron the port that a utility process is given at first. */
interface Port {
  post(message: FromModelProcess): void;
  listen(heard: (message: ToModelProcess) => void): void;
}

const port = openPort();
const cancelled = new Set<number>();
let loaded: LoadedModel | null = null;
/** One thing at a time, in order. */
let queue: Promise<void> = Promise.resolve();

port.listen((message) => {
  if (message.type === 'cancel') {
    cancelled.add(message.call);
    return;
  }
  queue = queue
    .then(() => handle(message))
    .catch((error: unknown) => {
      port.post({ type: 'refused', fault: faultOf(error, 'its process') });
    });
});

async function handle(message: Exclude<ToModelProcess, { type: 'cancel' }>): Promise<void> {
  switch (message.type) {
    case 'open': {
      const result = await openInProcess(message.request, (provider) => port.post({ type: 'trying', provider }));
      loaded = result.loaded;
      port.post({ type: 'opened', model: result.opened });
      return;
    }
    case 'probe': {
      const reports: ProviderReport[] = [];
      for (const provider of PROVIDERS) {
        const known = message.excluded.find((report) => report.provider === provider);
        if (!known) port.post({ type: 'trying', provider });
        reports.push(known ?? (await probeProvider(provider)));
      }
      port.post({ type: 'providers', reports });
      return;
    }
    case 'answer':
      await answer(message);
      return;
    case 'close':
      await loaded?.release();
      process.exit(0);
  }
}

async function answer({ call, requests, streams }: Extract<ToModelProcess, { type: 'answer' }>): Promise<void> {
  const model = loaded;
  const done = new Set<number>();
  const fail = (reason: ModelFaultReason, detail: string) => {
    requests.forEach((_, index) => {
      if (!done.has(index)) port.post({ type: 'reply', call, index, result: failure(reason, detail) });
    });
  };
  try {
    if (!model) throw new Error('no model is open');
    await model.answer(requests, {
      isCancelled: () => cancelled.has(call),
      onText: streams ? (index, text) => port.post({ type: 'text', call, index, text }) : null,
      onResult: (index, result) => {
        done.add(index);
        port.post({ type: 'reply', call, index, result });
      },
    });
  } catch (error) {
    fail('bad-reply', `The model could not be run: ${essence(error)}.`);
  }
  cancelled.delete(call);
  port.post({ type: 'answered', call });
}

interface ElectronPort {
  postMessage(message: unknown): void;
  on(
    event: 'message' | 'close',
    listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ): void;
  start(): void;
}

function openPort(): Port {
  const { parentPort } = process as unknown as { readonly parentPort?: ElectronPort };
  if (parentPort) {
    let heardBy: (message: ToModelProcess) => void = () => {};
    let backend: ElectronPort | null = null;
    parentPort.on('message', ({ ports: [given] }) => {
      if (!given || backend) return;
      backend = given;
      given.on('message', ({ data }) => heardBy(data as ToModelProcess));
      // Nobody to work for any more.
      given.on('close', () => process.exit(0));
      given.start();
    });
    return {
      post: (message) => backend?.postMessage(message),
      listen: (heard) => (heardBy = heard),
    };
  }
  // Nobody to work for any more.
  process.on('disconnect', () => process.exit(0));
  return {
    post: (message) => process.send?.(message),
    listen: (heard) => process.on('message', (message) => heard(message as ToModelProcess)),
  };
}
