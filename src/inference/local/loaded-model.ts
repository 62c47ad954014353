import type { ModelFaultReason, ModelReply, ModelRequest } from '../../core/models/vision-language-model.js';
import { failure, success, type Result } from '../../core/result.js';
import type { PreparedImage } from './adapters/family-adapter.js';
import { generate, type Generated, type Sequence } from './generate.js';
import { ImageFeatures, type EncodedImage } from './image-features.js';
import { faultOf, ModelFault } from './model-fault.js';
import type { ModelFolder } from './model-folder.js';
import { takesPadding } from './padding-trial.js';
import { chatPrompt } from './prompt.js';
import { ReplyText, textOf } from './reply-text.js';
import type { ModelSessions } from './sessions.js';
import type { TextAndImages } from './transformers.js';
import { wordProbabilities, wordTokens } from './word-tokens.js';

/** What a call can watch and stop. */
export interface AnswerHooks {
  readonly isCancelled: () => boolean;
  /** New text of a request; null where nobody listens, which saves reading every token by itself. */
  readonly onText: ((index: number, text: string) => void) | null;
  /** Each request once, as soon as it is known. */
  readonly onResult: (index: number, result: Result<ModelReply, ModelFaultReason>) => void;
}

interface ReadyRequest {
  readonly index: number;
  readonly request: ModelRequest;
  readonly sequence: Sequence;
}

/** Tokens of the trial at opening: enough for a short and a long prompt. */
const TRIAL_TOKENS = 8;

/** A model in this process: text and pictures in, replies out. */
export class LoadedModel {
  private readonly images: ImageFeatures;
  private readonly stop: ReadonlySet<number>;
  private readonly placeholder: string;
  private readonly wordTokens = new Map<string, readonly (readonly number[])[] | null>();
  /** Halved where a batch found no room. */
  private batchSize: number;

  private constructor(
    private readonly folder: ModelFolder,
    private readonly tools: TextAndImages,
    private readonly sessions: ModelSessions,
    batchSize: number,
    private readonly takesPadding: boolean,
  ) {
    this.images = new ImageFeatures(folder.adapter, tools.processor, sessions);
    this.batchSize = batchSize;
    this.placeholder = placeholderOf(folder, tools);
    const eos = tools.tokenizer.convert_tokens_to_ids(tools.tokenizer.eos_token ?? '') as number | undefined;
    this.stop = new Set([...folder.config.stop, ...(eos === undefined ? [] : [eos])]);
  }

  /**
   * Checks that the files belong together and that the graphs compute.
   * @throws ModelFault
   */
  static async create(
    folder: ModelFolder,
    tools: TextAndImages,
    sessions: ModelSessions,
    batchSize: number,
  ): Promise<LoadedModel> {
    const ids = encode(tools, 'Is the red mug to the left of the blue bowl? Answer yes or no.').slice(0, TRIAL_TOKENS);
    const padding = await takesPadding(sessions, ids, folder.adapter.positionRows);
    return new LoadedModel(folder, tools, sessions, batchSize, padding);
  }

  /** Requests in batches of prompts that may stand side by side. Faults of one request leave the others alone. */
  async answer(requests: readonly ModelRequest[], hooks: AnswerHooks): Promise<void> {
    const waiting = requests.map((request, index) => ({ request, index }));
    while (waiting.length > 0) {
      const ready: ReadyRequest[] = [];
      for (const { request, index } of waiting.splice(0, this.batchSize)) {
        if (hooks.isCancelled()) {
          hooks.onResult(index, failure('cancelled', 'The question was cancelled before it was asked.'));
          continue;
        }
        try {
          ready.push({ request, index, sequence: await this.prepare(request) });
        } catch (error) {
          hooks.onResult(index, { ok: false, fault: faultOf(error, 'preparing the question') });
        }
      }
      for (const batch of this.batches(ready)) await this.run(batch, hooks);
    }
  }

  async release(): Promise<void> {
    await this.sessions.release();
  }

  private batches(ready: readonly ReadyRequest[]): readonly (readonly ReadyRequest[])[] {
    if (ready.length === 0) return [];
    if (this.takesPadding) return [ready];
    const byLength = new Map<number, ReadyRequest[]>();
    for (const one of ready) {
      const { rows } = one.sequence.embeddings;
      byLength.set(rows, [...(byLength.get(rows) ?? []), one]);
    }
    return [...byLength.values()];
  }

  private async run(batch: readonly ReadyRequest[], hooks: AnswerHooks): Promise<void> {
    const { onText } = hooks;
    const texts = batch.map(() => new ReplyText(this.tools.tokenizer));
    let results: readonly (Generated | ModelFault)[];
    try {
      results = await generate(
        this.sessions,
        batch.map(({ sequence }) => sequence),
        {
          stop: this.stop,
          isCancelled: hooks.isCancelled,
          onToken:
            onText &&
            ((row, token) => {
              const text = (texts[row] as ReplyText).add(token);
              if (text !== '') onText((batch[row] as ReadyRequest).index, text);
            }),
        },
      );
    } catch (error) {
      const fault = faultOf(error, batch.length === 1 ? 'one question' : `a batch of ${batch.length} questions`);
      if (fault.reason === 'out-of-memory' && batch.length > 1) {
        // Half as many at a time may fit; a question that does not fit alone has the fault to itself.
        const half = Math.ceil(batch.length / 2);
        this.batchSize = Math.min(this.batchSize, half);
        await this.run(batch.slice(0, half), hooks);
        await this.run(batch.slice(half), hooks);
        return;
      }
      for (const { index } of batch) hooks.onResult(index, { ok: false, fault });
      return;
    }
    results.forEach((result, row) => {
      const { index, request, sequence } = batch[row] as ReadyRequest;
      if (result instanceof ModelFault) {
        hooks.onResult(index, failure(result.reason, result.message));
        return;
      }
      const rest = onText ? (texts[row] as ReplyText).rest() : '';
      if (rest !== '') onText?.(index, rest);
      hooks.onResult(index, success(this.reply(request, sequence, result)));
    });
  }

