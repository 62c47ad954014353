import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import { checkQuestion } from './check-question.ts';
import { checkScene } from './check-scene.ts';
import { checkView } from './check-view.ts';
import { direction } from './directions.ts';
import { expect, near } from './expecting.ts';
import { askable, freeRegion } from './free-space.ts';
import { lexicon, question, stage, tableScene } from './made-by-hand.ts';
import { meshPenetration } from './penetration.ts';
import { findPose } from './pose-search.ts';
import { createReport } from './report.ts';
import { add } from './vec.ts';
import { onPlane } from './view.ts';

// --- a table laid by hand, with nothing wrong

const scene = tableScene();
const { world, view } = stage(scene);
const judged = (q: QuestionRecord) => {
  const report = createReport();
  checkQuestion(report, world, [view], q, lexicon);
  return report;
};
const accepts = (what: string, q: QuestionRecord): void => {
  const report = judged(q);
  expect(
    what,
    report.contradictions.length === 0,
    report.contradictions.map((c) => `${c.check}: ${c.claimed} / ${c.found}`).join('; '),
  );
};
const refuses = (what: string, q: QuestionRecord, check: string): void => {
  const report = judged(q);
  expect(
    `${what} is found`,
    report.contradictions.some((c) => c.check.startsWith(check)),
    report.contradictions.map((c) => c.check).join(', ') || 'nothing found',
  );
};
{
  const report = createReport();
  checkScene(report, world);
  checkView(report, world, view);
  expect(
    'scene and view without fault',
    report.contradictions.length === 0,
    report.contradictions.map((c) => `${c.check} ${c.id}: ${c.found}`).join('; '),
  );
}

const m = direction(world, view, { kind: 'ego' }, 'left', 3, 2, 'tabletop').measured;
const yes = question({ evidence: { ...question({}).evidence, measured: { ...m } } });
const no = { ...yes.evidence, verdict: 'F' };
accepts('left, ego', yes);
refuses(
  'a flipped answer',
  { ...yes, answer: { kind: 'yes-no', value: false }, answerText: 'No' },
  'answer is the verdict',
);
refuses(
  'a flipped verdict',
  { ...yes, answer: { kind: 'yes-no', value: false }, answerText: 'No', evidence: no },
  'question left ego',
);
refuses('an answer text at odds', { ...yes, answerText: 'No' }, 'answer text');
refuses(
  'a margin off by 1e-5',
  { ...yes, evidence: { ...yes.evidence, measured: { ...m, margin: (m?.margin ?? 0) + 1e-5 } } },
  'question left ego: measured',
);
refuses('an ambiguous phrase', { ...yes, phrases: { '3': 'mug', '2': 'laptop' } }, 'phrase unique');
refuses(
  'a hypernym that fits two',
  { ...yes, phrases: { '3': 'cup', '2': 'laptop' }, text: 'From the camera, is the cup to the left of the laptop?' },
  'phrase unique',
);
refuses('a wrong colour', { ...yes, phrases: { '3': 'blue mug', '2': 'laptop' } }, 'phrase unique');
refuses('a missing phrase', { ...yes, phrases: { '2': 'laptop' } }, 'phrase given');
refuses('the wrong profile', { ...yes, profile: 'room' }, 'question profile');
const facingOwn = { kind: 'object', object: 2 } as const;
const own = question({
  frame: facingOwn,
  type: 'right',
  text: "Is the red mug on the laptop's own right?",
  evidence: {
    ...question({}).evidence,
    measured: { ...direction(world, view, facingOwn, 'right', 3, 2, 'tabletop').measured },
  },
  egoVerdict: 'F',
});
accepts('right of an object that faces the camera', own);
refuses(
  'mirrored sides of an object',
  { ...own, type: 'left', text: "Is the red mug on the laptop's own left?", egoVerdict: 'T' },
  'question left object',
);
refuses('a wrong egoVerdict', { ...own, egoVerdict: 'T' }, 'egoVerdict');
refuses(
  'a text that does not say whose side',
  { ...own, text: 'Is the red mug to the right of the laptop?' },
  'wording object',
);
const facingWorld = question({
  frame: { kind: 'world' },
  type: 'left',
  text: `When ${scene.anchor.text}, is the red mug to the left of the laptop, as seen when facing that way?`,
  egoVerdict: 'T',
  evidence: {
    ...question({}).evidence,
    measured: { ...direction(world, view, { kind: 'world' }, 'left', 3, 2, 'tabletop').measured },
  },
});
accepts('left, world', facingWorld);
refuses(
  "a text without the anchor's",
  { ...facingWorld, text: 'Is the red mug to the left of the laptop, as seen when facing that way?' },
  'wording world',
);
const onTable = question({
  type: 'on',
  frame: null,
  objects: { subject: 3, reference: 1 },
  phrases: { '3': 'red mug', '1': 'table' },
  text: 'Is the red mug on the table?',
});
accepts('on', onTable);
refuses(
  'a false on',
  { ...onTable, answer: { kind: 'yes-no', value: false }, answerText: 'No', evidence: no },
  'question on',
);
const tall = question({
  kind: 'metric',
  type: 'height',
  frame: null,
  objects: { subject: 3 },
  phrases: { '3': 'red mug' },
  text: 'How tall is the red mug?',
  answer: { kind: 'number', value: 0.1, unit: 'm', definition: 'height' },
  answerText: '10 cm',
});
accepts('height', tall);
refuses('a height 1 mm off', { ...tall, answer: { ...tall.answer, value: 0.101 } }, 'question height');
const asked = question({
  type: 'near',
  frame: null,
  objects: { subject: 3, reference: 2 },
  text: 'Is the red mug near the laptop?',
  answer: { kind: 'yes-no', value: true },
});
refuses('a question whose verdict is A', asked, 'question near');

