import type { Answer, QuestionRecord } from '../../questions/question-record.js';
import { success } from '../../result.js';
import type { ModelProfile } from '../profile.js';
import type { ModelDescription, ModelReply, VisionLanguageModel } from '../vision-language-model.js';

// Baselines: what a score must be held against. Each writes a reply as text, in the notation of the profile, so that it
// goes through the same parser and the same scoring as any model's.

export const BASELINES = ['oracle', 'random', 'centre', 'blind', 'constant'] as const;
export type BaselineName = (typeof BASELINES)[number];

export const isBaseline = (text: string): text is BaselineName => (BASELINES as readonly string[]).includes(text);

/** What a baseline is told of a question: more than a model, who sees the picture and the text. */
export interface BaselineQuestion {
  /** Of the request: names the item and the rotation of its options. */
  readonly id: string;
  readonly text: string;
  readonly answer: Answer;
  /** By how many places the options of a choice are shown shifted to the left. */
  readonly rotation: number;
  /** [width, height] of each image as stored, pixels. */
  readonly imageSizes: readonly (readonly [number, number])[];
  /** What the blind baseline may look up besides the text: all of it follows from the text. */
  readonly record: Pick<QuestionRecord, 'template' | 'type' | 'direction' | 'phrases' | 'scene' | 'split'> | null;
}

export interface BaselineReply {
  readonly text: string;
  /** Of "Yes" and "No". */
  readonly probabilities: readonly number[] | null;
}

/** How one baseline answers. Pure: equal questions, equal replies. */
export type Baseline = (question: BaselineQuestion, profile: ModelProfile) => BaselineReply;

export const describeBaseline = (name: BaselineName): ModelDescription => ({
  name,
  family: 'baseline',
  provider: 'baseline',
  dtype: null,
  fingerprint: null,
});

/**
 * A baseline in the place of a model.
 *
 * @param lookUp the question behind a request, by the request's id
 */
export function baselineModel(
  name: BaselineName,
  baseline: Baseline,
  profile: ModelProfile,
  lookUp: (id: string) => BaselineQuestion,
): VisionLanguageModel {
  return {
    description: describeBaseline(name),
    batchSize: 64,
    answer: async (requests) =>
      requests.map(({ id, score }) => {
        const { text, probabilities } = baseline(lookUp(id), profile);
        const reply: ModelReply = {
          text,
          probabilities: score.length === 2 ? probabilities : null,
          promptTokens: null,
          replyTokens: null,
          finish: 'stop',
        };
        return success(reply);
      }),
    dispose: async () => {},
  };
}
