import type {
  ModelDescription,
  ModelFaultReason,
  ModelReply,
  ModelRequest,
} from '../../core/models/vision-language-model.js';
import type { Fault, Result } from '../../core/result.js';
import type { Dtype } from './dtypes.js';
import type { ProviderName, ProviderReport } from './providers.js';

// What crosses between the house and the process that holds a model. Both ends are built from this file.

export interface OpenRequest {
  readonly folder: string;
  /** Null: the first that works, in order. */
  readonly provider: ProviderName | null;
  /** Null: the best one present. */
  readonly dtype: Dtype | null;
  /** Null: eight. */
  readonly batchSize: number | null;
  /** Providers whose driver ended the process before, with what to say of them. */
  readonly excluded: readonly ProviderReport[];
}

export interface OpenedModel {
  readonly description: ModelDescription;
  readonly batchSize: number;
}

export type ToModelProcess =
  | { readonly type: 'open'; readonly request: OpenRequest }
  | { readonly type: 'probe'; readonly excluded: readonly ProviderReport[] }
  | {
      readonly type: 'answer';
      readonly call: number;
      readonly requests: readonly ModelRequest[];
      /** Whether text is told while it is written. */ readonly streams: boolean;
    }
  | { readonly type: 'cancel'; readonly call: number }
  | { readonly type: 'close' };

export type FromModelProcess =
  /** Before each provider is touched: if this is the last word, it was the provider's driver. */
  | { readonly type: 'trying'; readonly provider: ProviderName }
  | { readonly type: 'opened'; readonly model: OpenedModel }
  | { readonly type: 'refused'; readonly fault: Fault<ModelFaultReason> }
  | { readonly type: 'providers'; readonly reports: readonly ProviderReport[] }
  | { readonly type: 'text'; readonly call: number; readonly index: number; readonly text: string }
  | {
      readonly type: 'reply';
      readonly call: number;
      readonly index: number;
      readonly result: Result<ModelReply, ModelFaultReason>;
    }
  | { readonly type: 'answered'; readonly call: number };