// --- points

const aim = { kind: 'ego', view: 's-v0' } as const;
const region = freeRegion(world, view, 2, aim, 'right', 'tabletop');
if (typeof region === 'string') expect('free region', false, region);
else {
  expect('free region can be asked', askable(view, region, 'tabletop') === 1);
  const mask = region.lower;
  const columnsFirst: number[] = [];
  let [value, run] = [0, 0];
  for (let x = 0; x < 640; x++)
    for (let y = 0; y < 480; y++) {
      if (mask[y * 640 + x] === value) run++;
      else {
        columnsFirst.push(run);
        [value, run] = [mask[y * 640 + x], 1];
      }
    }
  columnsFirst.push(run);
  const rings: (readonly (readonly [number, number])[])[] = [];
  const inner: (readonly [number, number])[] = [];
  for (let y = 0; y < 480; y++)
    for (let x = 0; x < 640; x++) {
      if (!mask[y * 640 + x]) continue;
      if (!mask[y * 640 + x - 1]) {
        let end = x;
        while (mask[y * 640 + end]) end++;
        rings.push([
          [x, y],
          [x, y + 1],
          [end, y + 1],
          [end, y],
        ]);
      }
      let deep = true;
      for (let dy = -2; dy <= 2; dy++) for (let dx = -2; dx <= 2; dx++) deep &&= mask[(y + dy) * 640 + x + dx] === 1;
      if (deep) inner.push([x + 0.5, y + 0.5]);
    }
  const pixels = [...Array(10).keys()].map((i) => inner[Math.floor(((i + 0.5) * inner.length) / 10)]);
  const points = pixels.map(([u, v]) => onPlane(view, u, v, region.surface.outline[0], region.surface.normal) as Vec3);
  const spots = question({
    kind: 'context',
    type: 'free_space',
    direction: 'right',
    frame: aim,
    objects: { reference: 2 },
    phrases: { '2': 'laptop' },
    text: 'Point to free space to the right of the laptop, as the camera sees it.',
    answer: {
      kind: 'points',
      pixels,
      normalised: pixels.map(([u, v]) => [u / 640, v / 480] as const),
      world: points,
      mask: { size: [480, 640], counts: columnsFirst },
      rings,
    },
    answerText: '',
  });
  accepts('points', spots);
  const swapped = [points[1], points[0], ...points.slice(2)];
  refuses(
    '3D points out of order',
    { ...spots, answer: { ...spots.answer, world: swapped } },
    'question points: world projects',
  );
  const moved = points.map((p, i): Vec3 => (i === 3 ? add(p, [0, 0, 0.01]) : p));
  refuses(
    'a point lifted by 10 mm',
    { ...spots, answer: { ...spots.answer, world: moved } },
    'question points: world on the patch',
  );
  const onMug = pixels.map((p, i) =>
    i === 4 ? ([...(view.seen(4)?.centroid ?? [0, 0])] as unknown as readonly [number, number]) : p,
  );
  refuses('a point on a mug', { ...spots, answer: { ...spots.answer, pixels: onMug } }, 'question points: in the mask');
  const cut = [...columnsFirst];
  const longest = cut.reduce((best, n, i) => (i % 2 && n > cut[best] ? i : best), 1);
  cut[longest] -= 1;
  cut[longest + 1] += 1;
  refuses(
    'a mask one pixel short',
    { ...spots, answer: { ...spots.answer, mask: { size: [480, 640], counts: cut } } },
    'question points: mask',
  );
  refuses(
    'rings that miss a row',
    { ...spots, answer: { ...spots.answer, rings: rings.slice(1) } },
    'question points: rings',
  );
  const isFree = {
    ...spots,
    answer: { kind: 'yes-no', value: true },
    answerText: 'Yes',
    text: 'Is there free space to the right of the laptop, as the camera sees it?',
  };
  accepts('free space, yes', isFree);
  refuses(
    'free space denied',
    { ...isFree, answer: { kind: 'yes-no', value: false }, answerText: 'No', evidence: no },
    'question free_space ego',
  );
}

