import type { ModelProfile, ProfilePrompts } from './profile.js';

// The profiles that come with Vantage. Scale and order are those the families' own documents state; a fine-tuned copy
// may have changed them, and documents err (Qwen3-VL: 0–999 or 0–1000), so a probe decides (probe.ts).

/** For models no family is known for, and for whatever a profile of a user leaves out. */
export const GENERIC_PROMPTS: ProfilePrompts = {
  system: null,
  'yes-no': '{question}\nAnswer with yes or no.',
  number: '{question}\nAnswer with one number in {unit}.',
  count: '{question}\nAnswer with one whole number.',
  clock: '{question}\nAnswer with the hour, a whole number from 1 to 12.',
  choice: '{question}\n{options}\nAnswer with the letter of the right option.',
  points:
    '{question}\nAnswer with a list of points [(x1, y1), (x2, y2), ...] and nothing else. x runs from 0 at the left border of the image to 1 at the right one, y from 0 at the top to 1 at the bottom.',
  box2d:
    '{question}\nAnswer with one box [x1, y1, x2, y2], its top left and bottom right corner, and nothing else. x runs from 0 at the left border of the image to 1 at the right one, y from 0 at the top to 1 at the bottom.',
  box3d:
    '{question}\nAnswer as JSON: {"center": [x, y, z], "size": [along x, along y, along z], "yaw": turn about the vertical in degrees, counter-clockwise seen from above}, in metres, in {frame}.',
  point3d: '{question}\nAnswer with one point (x, y, z) in metres, in {frame}, and nothing else.',
  trace:
    '{question}\nAnswer with a list of points [(x1, y1, d1), (x2, y2, d2), ...] in the order they are passed and nothing else. x runs from 0 at the left border of the image to 1 at the right one, y from 0 at the top to 1 at the bottom; d is the distance from the camera along its viewing direction in metres.',
  grasp:
    '{question}\nAnswer with the two points [(x1, y1), (x2, y2)] where the fingers of the gripper touch and nothing else. x runs from 0 at the left border of the image to 1 at the right one, y from 0 at the top to 1 at the bottom.',
  text: '{question}\nAnswer in a few words.',
  abstain: 'If the image does not show enough to tell, answer: cannot tell.',
};

const GENERIC: ModelProfile = {
  schema: 'vantage/profile@1',
  id: 'generic',
  title: 'Any model: points as shares of the image',
  names: [],
  notation: 'plain',
  scale: { kind: 'span', max: 1 },
  order: 'xy',
  box: 'corners',
  boxAsPoint: false,
  depth: null,
  angle: 'degrees',
  resize: { kind: 'none' },
  maxImageSide: null,
  bareLength: 'm',
  prompts: GENERIC_PROMPTS,
};

const THOUSAND = { kind: 'span', max: 1000 } as const;

/** The wording RoboPoint was trained with says the same as ours; it is kept close to it, since such models follow little else. */
const TUPLES =
  '{question} Your answer should be a list of tuples, i.e. [(x1, y1), (x2, y2), ...], each with the x and y coordinates of one point. The coordinates should be between 0 and 1: normalized pixel locations in the image.';

const TRACE_TUPLES =
  '{question} Your answer should be a list of tuples [(x1, y1, d1), (x2, y2, d2), ...] in the order they are passed, with x and y between 0 and 1: normalized pixel locations in the image, and d the depth in metres.';

const POINT_JSON = '{question} Output the points in JSON: [{"point_2d": [x, y], "label": "name"}, ...].';
const BOX_JSON = '{question} Output its bounding box in JSON: [{"bbox_2d": [x1, y1, x2, y2], "label": "name"}].';
const MOONDREAM_POINTS =
  '{question} Answer as JSON: {"points": [{"x": 0.5, "y": 0.5}, ...]}, as shares of width and height.';
/** For families whose tags hold no depth. */
const traceIn = (unit: string) =>
  `{question} Answer with a list [(x1, y1, d1), (x2, y2, d2), ...] in the order they are passed, x and y in ${unit}, d the depth in metres.`;

const GRASP_JSON =
  '{question} Output the two points where the fingers of the gripper touch in JSON: [{"point_2d": [x, y], "label": "finger"}, {"point_2d": [x, y], "label": "finger"}].';
const TRACE_JSON =
  '{question} Output the path as a list [[x1, y1, d1], [x2, y2, d2], ...] in the order it is passed, with x and y as in "point_2d" and d the depth in metres.';