  private reply(request: ModelRequest, sequence: Sequence, generated: Generated): ModelReply {
    const tokens = this.scoredTokens(request.score);
    return {
      text: textOf(this.tools.tokenizer, generated.tokens),
      probabilities: tokens ? wordProbabilities(generated.firstLogits, tokens) : null,
      promptTokens: sequence.embeddings.rows,
      replyTokens: generated.tokens.length,
      finish: generated.finish,
    };
  }

  private scoredTokens(words: readonly string[]): readonly (readonly number[])[] | null {
    if (words.length === 0) return null;
    const key = words.join('\n');
    const known = this.wordTokens.get(key);
    if (known !== undefined) return known;
    const found = wordTokens(words, (text) => this.tools.tokenizer.encode(text, { add_special_tokens: false }));
    this.wordTokens.set(key, found);
    return found;
  }

  /** Text and pictures as the decoder takes them. */
  private async prepare(request: ModelRequest): Promise<Sequence> {
    const { adapter, config, chatTemplate } = this.folder;
    const encoded: EncodedImage[] = [];
    for (const [i, image] of request.images.entries()) encoded.push(await this.images.encode(image, i + 1));
    const chat = chatPrompt(this.tools.tokenizer, chatTemplate, this.placeholder, {
      ...request,
      images: encoded.length,
    });
    const between = chat.split(this.placeholder);
    const text = between
      .map((part, i) => {
        const image = encoded[i - 1];
        return image ? adapter.write(image.prepared, image.features.rows, this.placeholder) + part : part;
      })
      .join('');
    const ids = encode(this.tools, text);
    const prepared: readonly PreparedImage[] = encoded.map((image) => image.prepared);
    this.checkLength(ids.length, request.maxTokens);
    const expected = encoded.reduce((sum, { features }) => sum + features.rows, 0);
    const written = ids.reduce((sum, id) => sum + (id === config.imageToken ? 1 : 0), 0);
    if (written !== expected)
      throw new ModelFault(
        'unusable',
        `The tokenizer writes ${written} image tokens where the vision encoder gives ${expected}: tokenizer.json, config.json and the graphs belong to different models.`,
      );
    const embeddings = await this.sessions.embedTokens(ids);
    let at = 0;
    for (const { features } of encoded) {
      if (features.columns !== embeddings.columns)
        throw new ModelFault(
          'unusable',
          `The vision encoder gives rows of ${features.columns} numbers and embed_tokens of ${embeddings.columns}: the graphs belong to different models.`,
        );
      for (let row = 0; row < features.rows; row++, at++) {
        while (ids[at] !== config.imageToken) at++;
        const { columns } = features;
        embeddings.values.set(features.values.subarray(row * columns, (row + 1) * columns), at * columns);
      }
    }
    const { rows, next } = adapter.positions?.(ids, prepared, config) ?? {
      rows: [ids.map((_, i) => i)],
      next: ids.length,
    };
    return { embeddings, positions: rows, next, maxTokens: request.maxTokens };
  }

  private checkLength(prompt: number, maxTokens: number): void {
    const { context } = this.folder.config;
    if (context === null || prompt + maxTokens <= context) return;
    throw new ModelFault(
      'refused',
      `The question takes ${prompt} tokens and its reply up to ${maxTokens}, together more than the ${context} this model can hold: use fewer or smaller images.`,
    );
  }
}

/**
 * The text of the image token.
 * @throws ModelFault when tokenizer.json and config.json do not belong together
 */
function placeholderOf({ name, config }: ModelFolder, { tokenizer }: TextAndImages): string {
  const mismatch = (detail: string) =>
    new ModelFault(
      'unusable',
      `${name}/tokenizer.json does not belong to config.json (${detail}): copy both from one model.`,
    );
  const text = tokenizer.decode([config.imageToken], { skip_special_tokens: false });
  const [back] = tokenizer.encode(text, { add_special_tokens: false });
  if (text === '' || back !== config.imageToken) throw mismatch(`it has no image token ${config.imageToken}`);
  const { size } = tokenizer.get_vocab() as Map<string, number>;
  if (config.vocabulary !== null && size > config.vocabulary)
    throw mismatch(`it has ${size} tokens and the model ${config.vocabulary}`);
  return text;
}

/** Tokens of a rendered prompt; the first is the tokenizer's own begin token only where the template wrote none. */
function encode({ tokenizer }: TextAndImages, text: string): number[] {
  const bos = tokenizer.bos_token;
  return tokenizer.encode(text, { add_special_tokens: !(bos && text.startsWith(bos)) });
}
