import { projectCamera } from '../../core/camera/pinhole.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import { compose } from '../../core/geometry/pose.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { boxEdges } from './box-edges.js';

// What questions over several views and plans put on a picture: marks, traces, contacts of a grasp, points in the air.

/** SVG in the pixels of one of the question's views; empty where there is nothing to draw. */
export function drawPlan(question: QuestionRecord, view: ViewRecord): string {
  const { answer, views } = question;
  const isLast = view.id === views[views.length - 1];
  return `${drawMarks(question, view)}${isLast ? drawAnswer(answer, view) : ''}`;
}

/** The marks that a question states as points: in the first view, and in the last. */
function drawMarks({ evidence: { measured }, views }: QuestionRecord, view: ViewRecord): string {
  const at = (u: unknown, v: unknown) => (typeof u === 'number' && typeof v === 'number' ? cross(u, v, 'mark') : '');
  const first = view.id === views[0] ? at(measured['markU'], measured['markV']) : '';
  return first + (view.id === views[views.length - 1] ? at(measured['otherU'], measured['otherV']) : '');
}

function drawAnswer(answer: QuestionRecord['answer'], view: ViewRecord): string {
  switch (answer.kind) {
    case 'trace': {
      const path = answer.pixels.map(([u, v], i) => `${i === 0 ? 'M' : 'L'}${short(u)} ${short(v)}`).join('');
      const dots = answer.pixels.map(([u, v]) => circle(u, v, 3.5)).join('');
      return `<path class="trace" d="${path}"/><g class="dots">${dots}</g>`;
    }
    case 'grasp':
      return answer.grasps
        .map(({ pixels: [[u0, v0], [u1, v1]] }, i) => {
          const line = `<path class="${i === 0 ? 'trace' : 'other-grasp'}" d="M${short(u0)} ${short(v0)}L${short(u1)} ${short(v1)}"/>`;
          return i === 0 ? `${line}<g class="dots">${circle(u0, v0, 3.5)}${circle(u1, v1, 3.5)}</g>` : line;
        })
        .join('');
    case 'points3d': {
      if (answer.frame !== 'camera') return '';
      return answer.points
        .map((p) => projectCamera(view.intrinsics, p))
        .map(([u, v]) => cross(u, v, 'mark'))
        .join('');
    }
    case 'box2d': {
      const [x0, y0, x1, y1] = answer.box;
      return `<rect class="answer-box" x="${x0}" y="${y0}" width="${x1 - x0}" height="${y1 - y0}"/>`;
    }
    case 'box3d': {
      const box = { position: answer.center, orientation: answer.orientation };
      const cameraFromBox = answer.frame === 'camera' ? box : compose(view.cameraFromWorld, box);
      return `<path class="witness" d="${boxEdges(cameraFromBox, answer.halfExtents, view)}"/>`;
    }
    default:
      return '';
  }
}

const circle = (u: number, v: number, r: number): string => `<circle cx="${short(u)}" cy="${short(v)}" r="${r}"/>`;

const cross = (u: number, v: number, name: string): string =>
  `<g class="${name}"><circle cx="${short(u)}" cy="${short(v)}" r="8"/><path d="M${short(u - 13)} ${short(v)}h26M${short(u)} ${short(v - 13)}v26"/></g>`;

const short = (value: number): string => String(Math.round(value * 10) / 10);
