import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

// An OpenAI-compatible server that behaves, or misbehaves in one named way. For tests; listens on this machine alone.

/** What goes wrong, by name. */
export type Misbehaviour =
  | 'slow'
  | 'error-in-200'
  | 'wrong-shape'
  | 'empty-choices'
  | 'no-content'
  | 'junk'
  | 'html'
  | 'endless'
  | 'cut-body'
  | 'cut-stream'
  | 'hang-up'
  | 'redirect'
  | 'overloaded'
  | 'failing'
  | 'out-of-memory'
  | 'needs-key'
  | 'quotes-key'
  | 'too-large';

export interface MockRequest {
  readonly model: string;
  readonly prompt: string;
  readonly system: string | null;
  /** Data URIs, in order. */
  readonly images: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface MockOptions {
  readonly models?: readonly string[];
  readonly software?: 'vllm' | 'ollama' | 'lm-studio' | 'unknown';
  /** Whether images are taken, and how many. */
  readonly maxImages?: number;
  readonly logprobs?: boolean;
  /** Takes `max_completion_tokens` alone, and no temperature. */
  readonly strict?: boolean;
  /** Answers any model's name, as LM Studio does. */
  readonly anyModel?: boolean;
  /** May take its time: a test that looks at what goes on meanwhile holds the reply until it has. */
  readonly reply?: (request: MockRequest) => string | Promise<string>;
  /** Thoughts sent apart from the reply. */
  readonly thoughts?: string;
  /** What goes wrong with the n-th chat (the probe is chat 0); null: nothing. */
  readonly misbehave?: (chat: number) => Misbehaviour | null;
  /** Milliseconds before it answers a chat. */
  readonly delay?: number;
  readonly onKey?: (authorization: string | undefined) => void;
}

export interface MockEndpoint {
  /** "http://127.0.0.1:PORT" */
  readonly url: string;
  /** Chats received so far. */
  readonly chats: MockRequest[];
  /** Most chats in progress at once so far. */
  mostAtOnce(): number;
  close(): Promise<void>;
}

export async function startMockEndpoint(options: MockOptions = {}): Promise<MockEndpoint> {
  const chats: MockRequest[] = [];
  let open = 0;
  let most = 0;
  const server = createServer((request, response) => {
    options.onKey?.(request.headers.authorization);
    if (request.method === 'GET') return tell(request.url ?? '', response, options);
    most = Math.max(most, ++open);
    response.on('close', () => open--);
    void readBody(request).then((body) => {
      const chat = parseChat(body);
      const n = chats.push(chat) - 1;
      const answer = () => void converse(chat, request, response, options, options.misbehave?.(n) ?? null);
      setTimeout(answer, options.delay ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    chats,
    mostAtOnce: () => most,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const modelsOf = ({ models = ['eye-1'] }: MockOptions): readonly string[] => models;

function tell(path: string, response: ServerResponse, options: MockOptions): void {
  const { software = 'vllm' } = options;
  const owner = { vllm: 'vllm', ollama: 'library', 'lm-studio': 'organization_owner', unknown: 'someone' }[software];
  const models = modelsOf(options);
  if (path === '/v1/models')
    return json(response, 200, {
      object: 'list',
      data: models.map((id) => ({ id, object: 'model', owned_by: owner })),
    });
  if (path === '/version' && software === 'vllm') return json(response, 200, { version: '0.11.0' });
  if (path === '/api/version' && software === 'ollama') return json(response, 200, { version: '0.12.11' });
  if (path === '/api/tags' && software === 'ollama') {
    const details = { family: 'qwen25vl', quantization_level: 'Q4_K_M' };
    return json(response, 200, { models: models.map((name) => ({ name, digest: 'd'.repeat(64), details })) });
  }
  if (path === '/api/v0/models' && software === 'lm-studio')
    return json(response, 200, {
      data: models.map((id) => ({ id, type: 'vlm', arch: 'qwen2_vl', quantization: '4bit', state: 'loaded' })),
    });
  // LM Studio's way of saying that it knows no such path.
  if (software === 'lm-studio') return json(response, 200, { error: `Unexpected endpoint or method. (GET ${path})` });
  json(response, 404, { detail: 'Not Found' });
}

async function converse(
  chat: MockRequest,
  request: IncomingMessage,
  response: ServerResponse,
  options: MockOptions,
  wrong: Misbehaviour | null,
): Promise<void> {
  const { maxImages = 8, logprobs = true, strict = false, anyModel = false } = options;
  const { body } = chat;
  if (wrong !== null && wrong !== 'cut-stream') return misbehave(wrong, request, response);
  if (request.url !== '/v1/chat/completions') return json(response, 404, { detail: 'Not Found' });
  const models = modelsOf(options);
  if (!models.includes(chat.model) && !anyModel)
    return refuse(response, 404, `The model \`${chat.model}\` does not exist.`);
  if (strict && 'max_tokens' in body)
    return refuse(response, 400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.");
  if (strict && 'temperature' in body)
    return refuse(response, 400, "Unsupported value: 'temperature' does not support 0 with this model.");
  if (!logprobs && strict && 'logprobs' in body)
    return refuse(response, 400, 'logprobs are not supported with this model.');
  if (chat.images.length > 0 && maxImages === 0)
    return refuse(response, 400, `${chat.model} is not a multimodal model`);
  if (chat.images.length > maxImages)
    return refuse(response, 400, `At most ${maxImages} image(s) may be provided in one prompt.`);
  const text = await (options.reply?.(chat) ?? 'Yes');
  const content = body['logprobs'] === true && logprobs ? { content: [tokenOf(text)] } : null;
  const usage = { prompt_tokens: 11, completion_tokens: text.length, total_tokens: 11 + text.length };
  const model = models.includes(chat.model) ? chat.model : models[0];
  if (body['stream'] !== true) {
    const thoughts = options.thoughts === undefined ? {} : { reasoning_content: options.thoughts };
    const message = { role: 'assistant', content: text, ...thoughts };
    const choices = [{ index: 0, message, finish_reason: 'stop', logprobs: content }];
    return json(response, 200, { id: 'x', object: 'chat.completion', model, choices, usage });
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  const send = (data: object | '[DONE]') =>
    response.write(`data: ${data === '[DONE]' ? data : JSON.stringify(data)}\n\n`);
  send({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, logprobs: null, finish_reason: null }] });
  if (options.thoughts !== undefined) send({ choices: [{ index: 0, delta: { reasoning_content: options.thoughts } }] });
  const pieces = text.match(/.{1,4}/gsu) ?? [];
  for (const [i, piece] of pieces.entries()) {
    send({ choices: [{ index: 0, delta: { content: piece }, ...(i === 0 && { logprobs: content }) }] });
    if (wrong === 'cut-stream') return void response.end();
  }
  send({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  send({ choices: [], usage });
  send('[DONE]');
  response.end();
}

/** The reply's first word for nine parts in ten, its opposite and a spelling of itself for the rest. */
function tokenOf(text: string) {
  const word = /^\w+/.exec(text)?.[0] ?? text.slice(0, 1);
  const other = word.toLowerCase() === 'yes' ? 'No' : 'Yes';
  const top = [
    { token: word, logprob: Math.log(0.7) },
    { token: ` ${word.toLowerCase()}`, logprob: Math.log(0.2) },
    { token: other, logprob: Math.log(0.1) },
  ];
  return { token: word, logprob: Math.log(0.7), top_logprobs: top };
}

function misbehave(
  wrong: Exclude<Misbehaviour, 'cut-stream'>,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  switch (wrong) {
    case 'slow':
      return;
    case 'error-in-200':
      return json(response, 200, { error: { message: 'The engine is dead', type: 'internal' } });
    case 'wrong-shape':
      return json(response, 200, { answer: 'Yes', choices: 'none' });
    case 'empty-choices':
      return json(response, 200, { object: 'chat.completion', choices: [] });
    case 'no-content':
      return json(response, 200, { choices: [{ message: { role: 'assistant' }, finish_reason: 'stop' }] });
    case 'junk':
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(Buffer.alloc(1_000_000, 'xY7\u0000é'));
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' });
      return void response.end('<!doctype html><html><body>Welcome to nginx!</body></html>');
    case 'endless': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1024 * 1024, 32);
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        if (!response.destroyed) response.once('drain', more);
      };
      return more();
    }
    case 'cut-body':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"choices":[{"mess');
      return void setImmediate(() => response.destroy());
    case 'hang-up':
      return void request.socket.destroy();
    case 'redirect':
      response.writeHead(302, { location: 'https://login.example.org/start?token=secret' });
      return void response.end();
    case 'overloaded':
      response.setHeader('retry-after', '2');
      return refuse(response, 429, 'Too many requests');
    case 'failing':
      return refuse(response, 503, 'The engine restarts');
    case 'out-of-memory':
      return refuse(response, 500, 'CUDA out of memory. Tried to allocate 2.00 GiB');
    case 'needs-key':
      return refuse(response, 401, 'Unauthorized');
    case 'quotes-key':
      return refuse(response, 400, `Bad request with ${request.headers.authorization}`);
    case 'too-large':
      return refuse(response, 413, 'Payload too large');
  }
}

const refuse = (response: ServerResponse, status: number, message: string): void =>
  json(response, status, { error: { message, type: 'BadRequestError', code: status } });

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

interface Part {
  readonly text?: string;
  readonly image_url?: { readonly url: string };
}

function parseChat(text: string): MockRequest {
  const body = JSON.parse(text) as {
    model: string;
    messages: { role: string; content: string | Part[] }[];
  };
  const partsOf = (role: string): Part[] =>
    body.messages
      .filter((message) => message.role === role)
      .flatMap(({ content }): Part[] => (typeof content === 'string' ? [{ text: content }] : content));
  const said = (role: string) => partsOf(role).flatMap((part) => part.text ?? []);
  return {
    model: body.model,
    prompt: said('user').join(''),
    system: said('system').at(0) ?? null,
    images: partsOf('user').flatMap((part) => part.image_url?.url ?? []),
    body: body as unknown as Record<string, unknown>,
  };
}