function profile(
  id: string,
  title: string,
  names: readonly string[],
  differs: Partial<Omit<ModelProfile, 'prompts'>>,
  prompts: Partial<ProfilePrompts>,
): ModelProfile {
  return { ...GENERIC, ...differs, id, title, names, prompts: { ...GENERIC_PROMPTS, ...prompts } };
}

export const PROFILES: readonly ModelProfile[] = [
  GENERIC,
  profile('robopoint', 'RoboPoint', ['robopoint'], {}, { points: TUPLES, trace: TRACE_TUPLES, grasp: TUPLES }),
  profile(
    'robospatial',
    'Models trained on RoboSpatial',
    ['robospatial'],
    {},
    { points: TUPLES, trace: TRACE_TUPLES, grasp: TUPLES },
  ),
  profile(
    'robobrain',
    'RoboBrain 1 and 2.0',
    ['robobrain'],
    {},
    { points: TUPLES, trace: TRACE_TUPLES, grasp: TUPLES },
  ),
  profile('roborefer', 'RoboRefer', ['roborefer'], {}, { points: TUPLES, trace: TRACE_TUPLES, grasp: TUPLES }),
  profile(
    'robotracer',
    'RoboTracer, RoboBrain 2.5: traces with depth',
    ['robotracer', 'robobrain2.5'],
    { scale: THOUSAND, depth: 'metres' },
    {
      points:
        '{question} Your answer should be a list of tuples [(x1, y1), (x2, y2), ...] with x and y between 0 and 1000: normalized pixel locations in the image.',
      trace:
        '{question} Your answer should be a list of tuples [(x1, y1, d1), (x2, y2, d2), ...] in the order they are passed, with x and y between 0 and 1000: normalized pixel locations in the image, and d the depth in metres.',
      box2d: '{question} Answer with one box [x1, y1, x2, y2] with numbers between 0 and 1000.',
      grasp:
        '{question} Your answer should be a list of two tuples [(x1, y1), (x2, y2)] with x and y between 0 and 1000: normalized pixel locations in the image.',
    },
  ),
  profile(
    'molmo',
    'Molmo 1',
    ['molmo', 'molmoe', 'molmoact'],
    { notation: 'molmo', scale: { kind: 'span', max: 100 } },
    {
      box2d: '{question} Answer with one box [x1, y1, x2, y2] in percent of the width and height of the image.',
      points: '{question} Answer by pointing.',
      trace: traceIn('percent of the width and height of the image'),
      grasp: '{question} Answer by pointing to the two places.',
    },
  ),
  profile(
    'molmo2',
    'Molmo 2',
    ['molmo2'],
    { notation: 'molmo-coords', scale: THOUSAND },
    {
      box2d: '{question} Answer with one box [x1, y1, x2, y2] with numbers between 0 and 1000.',
      points: '{question} Answer by pointing.',
      trace: traceIn('thousandths of the width and height of the image'),
      grasp: '{question} Answer by pointing to the two places.',
    },
  ),
  profile(
    'qwen2-vl',
    'Qwen2-VL',
    ['qwen2-vl', 'qwen-vl', 'qvq'],
    { scale: THOUSAND, boxAsPoint: true },
    {
      points:
        '{question} Answer with a list of points (x,y) with numbers between 0 and 1000: shares of the width and height of the image in thousandths.',
      box2d:
        '{question} Answer with its bounding box (x1,y1),(x2,y2) with numbers between 0 and 1000: shares of the width and height of the image in thousandths.',
      trace:
        '{question} Answer with a list of points (x,y,d) in the order they are passed, with x and y between 0 and 1000: shares of the width and height of the image in thousandths, and d the depth in metres.',
      grasp:
        '{question} Answer with two points (x1,y1) and (x2,y2) with numbers between 0 and 1000: shares of the width and height of the image in thousandths.',
    },
  ),
  profile(
    'qwen2.5-vl',
    'Qwen2.5-VL: pixels of the resized image',
    ['qwen2.5-vl', 'qwen2.5-omni', 'cosmos-reason1', 'mimo-vl'],
    {
      scale: { kind: 'pixels', of: 'resized' },
      // patch 14 × merge 2; limits of the models' preprocessor_config.json. A server started with other limits: probe.
      resize: { kind: 'multiple', factor: 28, minPixels: 3136, maxPixels: 12_845_056 },
    },
    { points: POINT_JSON, box2d: BOX_JSON, trace: TRACE_JSON, grasp: GRASP_JSON },
  ),
  profile(
    'qwen3-vl',
    'Qwen3-VL',
    ['qwen3-vl', 'qwen3.5', 'cosmos-reason2'],
    { scale: THOUSAND, angle: 'half-turns' },
    {
      points: POINT_JSON,
      box2d: BOX_JSON,
      trace: TRACE_JSON,
      grasp: GRASP_JSON,
      box3d:
        '{question} Output its 3D bounding box in JSON, in metres, in {frame}: [{"bbox_3d": [x_center, y_center, z_center, x_size, y_size, z_size, roll, pitch, yaw], "label": "name"}].',
    },
  ),
  profile(
    'paligemma',
    'PaliGemma',
    ['paligemma'],
    { notation: 'loc', scale: { kind: 'span', max: 1024 }, order: 'yx', boxAsPoint: true },
    {
      'yes-no': 'answer en {question}',
      number: 'answer en {question} Answer in {unit}.',
      count: 'answer en {question}',
      clock: 'answer en {question}',
      text: 'answer en {question}',
      points: 'detect {question}',
      box2d: 'detect {question}',
      trace:
        'answer en {question} Answer with a list [(y1, x1, d1), (y2, x2, d2), ...], y and x from 0 to 1024, d in metres.',
      grasp: 'detect {question}',
    },
  ),
  profile(
    'florence-2',
    'Florence-2',
    ['florence-2'],
    { notation: 'loc-underscore', scale: { kind: 'bins', bins: 1000 }, boxAsPoint: true },
    {
      points: '<CAPTION_TO_PHRASE_GROUNDING>{question}',
      box2d: '<CAPTION_TO_PHRASE_GROUNDING>{question}',
      trace: traceIn('thousandths of the width and height of the image'),
      grasp: '<CAPTION_TO_PHRASE_GROUNDING>{question}',
    },
  ),
  profile(
    'gemini',
    'Gemini',
    ['gemini'],
    { scale: THOUSAND, order: 'yx' },
    {
      points:
        '{question} Answer as JSON: [{"point": [y, x], "label": "name"}, ...], the points in [y, x] order normalized to 0-1000.',
      box2d:
        '{question} Answer as JSON: [{"box_2d": [ymin, xmin, ymax, xmax], "label": "name"}], normalized to 0-1000.',
      trace:
        '{question} Answer as JSON, in the order they are passed: [[y, x, d], ...], with y and x normalized to 0-1000 and d the depth in metres.',
      grasp:
        '{question} Answer as JSON: [{"point": [y, x], "label": "finger"}, {"point": [y, x], "label": "finger"}], the points in [y, x] order normalized to 0-1000.',
    },
  ),
  profile(
    'moondream',
    'Moondream',
    ['moondream'],
    { boxAsPoint: true },
    {
      points: MOONDREAM_POINTS,
      trace:
        '{question} Answer as JSON, in the order they are passed: {"points": [{"x": 0.5, "y": 0.5, "depth": 1.0}, ...]}, x and y as shares of width and height, depth in metres.',
      grasp: MOONDREAM_POINTS,
      box2d:
        '{question} Answer as JSON: {"objects": [{"x_min": 0.1, "y_min": 0.1, "x_max": 0.2, "y_max": 0.2}]}, as shares of width and height.',
    },
  ),
];

export const GENERIC_PROFILE = GENERIC;

export const profileById = (id: string): ModelProfile | undefined => PROFILES.find((p) => p.id === id);

/**
 * The profile a model's name speaks for: the one with the longest part of a name that occurs in it, letters and digits
 * alone compared ("Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5vl:7b" and "qwen2_5_vl" are one). A suggestion: whoever runs a
 * model sees it and can choose another.
 *
 * @param model a folder, an endpoint's `URL#model`, a baseline's name
 * @returns the generic profile when no family is named
 */
export function suggestProfile(model: string, profiles: readonly ModelProfile[] = PROFILES): ModelProfile {
  const name = squeeze(model.includes('#') ? model.slice(model.lastIndexOf('#') + 1) : model);
  let best = GENERIC;
  let length = 0;
  for (const candidate of profiles) {
    for (const part of candidate.names.map(squeeze)) {
      if (part.length > length && name.includes(part)) [best, length] = [candidate, part.length];
    }
  }
  return best;
}

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');
