import type { DrawnMesh } from '../../contract/capture-messages.js';
import type { SampledView } from '../../core/camera/sample-views.js';
import type { CapturedFrame } from '../../core/edges.js';
import type { Pose } from '../../core/geometry/pose.js';
import type { ObservedView } from '../../core/observe-scene.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { QuestionSpec } from '../../core/questions/question-spec.js';
import type { UnnamedObject } from '../../core/questions/survey-scene.js';
import type { FlipCell, FlipGrid } from '../../core/questions/flip-map.js';
import type { Recipe } from '../../core/scene/recipe.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';

// What crosses between the page and the scene worker. Every call has a number; its events carry it, and one last message
// says that it is done or why it failed.

/** A question as the list shows it. */
export interface QuestionRow {
  /** View and spec: the same question after something moved has the same key. */
  readonly key: string;
  readonly view: string;
  readonly spec: QuestionSpec;
  /** Asked, or too close to call (its evidence says A); null when refused. */
  readonly record: QuestionRecord | null;
  /** Why it is not asked; null when it is. */
  readonly reason: string | null;
}

/** What of a recipe decides how a scene is seen and asked. */
export type AskingRules = Pick<Recipe, 'cameras' | 'looks' | 'questions'>;

export type SceneCall =
  /** Draws the scene from its views and asks about it. Replaces the scene before. */
  | {
      readonly kind: 'open';
      readonly scene: SettledScene;
      readonly views: readonly SampledView[];
      readonly rules: AskingRules;
      /** Those the worker does not have yet. */
      readonly meshes: readonly DrawnMesh[];
      /** Questions to ask again, whatever they say now. */
      readonly before: readonly Pick<QuestionRow, 'view' | 'spec'>[];
    }
  /** The open scene with objects elsewhere, one question, at once: what is seen is worked out from the last pictures. */
  | {
      readonly kind: 'preview';
      readonly poses: ReadonlyMap<number, Pose>;
      readonly view: string;
      readonly spec: QuestionSpec;
    }
  /** Derives a question again and compares everything. */
  | { readonly kind: 'verify'; readonly record: QuestionRecord }
  /** The open scene with objects elsewhere, as one view shows it. */
  | { readonly kind: 'picture'; readonly poses: ReadonlyMap<number, Pose>; readonly view: string }
  /** One question with one of its objects at every place of its support. */
  | {
      readonly kind: 'flip-map';
      readonly view: string;
      readonly spec: QuestionSpec;
      readonly object: number;
      readonly cells: number;
    };

/** What each kind of call tells on its way. */
export interface SceneEvents {
  readonly open:
    | { readonly type: 'frames'; readonly views: readonly ObservedView[] }
    | { readonly type: 'questions'; readonly rows: readonly QuestionRow[] }
    | { readonly type: 'unnamed'; readonly objects: readonly UnnamedObject[] };
  readonly preview: QuestionRow;
  readonly verify: { readonly difference: string | null };
  readonly picture: Pick<CapturedFrame, 'width' | 'height' | 'rgb'>;
  readonly 'flip-map':
    | { readonly type: 'grid'; readonly grid: FlipGrid }
    | { readonly type: 'cells'; readonly cells: readonly FlipCell[] };
}

export type CallKind = SceneCall['kind'];

export type ToWorker =
  /** What surfaces look like (render/patterns); said once, before anything else. */
  | { readonly patterns: Uint8Array }
  | { readonly id: number; readonly call: SceneCall }
  | { readonly id: number; readonly cancel: true };

export type FromWorker =
  /** What draws; said once, before anything else. */
  | { readonly ready: string }
  | { readonly id: number; readonly event: SceneEvents[CallKind] }
  | { readonly id: number; readonly done: true }
  | { readonly id: number | null; readonly failed: string };
