import type { Recipe } from '../../scene/recipe.js';

type Rules = Recipe['questions'];

/** A way of asking that another data set made known: which types, in which shares, in which words. */
export interface QuestionStyle {
  readonly id: string;
  /** One line for people. */
  readonly title: string;
  /** A recipe's rules with what the style sets. */
  apply(rules: Rules): Rules;
}

const DIRECTIONS = ['left', 'right', 'front', 'behind'];

/**
 * RoboSpatial (arXiv 2411.16537): configuration, context and compatibility in three frames, answered by yes, no or
 * points. Its above and below are elevations alone: SPEC's `higher`, beside the stricter ones.
 */
const ROBOSPATIAL: QuestionStyle = {
  id: 'robospatial',
  title: 'the three kinds of RoboSpatial in three frames, short answers',
  apply: (rules) => ({
    ...rules,
    mix: { configuration: 0.5, context: 0.25, compatibility: 0.25 },
    types: [...DIRECTIONS, 'above', 'below', 'higher', 'free_space.points', 'fits', 'fits_on'],
    speech: {
      ...rules.speech,
      styles: { short: 1, sentence: 0, json: 0, choice: 0, chainOfThought: 0 },
    },
  }),
};

/**
 * SpatialVLM (arXiv 2401.12168): half of its questions ask for a quantity, rounded as a person would and in whichever
 * unit; the rest are predicates and choices between two things, answered in sentences. It knows the camera's frame alone.
 */
const SPATIALVLM: QuestionStyle = {
  id: 'spatialvlm',
  title: 'quantities and predicates as in SpatialVLM, in sentences, rounded as a person would',
  apply: (rules) => ({
    ...rules,
    mix: { configuration: 0.35, metric: 0.5, choice: 0.15 },
    frames: ['ego'],
    types: [
      ...DIRECTIONS,
      'above',
      'below',
      'higher',
      'closer',
      'farther',
      'taller',
      'wider',
      'bigger',
      'dist_closest',
      'dist_center',
      'dist_h_closest',
      'dist_v_center',
      'height',
      'width',
      'length',
      'elevation',
      'gap_width',
      'dist_cam',
    ],
    speech: {
      styles: { short: 0.25, sentence: 0.75, json: 0, choice: 0, chainOfThought: 0 },
      implicit: 0.5,
      imperial: 0.35,
      human: 0.8,
    },
  }),
};

/** Answers with the steps that they follow from, of the types that are derived in more than one step. */
const CHAIN_OF_THOUGHT: QuestionStyle = {
  id: 'chain-of-thought',
  title: 'answers with the computed steps they follow from, in <think> and <answer>',
  apply: (rules) => ({
    ...rules,
    mix: { configuration: 0.3, metric: 0.15, choice: 0.25, compatibility: 0.1, count: 0.05, reasoning: 0.15 },
    types: [
      ...DIRECTIONS,
      'higher',
      'near',
      'next_to',
      'closer',
      'farther',
      'taller',
      'wider',
      'bigger',
      'fits',
      'fits_on',
      'passes',
      'height',
      'clock',
      'dist_center',
      'dist_h_center',
      'dist_v_gap',
      'direction',
      'depth_order',
      'tallest',
      'shortest',
      'widest',
      'narrowest',
      'biggest',
      'smallest',
      'closest',
      'farthest',
      'count.left',
      'count.right',
      'count.front',
      'count.behind',
      'count.on',
      'and',
      'or',
      'not',
      'nested',
    ],
    speech: {
      ...rules.speech,
      styles: { short: 0, sentence: 0, json: 0, choice: 0, chainOfThought: 1 },
    },
  }),
};

export const QUESTION_STYLES: readonly QuestionStyle[] = [ROBOSPATIAL, SPATIALVLM, CHAIN_OF_THOUGHT];

export const questionStyle = (id: string): QuestionStyle | undefined =>
  QUESTION_STYLES.find((style) => style.id === id);