// --- fits

const patch = world.surfaces[0];
const pose = findPose(world, view, 3, 2, patch, { frame: aim, name: 'right' }, 'tabletop', 0.02);
expect('a pose is found', pose !== null);
if (pose) {
  const clear: Vec3 = [0.24, 0.05, 0.8];
  const fits = question({
    kind: 'compatibility',
    type: 'fits',
    direction: 'right',
    frame: aim,
    objects: { subject: 3, reference: 2 },
    text: 'Would the red mug fit to the right of the laptop, within 30 cm of it, as the camera sees it?',
    evidence: {
      ...question({}).evidence,
      witness: { worldFromObject: { position: clear, orientation: [0, 0, 0, 1] }, surface: 1 },
      params: { tried: 10 },
    },
  });
  accepts('fits', fits);
  const put = (position: Vec3): QuestionRecord => ({
    ...fits,
    evidence: { ...fits.evidence, witness: { worldFromObject: { position, orientation: [0, 0, 0, 1] }, surface: 1 } },
  });
  refuses('a witness too near the laptop', put([0.155, 0, 0.8]), 'question fits: witness clearance');
  refuses('a witness over the edge', put([0.58, 0, 0.8]), 'question fits: witness');
  refuses('a witness in the air', put([0.24, 0.05, 0.83]), 'question fits: witness plane');
  refuses('a witness on the other side', put([-0.24, 0.05, 0.8]), 'question fits: witness direction');
  refuses(
    'fits denied',
    {
      ...fits,
      answer: { kind: 'yes-no', value: false },
      answerText: 'No',
      evidence: { ...no, witness: null, params: { tried: 3 }, rejected: { blocked: 3 }, blockers: [4] },
    },
    'question fits',
  );
  refuses(
    'rejections that do not add up',
    {
      ...fits,
      answer: { kind: 'yes-no', value: false },
      answerText: 'No',
      evidence: { ...no, witness: null, params: { tried: 3 }, rejected: { blocked: 2 }, blockers: [4] },
    },
    'question fits: rejected',
  );
}

// --- faults in the scene and in the view

