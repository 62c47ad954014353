import type { Answer, QuestionRecord, SceneRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import { checkQuestion } from './check-question.ts';
import { expect } from './expecting.ts';
import { boxRecord, lexicon, question, stage, tableScene, type BoxSpec } from './made-by-hand.ts';
import { createReport } from './report.ts';
import { add } from './vec.ts';

// Grasps, traces and what must be taken away, with mistakes made on purpose.

/** The table scene with one thing more, that stands on nothing in particular. */
const withBox = (spec: BoxSpec): SceneRecord => {
  const scene = tableScene();
  return { ...scene, objects: [...scene.objects, boxRecord(spec)] };
};

function judged(scene: SceneRecord, q: QuestionRecord): string[] {
  const { world, view } = stage(scene);
  const report = createReport();
  checkQuestion(report, world, [view], q, words);
  return report.contradictions.map((c) => c.check);
}
const words = { ...lexicon, nouns: { ...lexicon.nouns, can: ['can'], post: ['post'] } };
const accepts = (what: string, scene: SceneRecord, q: QuestionRecord): void => {
  const found = judged(scene, q);
  expect(what, found.length === 0, found.join(', '));
};
const refuses = (what: string, scene: SceneRecord, q: QuestionRecord, check: string): void => {
  const found = judged(scene, q);
  expect(`${what} is found`, found.includes(check), found.join(', ') || 'nothing found');
};

const none = question({}).evidence;
const project = (scene: SceneRecord) => {
  const { view } = stage(scene);
  return (p: Vec3) => {
    const seen = view.toCamera(p);
    const [u, v] = view.project(seen);
    return { pixel: [u, v] as const, depth: seen[2], share: [u / view.width, v / view.height] as const };
  };
};

// --- grasps: a can 5 cm wide and 12 cm high, held 2 cm below its top

const can: BoxSpec = { id: 6, category: 'can', center: [-0.1, -0.25, 0.81], size: [0.05, 0.05, 0.12] };
const canScene = withBox(can);
const seenIn = project(canScene);
type Ends = readonly [Vec3, Vec3];
const ENDS: Ends = [
  [-0.125, -0.25, 0.85],
  [-0.075, -0.25, 0.85],
];
interface Given {
  readonly ends?: Ends;
  readonly width?: number;
  readonly approach?: Vec3;
  readonly off?: number;
  readonly opening?: number;
  readonly from?: string;
}
const grasp = ({ ends = ENDS, width = 0.05, approach = [0, 0, -1], off = 0, opening = 0.08, from = 'above' }: Given) =>
  question({
    kind: 'plan',
    type: 'grasp',
    frame: null,
    objects: { subject: 6 },
    phrases: { '6': 'can' },
    text: 'Where can a gripper that opens 8 cm hold the can from above?',
    answer: {
      kind: 'grasp',
      grasps: [
        { world: ends, width, approach, pixels: ends.map((p) => [seenIn(p).pixel[0] + off, seenIn(p).pixel[1]]) },
      ],
    } as unknown as Answer,
    answerText: '',
    evidence: { ...none, params: { opening, from } },
  });
const shifted = (by: Vec3): Ends => [add(ENDS[0], by), add(ENDS[1], by)];
accepts('a grasp', canScene, grasp({}));
refuses('a grasp wider than it says', canScene, grasp({ width: 0.052 }), 'plan grasp: width');
refuses('a grasp wider than the hand', canScene, grasp({ opening: 0.055 }), 'plan grasp: width');
refuses('a grasp beside the thing', canScene, grasp({ ends: shifted([0, 0.03, 0]) }), 'plan grasp: on its surface');
refuses('a grasp too far down', canScene, grasp({ ends: shifted([0, 0, -0.04]) }), 'plan grasp: near its top');
refuses('a tilted grasp', canScene, grasp({ ends: [ENDS[0], add(ENDS[1], [0, 0, 0.02])] }), 'plan grasp: level');
refuses('a way in from the side that is not', canScene, grasp({ approach: [0, 1, 0] }), 'plan grasp: way in');
refuses('a grasp marked elsewhere', canScene, grasp({ off: 3 }), 'plan grasp: projects there');
const post: BoxSpec = { id: 7, category: 'post', center: [-0.055, -0.25, 0.83], size: [0.02, 0.1, 0.16] };
const crowded = { ...canScene, objects: [...canScene.objects, boxRecord(post)] };
refuses('a finger in another thing', crowded, grasp({}), 'plan grasp: the hand keeps clear');

const graspable = (verdict: 'T' | 'F', opening: number) =>
  question({
    kind: 'plan',
    type: 'graspable',
    frame: null,
    objects: { subject: 6 },
    phrases: { '6': 'can' },
    text: 'Can a gripper that opens so wide hold the can from above?',
    answer: { kind: 'yes-no', value: verdict === 'T' },
    answerText: verdict === 'T' ? 'Yes' : 'No',
    evidence: { ...none, verdict, params: { opening, from: 'above' } },
  });
accepts('what can be held', canScene, graspable('T', 0.08));
accepts('what is too wide', canScene, graspable('F', 0.04));
refuses('a hold denied', canScene, graspable('F', 0.08), 'plan graspable');
refuses('a hold that is none', canScene, graspable('T', 0.04), 'plan graspable: something to hold');

// --- traces: the red mug goes to the right of the laptop, over it

const scene = tableScene();
const seen = project(scene);
const WITNESS: Vec3 = [0.24, 0.05, 0.8];
const START: Vec3 = [-0.35, 0, 0.8];
const over = (height: number, end = WITNESS): Vec3[] => [
  START,
  [START[0], START[1], START[2] + height],
  [end[0], end[1], START[2] + height],
  end,
];
const EGO = { kind: 'ego', view: 's-v0' } as const;
const trace = (points: readonly Vec3[], deeper = 0) =>
  question({
    kind: 'plan',
    type: 'trace',
    direction: 'right',
    frame: EGO,
    objects: { subject: 3, reference: 2 },
    text: 'Give the way of the red mug to a free place to the right of the laptop, as the camera sees it.',
    answer: {
      kind: 'trace',
      pixels: points.map((p) => [...seen(p).pixel, seen(p).depth + deeper]),
      normalised: points.map((p) => [...seen(p).share, seen(p).depth]),
      world: points,
    } as unknown as Answer,
    answerText: '',
    evidence: {
      ...none,
      witness: { worldFromObject: { position: WITNESS, orientation: [0, 0, 0, 1] }, surface: 1 },
    },
  });
accepts('a trace', scene, trace(over(0.16)));
refuses('a trace through the laptop', scene, trace(over(0.05)), 'plan trace: keeps clear');
refuses('a trace that ends elsewhere', scene, trace(over(0.16, [0.24, 0.08, 0.8])), 'plan trace: ends at the witness');
refuses('a trace that begins elsewhere', scene, trace(over(0.16).slice(1)), 'plan trace: begins at its centre');
refuses('depths that are not its own', scene, trace(over(0.16), 0.01), 'plan trace: projects there');
const slanted = over(0.16).map((p, i): Vec3 => (i === 1 ? add(p, [0.03, 0, 0]) : p));
refuses('a trace that goes up aslant', scene, trace(slanted), 'plan trace: up, across, down');
refuses('a trace out of the picture', scene, trace(over(0.6)), 'plan trace: in the image');
const nowhere = trace(over(0.16));
refuses(
  'a trace to a place that is none',
  scene,
  {
    ...nowhere,
    evidence: {
      ...none,
      witness: { worldFromObject: { position: [0.24, 0.05, 0.83], orientation: [0, 0, 0, 1] }, surface: 1 },
    },
  },
  'plan trace: place plane',
);

// --- what must be taken away: the book lies where the red mug is to go

const PLACE: Vec3 = [0.3, -0.2, 0.8];
const removed = (first: number, more: Partial<QuestionRecord['evidence']> = {}, place = PLACE) =>
  question({
    kind: 'plan',
    type: 'removed_to_fit',
    direction: 'right',
    frame: EGO,
    objects: { subject: 3, reference: 2 },
    phrases: { '3': 'red mug', '2': 'laptop', '4': 'blue mug', '5': 'book' },
    text: 'What must be taken away so that the red mug fits to the right of the laptop, as the camera sees it?',
    answer: {
      kind: 'choice',
      options: [
        { text: 'the book', object: 5 },
        { text: 'the blue mug', object: 4 },
      ],
      correct: first === 5 ? 0 : 1,
    },
    answerText: first === 5 ? 'the book' : 'the blue mug',
    evidence: {
      ...none,
      blockers: [4, 5],
      rejected: { blocked: 3 },
      params: { tried: 3 },
      witness: { worldFromObject: { position: place, orientation: [0, 0, 0, 1] }, surface: 1 },
      ...more,
    },
  });
accepts('what must be taken away', scene, removed(5));
refuses('the wrong thing taken away', scene, removed(4), 'plan removed_to_fit: it is in that place');
refuses('what blocks nothing', scene, removed(5, { blockers: [4] }), 'plan removed_to_fit: it blocks');
refuses(
  'rejections that do not add up',
  scene,
  removed(5, { rejected: { blocked: 2 } }),
  'plan removed_to_fit: rejected',
);
refuses(
  'a place that is not free without it',
  scene,
  removed(5, {}, [0.3, -0.2, 0.83]),
  'plan removed_to_fit: without it, plane',
);
const nailed = { ...scene, objects: scene.objects.map((o) => (o.id === 5 ? { ...o, fixed: true } : o)) };
refuses('what cannot be moved', nailed, removed(5), 'plan removed_to_fit: it can be moved');
const laden = {
  ...scene,
  contacts: scene.contacts.map((c) => (c.a === 4 ? { ...c, b: 5 } : c)),
};
refuses('what carries something', laden, removed(5), 'plan removed_to_fit: it carries nothing');
