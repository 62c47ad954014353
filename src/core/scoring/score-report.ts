import type { ParsedAnswer, ParseFaultReason } from '../models/parse-reply/parsed-answer.js';
import type { CameraView } from '../camera/pinhole.js';
import type { Answer } from '../questions/question-record.js';

// What scoring takes and gives: plain data, dense, no schema. A reply is scored against one item; an item is a question
// of a dataset or of a benchmark, with the facets its score is sliced by.

/** A question as scoring needs it. */
export interface ScoreItem {
  readonly id: string;
  readonly answer: Answer;
  /** Of each image, as stored, in the order they were sent. */
  readonly imageSizes: readonly (readonly [width: number, height: number])[];
  /** The camera of the last image, where answers in space are to be scored. */
  readonly camera?: CameraView;
  /** Slices this item belongs to, by dimension (facets.ts). */
  readonly facets: Readonly<Record<string, string>>;
}

/** One reply as stored. */
export interface StoredReply {
  /** Id of the item. */
  readonly item: string;
  /** How many places the options of a choice were shifted; 0 elsewhere. */
  readonly rotation: number;
  /** Verbatim; null when there was none. */
  readonly text: string | null;
  /** Why there was none. */
  readonly fault: { readonly reason: string; readonly detail: string } | null;
  /** Probabilities of "Yes" and "No" at the first token, where asked for and known. */
  readonly probabilities: readonly number[] | null;
}

/** A share of n with its 95 % interval by Wilson's score method; value, low and high are null when n is 0. */
export interface Rate {
  readonly hits: number;
  readonly n: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type Outcome = 'right' | 'wrong' | 'unparsable' | 'no-reply';

/** What one reply is worth. */
export interface ItemScore {
  readonly item: string;
  readonly rotation: number;
  readonly outcome: Outcome;
  /** Graded, 0–1: share of points in the mask, IoU, MRA of a number; else 0 or 1. Unparsable and missing replies have 0. */
  readonly score: number;
  /** Why there is nothing to score; for people, one sentence. */
  readonly fault: { readonly reason: ParseFaultReason | string; readonly detail: string } | null;
  readonly parsed: ParsedAnswer | null;
  readonly measures: Measures;
  /** As RoboSpatial-Eval would have it; null for kinds it does not know. */
  readonly robospatial: boolean | null;
  /** P(yes) / (P(yes) + P(no)); null when unknown. */
  readonly pYes: number | null;
}

/** What was measured, by the answer's kind. Lengths in metres, shares 0–1. */
export interface Measures {
  /** |reply − truth| / |truth| of a number. */
  readonly relativeError?: number;
  /** Mean over θ ∈ {.5, .55, … .95} of [relative error ≤ 1 − θ] (SPEC §7). */
  readonly mra?: number;
  readonly within10?: boolean;
  readonly within25?: boolean;
  /** Reply within [50, 200] % of the truth. */
  readonly within50to200?: boolean;
  /** |reply − truth| of counts and hours (round the clock). */
  readonly absoluteError?: number;
  /** Points given, and how many fall in the mask dilated by 2 px. */
  readonly points?: number;
  readonly pointsInMask?: number;
  readonly firstPointInMask?: boolean;
  /** Intersection over union with the visible box, and with the amodal one. */
  readonly iou?: number;
  readonly iouAmodal?: number;
  /** Metres between the 3D answer and the truth. */
  readonly distance3d?: number;
  /** Metres between the ends of a given path and of the true one, and how far it stays below the true one's highest point. */
  readonly startError?: number;
  readonly endError?: number;
  readonly shortOfHeight?: number;
  /** Of the nearest true grasp: pixels between the middles, degrees between the lines. */
  readonly graspOffset?: number;
  readonly graspAngleDeg?: number;
}

/** Rates of a set of scores. One entry per item: of a choice asked in several rotations the unshifted one counts here. */
export interface ScoreGroup {
  readonly n: number;
  /** Right by each kind's headline rule; unparsable and missing replies are wrong. */
  readonly accuracy: Rate;
  readonly unparsable: Rate;
  readonly noReply: Rate;
  /** Mean of `ItemScore.score`. */
  readonly meanScore: number | null;
  readonly robospatial: Rate | null;
}

export interface NumberReport {
  readonly validNumber: Rate;
  readonly within10: Rate;
  readonly within25: Rate;
  readonly within50to200: Rate;
  readonly meanMra: number | null;
}

export interface PointReport {
  /** Mean over items of the share of points inside the mask. */
  readonly meanShare: number | null;
  readonly firstPoint: Rate;
}

export interface BoxReport {
  readonly meanIou: number | null;
  readonly atQuarter: Rate;
  readonly atHalf: Rate;
}

/** P(yes) against what is true. Bins of equal width over [0, 1]. */
export interface Calibration {
  readonly n: number;
  readonly bins: readonly {
    readonly low: number;
    readonly high: number;
    readonly n: number;
    readonly meanProbability: number | null;
    readonly yes: Rate;
  }[];
  /** Mean |mean probability − share of yes| over bins, weighted by their n. */
  readonly expectedCalibrationError: number;
  readonly brier: number;
}

/** Choices asked in every rotation of their options. */
export interface CircularReport {
  readonly questions: number;
  /** One reply each, the options in their stored order. */
  readonly plain: Rate;
  /** Right in every rotation. */
  readonly circular: Rate;
  /** How often each place was chosen, over all parsed replies: a model that looks has them near 1/k. */
  readonly chosenPlaces: readonly number[];
}

export interface Slice {
  readonly dimension: string;
  readonly value: string;
  readonly group: ScoreGroup;
}

export interface ScoreReport {
  readonly schema: 'vantage/scores@1';
  readonly profile: string;
  readonly overall: ScoreGroup;
  readonly slices: readonly Slice[];
  readonly numbers: NumberReport | null;
  readonly points: PointReport | null;
  readonly boxes2d: BoxReport | null;
  readonly boxes3d: BoxReport | null;
  readonly calibration: Calibration | null;
  readonly circular: CircularReport | null;
  /** Replies that could not be scored, by reason. */
  readonly faults: Readonly<Record<string, number>>;
  readonly items: readonly ItemScore[];
}

/** Two models on the same items. */
export interface McNemar {
  readonly n: number;
  readonly bothRight: number;
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothWrong: number;
  /** Two-sided; exact binomial when fewer than 25 items differ, else chi-squared with continuity correction. */
  readonly p: number;
  readonly exact: boolean;
}
