import type { ViewRecord } from '../../core/camera/view-record.js';
import type { CapturedFrame } from '../../core/edges.js';
import type { Vec3 } from '../../core/geometry/vec3.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { TABLE_TOP } from './box-scene.js';

/** A yes-no, a pointing and a fitting question about a view. Their wording is plausible; their truth is not the point here. */
export function questionsOf(scene: SettledScene, view: ViewRecord, frame: CapturedFrame): QuestionRecord[] {
  const [a, b] = scene.objects.slice(1).filter((object) => view.objects.some((seen) => seen.id === object.id));
  if (!a || !b) return [];
  const delta = b.obb.center[0] - a.obb.center[0];
  const common = {
    schema: 'vantage/question@1',
    scene: scene.id,
    views: [view.id],
    split: scene.split,
    frame: { kind: 'ego', view: view.id },
    style: 'short',
    profile: 'tabletop',
    egoVerdict: null,
    spec: '0.3',
  } as const;
  const evidence = {
    verdict: 'T',
    params: {},
    gates: {},
    witness: null,
    blockers: [],
    rejected: {},
    steps: [],
  } as const;
  const { width, height } = view.intrinsics;
  // Where the table shows in the lower half, as column runs.
  const counts: number[] = [];
  let run = 0;
  let inside = false;
  for (let x = 0; x < width; x++) {
    for (let y = 0; y < height; y++) {
      const free = y > 0.7 * height && x > 0.3 * width && x < 0.5 * width && frame.ids[y * width + x] === 1;
      if (free !== inside) {
        counts.push(run);
        run = 0;
        inside = free;
      }
      run++;
    }
  }
  counts.push(run);
  const pixels = [0.85, 0.9].map((v): [number, number] => [0.4 * width, v * height]);
  return [
    {
      ...common,
      id: `${view.id}-q00`,
      kind: 'configuration',
      type: 'left',
      template: 'cfg.left.ego.01',
      text: `From the camera, is the ${a.attributes.colour} ${a.name} to the left of the ${b.attributes.colour} ${b.name}?`,
      direction: null,
      objects: { subject: a.id, reference: b.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}`, [b.id]: `${b.attributes.colour} ${b.name}` },
      answer: { kind: 'yes-no', value: true },
      answerText: 'Yes',
      evidence: { ...evidence, measured: { delta, margin: 0.0225, overlap: 0, phiDeg: 12.5 } },
    },
    {
      ...common,
      id: `${view.id}-q01`,
      kind: 'context',
      type: 'free_space',
      template: 'ctx.free.ego.01',
      text: `Point at free space in front of the ${a.attributes.colour} ${a.name}.`,
      direction: 'front',
      objects: { reference: a.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}` },
      answer: {
        kind: 'points',
        pixels,
        normalised: pixels.map(([u, v]): [number, number] => [u / width, v / height]),
        world: pixels.map((): Vec3 => [0, -0.3, TABLE_TOP]),
        mask: { size: [height, width], counts },
        rings: [],
      },
      answerText: '[(0.400, 0.850), (0.400, 0.900)]',
      evidence: { ...evidence, measured: { pixels: 100, area: 0.01 } },
    },
    {
      ...common,
      id: `${view.id}-q02`,
      kind: 'compatibility',
      type: 'fits',
      template: 'fit.right.ego.01',
      text: `Would the ${a.attributes.colour} ${a.name} fit to the right of the ${b.attributes.colour} ${b.name}, within 30 cm?`,
      direction: 'right',
      objects: { subject: a.id, reference: b.id },
      phrases: { [a.id]: `${a.attributes.colour} ${a.name}`, [b.id]: `${b.attributes.colour} ${b.name}` },
      answer: { kind: 'yes-no', value: true },
      answerText: 'Yes',
      evidence: {
        ...evidence,
        params: { tried: 12 },
        measured: { distance: 0.1, delta: 0.12, margin: 0.02, footprintVisible: 0.9 },
        witness: {
          worldFromObject: {
            position: [0.1, -0.35, TABLE_TOP],
            orientation: [0, 0, 0.3826834323650898, 0.9238795325112867],
          },
          surface: 1,
        },
      },
    },
  ];
}
