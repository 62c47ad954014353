import type { ObjectTruth, ViewRecord } from '../../core/camera/view-record.js';
import { compose, invert } from '../../core/geometry/pose.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { boxEdges } from './box-edges.js';
import { colourOf } from './mask-picture.js';
import { drawPlan } from './draw-plan.js';
import { escapeHtml } from './markup.js';

// Drawings over a view's image, as SVG in pixel-border coordinates. Crisp at any size, and labels need no font here.

/** Boxes and names of all visible objects; structure has none. */
export function drawObjects(scene: SettledScene, view: ViewRecord): string {
  const structure = new Set(scene.objects.filter((object) => object.structure).map((object) => object.id));
  const seen = view.objects.filter((truth) => truth.box !== null && !structure.has(truth.id));
  const names = new Map(scene.objects.map((object) => [object.id, object.name]));
  // Large things first, so that small ones and their names come to lie on top.
  const ordered = [...seen].sort((a, b) => areaOf(b) - areaOf(a));
  const boxes = ordered.map((truth) => rectangle(truth.box, `stroke="${hex(truth.id)}"`)).join('');
  const labels = ordered.map((truth) => label(truth, `${truth.id} ${names.get(truth.id) ?? ''}`, view)).join('');
  return `<g class="boxes">${boxes}</g><g class="labels">${labels}</g>`;
}

/** What one question is about: subject (solid) and reference (dashed) framed, free space, witness pose, blockers. */
export function drawQuestion(question: QuestionRecord, scene: SettledScene, view: ViewRecord): string {
  const { objects, answer, evidence } = question;
  const truth = new Map(view.objects.map((object) => [object.id, object]));
  const frame = (id: number | undefined, name: string) => {
    const box = id === undefined ? null : truth.get(id)?.box;
    return box ? rectangle(box, `class="${name}"`) : '';
  };
  const parts = [
    answer.kind === 'points' && view.id === question.views[question.views.length - 1] ? drawRegion(answer) : '',
    ...evidence.blockers.filter((id) => id !== objects.reference).map((id) => frame(id, 'blocker')),
    frame(objects.reference, 'reference'),
    frame(objects.second, 'reference'),
    frame(objects.subject, 'subject'),
  ];
  const subject = scene.objects.find((object) => object.id === objects.subject);
  if (evidence.witness && subject) {
    const objectFromBox = compose(invert(subject.worldFromObject), {
      position: subject.obb.center,
      orientation: subject.obb.orientation,
    });
    const worldFromBox = compose(evidence.witness.worldFromObject, objectFromBox);
    const edges = boxEdges(compose(view.cameraFromWorld, worldFromBox), subject.obb.halfExtents, view);
    parts.push(`<path class="witness" d="${edges}"/>`);
  }
  return parts.join('') + drawPlan(question, view);
}

/** Part of the image a question's thumbnail shows at least. */
const MIN_CUT = 0.45;
/** How much of its surroundings it shows around what it is about. */
const CUT_MARGIN = 1.5;

/** The part of the image around what a question is about, in the image's own proportions: an SVG viewBox. */
export function cutFor(question: QuestionRecord, view: ViewRecord): string {
  const { width, height } = view.intrinsics;
  const { subject, reference, second, members } = question.objects;
  const ids = new Set([subject, reference, second, ...(members ?? []), ...question.evidence.blockers]);
  const boxes = view.objects.flatMap(({ id, box }) => (box && ids.has(id) ? [box] : []));
  const rings = question.answer.kind === 'points' ? question.answer.rings.flat() : [];
  const us = [...boxes.flatMap(([x0, , x1]) => [x0, x1]), ...rings.map(([u]) => u)];
  const vs = [...boxes.flatMap(([, y0, , y1]) => [y0, y1]), ...rings.map(([, v]) => v)];
  if (us.length === 0 || question.evidence.witness || question.views.length > 1) return `0 0 ${width} ${height}`;
  const [u0, u1] = [Math.min(...us), Math.max(...us)];
  const [v0, v1] = [Math.min(...vs), Math.max(...vs)];
  const part = Math.min(1, Math.max(MIN_CUT, (CUT_MARGIN * (u1 - u0)) / width, (CUT_MARGIN * (v1 - v0)) / height));
  const left = clamp((u0 + u1 - part * width) / 2, 0, (1 - part) * width);
  const top = clamp((v0 + v1 - part * height) / 2, 0, (1 - part) * height);
  return [left, top, part * width, part * height].map(short).join(' ');
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** A free-space answer: its region tinted, its points on it. */
export function drawRegion(answer: Extract<QuestionRecord['answer'], { kind: 'points' }>): string {
  const dots = answer.pixels.map(([u, v]) => `<circle cx="${short(u)}" cy="${short(v)}" r="3"/>`).join('');
  return `<path class="region" fill-rule="evenodd" d="${answer.rings.map(ringPath).join('')}"/><g class="dots">${dots}</g>`;
}

/** Rings run along pixel borders: most steps are purely along u or v, and the path says so in fewer bytes. */
function ringPath(ring: readonly (readonly [number, number])[]): string {
  if (ring.length === 0) return '';
  let path = `M${short(ring[0][0])} ${short(ring[0][1])}`;
  for (let i = 1; i < ring.length; i++) {
    const du = ring[i][0] - ring[i - 1][0];
    const dv = ring[i][1] - ring[i - 1][1];
    path += dv === 0 ? `h${short(du)}` : du === 0 ? `v${short(dv)}` : `l${short(du)} ${short(dv)}`;
  }
  return `${path}z`;
}

function rectangle(box: ObjectTruth['box'], attributes: string): string {
  if (!box) return '';
  const [x0, y0, x1, y1] = box;
  return `<rect x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}" ${attributes}/>`;
}

function label(truth: ObjectTruth, text: string, view: ViewRecord): string {
  if (!truth.box) return '';
  const scale = view.intrinsics.width / 640;
  const x = Math.min(truth.box[0], view.intrinsics.width - 7 * scale * text.length);
  const y = Math.max(truth.box[1] - 3 * scale, 11 * scale);
  return `<text x="${short(Math.max(1, x))}" y="${short(y)}" font-size="${short(12 * scale)}">${escapeHtml(text)}</text>`;
}

const areaOf = ({ box }: ObjectTruth): number => (box ? (box[2] - box[0]) * (box[3] - box[1]) : 0);
const hex = (id: number): string =>
  `#${colourOf(id)
    .map((c) => c.toString(16).padStart(2, '0'))
    .join('')}`;
const short = (value: number): string => String(Math.round(value * 10) / 10);