const spoiled = (what: string, change: (s: typeof scene) => typeof scene, check: string): void => {
  const report = createReport();
  checkScene(report, stage(change(scene)).world);
  expect(
    `${what} is found`,
    report.contradictions.some((c) => c.check.startsWith(check)),
    report.contradictions.map((c) => c.check).join(', ') || 'nothing found',
  );
};
const lifted = (s: typeof scene, id: number, by: Vec3): typeof scene => ({
  ...s,
  objects: s.objects.map((o) =>
    o.id === id
      ? {
          ...o,
          worldFromObject: { ...o.worldFromObject, position: add(o.worldFromObject.position, by) },
          obb: { ...o.obb, center: add(o.obb.center, by) },
        }
      : o,
  ),
});
spoiled('hovering by 2 mm', (s) => lifted(s, 3, [0, 0, 0.002]), 'not hovering');
spoiled('sunk by 0.7 mm', (s) => lifted(s, 3, [0, 0, -0.0007]), 'penetration');
spoiled(
  'an obb off by 1 mm',
  (s) => ({
    ...s,
    objects: s.objects.map((o) => ({ ...o, obb: { ...o.obb, center: add(o.obb.center, [0.001, 0, 0]) } })),
  }),
  'obb centre',
);
// The laptop's weight is moved to a contact of another normal: z is what points up, x is level.
const pressedBy = (s: typeof scene, x: number, z: number, friction: number): typeof scene => ({
  ...s,
  objects: s.objects.map((o) => ({ ...o, friction })),
  contacts: s.contacts.map((c, i) => (i === 0 ? { ...c, normal: [x, 0, z] as const } : c)),
});
const CARRIES = 'support contacts can push up';
spoiled('weight on a contact that pushes down', (s) => pressedBy(s, 0, -1, 0.5), CARRIES);
spoiled('weight on a level contact without friction', (s) => pressedBy(s, 1, 0, 0), CARRIES);
spoiled('weight on an overhang beyond the friction cone', (s) => pressedBy(s, 0.8, -0.6, 0.5), CARRIES);
for (const [what, x, z] of [
  ['a level contact that friction holds', 1, 0],
  ['a slight overhang within the friction cone', Math.cos(0.1), -Math.sin(0.1)],
] as const) {
  const report = createReport();
  checkScene(report, stage(pressedBy(scene, x, z, 0.5)).world);
  const found = report.contradictions.filter((c) => c.check === CARRIES);
  expect(`weight on ${what} is let pass`, found.length === 0, found.map((c) => c.check).join(', '));
}
spoiled('shares that sum to 0.75', (s) => ({ ...s, contacts: s.contacts.slice(1) }), 'shares sum');
spoiled(
  'a surface 3 mm too high',
  (s) => ({ ...s, surfaces: s.surfaces.map((f) => ({ ...f, outline: f.outline.map((p) => add(p, [0, 0, 0.003])) })) }),
  'surface lies',
);
spoiled(
  'a surface wound clockwise',
  (s) => ({ ...s, surfaces: s.surfaces.map((f) => ({ ...f, outline: [...f.outline].reverse() })) }),
  'surface counter',
);
{
  const deep = meshPenetration(
    world.body(2),
    stage(lifted(lifted(scene, 3, [0, 0, 0]), 3, [0.203, 0, 0])).world.body(3),
  );
  near('penetration of two meshes', deep.depth, 0.003, 1e-9);
}
const listed = view.record.objects;
const wrongView = (what: string, entry: Partial<(typeof listed)[number]>, check: string): void => {
  const report = createReport();
  const record = { ...view.record, objects: listed.map((o) => (o.id === 3 ? { ...o, ...entry } : o)) };
  checkView(report, world, { ...view, record });
  expect(
    `${what} is found`,
    report.contradictions.some((c) => c.check === check),
    report.contradictions.map((c) => c.check).join(', ') || 'nothing found',
  );
};
const mug = listed.find((o) => o.id === 3);
wrongView('a pixel too many', { visiblePixels: (mug?.visiblePixels ?? 0) + 1 }, 'visiblePixels');
wrongView('an amodal count 2 % off', { amodalPixels: Math.round((mug?.amodalPixels ?? 0) * 1.02) }, 'amodalPixels');
wrongView(
  'a centroid half a pixel off',
  { centroid: [(mug?.centroid?.[0] ?? 0) + 0.5, mug?.centroid?.[1] ?? 0] },
  'centroid',
);
wrongView('a truncation', { truncation: 0.1 }, 'truncation');
{
  const report = createReport();
  checkView(report, world, { ...view, ids: view.ids.map((id) => (id === 3 ? 4 : id)) });
  expect(
    'swapped ids are found',
    report.contradictions.some((c) => c.check === 'ids against the meshes'),
  );
  const deeper = createReport();
  checkView(deeper, world, { ...view, depth: view.depth.map((z) => (z > 0 ? z + 0.0005 : 0)) });
  expect(
    'depth 0.5 mm off is found',
    deeper.contradictions.some((c) => c.check === 'depth against the meshes'),
  );
}
