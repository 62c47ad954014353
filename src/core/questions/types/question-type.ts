import type { Profile } from '../../scene/settled-scene.js';
import type { GateLevel } from '../../relations/gates.js';
import type { Measured, Verdict } from '../../relations/verdict.js';
import type { Answer, Evidence, QuestionKind, QuestionRecord } from '../question-record.js';
import type { QuestionSpec } from '../question-spec.js';
import type { SceneContext } from '../scene-context.js';
import type { ViewContext } from '../view-context.js';

/** Why a question is not asked, in one clause. */
export interface Refused {
  readonly refused: string;
  /** What the deciding predicate measured, where it was too close to call; absent for every other reason. */
  readonly ambiguous?: Measured;
  /** Of what was too close to call: blanks of its wording, as in `Answered`. */
  readonly fill?: Readonly<Record<string, string>>;
}

/** An object that a question names, and how well it must be seen (SPEC §2). */
export interface Role {
  readonly id: number;
  readonly level: GateLevel;
  /** A supporting reference: it does not count for the question's profile. */
  readonly aside?: boolean;
}

/** What came out when a question was run on a scene. */
export interface Answered {
  readonly verdict: Verdict;
  readonly measured: Measured;
  readonly answer: Answer;
  readonly evidence?: Partial<Pick<Evidence, 'params' | 'gates' | 'witness' | 'blockers' | 'rejected' | 'steps'>>;
  /** Blanks of the wording beyond A, B, C, anchor: small-letter names, put in verbatim. */
  readonly fill?: Readonly<Record<string, string>>;
  /** Where it is not that of the roles alone. */
  readonly profile?: Profile;
  /** What a count counted: the record's members. */
  readonly members?: readonly number[];
  /** Phrases of further objects that the question or its answer names, by id, without article. */
  readonly phrases?: Readonly<Record<string, string>>;
}

interface Common {
  /** Names the family in the table, in figures and in docs: "direction", "count". */
  readonly name: string;
  readonly kind: QuestionKind;
  /** Type ids of SPEC; with the kind they find the family of a record. */
  readonly types: readonly string[];
  /** Part of its kind's questions, relative to the other families of the kind. */
  readonly weight: number;
  /** Most evaluations for each candidate wanted; absent where one is as cheap as a look. */
  readonly tries?: number;
  /** The program behind a record; null for a record that is none of this family. */
  specOf(record: QuestionRecord): QuestionSpec | null;
  /** Categories whose "yes" must not be foreseeable from them (SPEC §9.1); null or absent: pairs are not balanced. */
  pair?(
    record: Pick<QuestionRecord, 'objects' | 'type' | 'direction'>,
    category: (id: number) => string,
  ): string | null;
}

/** A family of questions about one view. */
export interface ViewQuestionType extends Common {
  readonly scope: 'view';
  /** All that is worth a look in this view, in a deterministic order: cheap, no predicate that costs. */
  specs(context: ViewContext): Iterable<QuestionSpec>;
  /**
   * Which group a spec belongs to, so that rare ones are not drowned by common ones; null: not worth asking. Absent:
   * specs are evaluated in chance order.
   */
  stratum?(context: ViewContext, spec: QuestionSpec): string | null;
  /** Objects the spec names, in SPEC's order of arguments. */
  roles(context: ViewContext, spec: QuestionSpec): readonly Role[];
  evaluate(context: ViewContext, spec: QuestionSpec, profile: Profile): Answered | Refused;
  /** Name of its list of wordings: type, direction, frame, variant, joined by dots. */
  form(context: ViewContext, spec: QuestionSpec): string;
  /**
   * Whether a phrase that says what a thing is on or in ("the mug on the book") gives the answer away ("is it on
   * something that is on something?"): such things are not asked about then.
   */
  placeTells?(spec: QuestionSpec): boolean;
}

/** What a question of several views finds out for itself: it says which gates hold in which view. */
export interface SceneAnswered extends Answered {
  readonly form: string;
  readonly profile: Profile;
  readonly fill: Readonly<Record<string, string>>;
  readonly phrases: Readonly<Record<string, string>>;
}

/** A family of questions about several views of one scene, or about two scenes. */
export interface SceneQuestionType extends Common {
  readonly scope: 'scene';
  specs(context: SceneContext): Iterable<QuestionSpec>;
  stratum?(context: SceneContext, spec: QuestionSpec): string | null;
  evaluate(context: SceneContext, spec: QuestionSpec): SceneAnswered | Refused;
}

export type QuestionType = ViewQuestionType | SceneQuestionType;
