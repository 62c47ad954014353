import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { EvaluationRecord } from '../../core/evaluation/evaluation-record.js';
import type { EvaluationScores } from '../../core/evaluation/evaluation-scores.js';
import type { ModelProfile } from '../../core/models/profile.js';
import type { ModelDescription, ModelReply } from '../../core/models/vision-language-model.js';
import type { Rate } from '../../core/scoring/score-report.js';
import type { RunEvent } from '../run-events.js';

/** The model the studio talks to. */
export interface ConnectedModel {
  /** As the user named it. */
  readonly name: string;
  readonly description: ModelDescription;
  /** How it writes places and numbers; prompts and replies are made and read with it. */
  readonly profile: ModelProfile;
  /** What its last probe found, in a sentence; null: never probed. */
  readonly probed: string | null;
  /** Why its points may be read wrong; null when a probe agrees with the profile. */
  readonly warning: string | null;
}

/** What is known of an endpoint's key; never the key itself. */
export interface KeyState {
  readonly host: string;
  /** Whether one is kept; null where nothing can be asked. */
  readonly kept: boolean | null;
  /** Environment variable that holds one, and goes first. */
  readonly variable: string | null;
  /** What keeps keys here: "the keyring"; null where there is nothing. */
  readonly store: string | null;
  /** One sentence on what is in the way, and what to do. */
  readonly problem: string | null;
}

const endpoint = z.object({ url: z.string().min(1).max(4000) });

/** A reply on its way. */
export type AskEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'reply'; readonly reply: ModelReply; readonly seconds: number };

/** An evaluation as it is listed. */
export interface EvaluationEntry {
  readonly record: EvaluationRecord;
  /** Null until it was scored. */
  readonly accuracy: Rate | null;
}

export const modelsContract = {
  profiles: oc.output(type<readonly Pick<ModelProfile, 'id' | 'title'>[]>()),
  connected: oc.output(type<ConnectedModel | null>()),
  /** Opens a folder or `URL#model` in place of the one before. @throws a sentence on what is wrong with it */
  connect: oc
    .input(z.object({ name: z.string().min(1).max(4000), profile: z.string().max(4000).optional() }))
    .output(type<ConnectedModel>()),
  disconnect: oc.output(type<null>()),
  keyState: oc.input(endpoint).output(type<KeyState>()),
  /** Gives the key of an endpoint's host to the system's keyring. @returns a sentence on where it is kept now */
  setKey: oc.input(endpoint.extend({ key: z.string().max(4000) })).output(type<string>()),
  /** @returns a sentence on what was forgotten */
  forgetKey: oc.input(endpoint).output(type<string>()),
  /** Shows the connected model dots at known places; `connected` tells afterwards what came out. */
  probe: oc.output(eventIterator(type<RunEvent>())),
  /** Asks the connected model one thing about some images, in their order. Leaving the stream cancels it. */
  ask: oc
    .input(
      z.object({
        images: z.array(z.instanceof(Blob)).min(1).max(16),
        system: z.string().max(20_000).nullable(),
        prompt: z.string().max(20_000),
        maxTokens: z.int().min(1).max(8192),
        score: z.array(z.string().max(100)).max(8),
      }),
    )
    .output(eventIterator(type<AskEvent>())),
  /** Evaluations below a dataset. */
  evaluations: oc.input(z.object({ dir: z.string().max(4000) })).output(type<readonly EvaluationEntry[]>()),
  /** Scores of one, without its items. */
  scores: oc.input(z.object({ dir: z.string().max(4000), name: z.string().max(200) })).output(
    type<
      Pick<EvaluationScores, 'baselines' | 'published' | 'against' | 'modelFaults'> & {
        readonly report: EvaluationScores['report'];
      }
    >(),
  ),
};
