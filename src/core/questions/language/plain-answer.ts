import { pointsText } from '../points-answer.js';
import type { Answer } from '../question-record.js';

/** An answer as it stands in its record, before a language puts it into words. */
export function plainAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'yes-no':
      return answer.value ? 'Yes' : 'No';
    case 'number':
      return `${answer.value}`;
    case 'choice':
      return answer.options[answer.correct].text;
    case 'points':
      return pointsText(answer);
    case 'box2d':
      return `[${answer.box.join(', ')}]`;
    case 'box3d':
      return JSON.stringify({
        center: answer.center.map(millimetres),
        size: answer.halfExtents.map((h) => millimetres(2 * h)),
      });
    case 'points3d':
      return `[${answer.points.map(triple).join(', ')}]`;
    case 'trace':
      return `[${answer.normalised.map(triple).join(', ')}]`;
    case 'grasp': {
      const [{ normalised }] = answer.grasps;
      return `[${normalised.map(([x, y]) => `(${x.toFixed(3)}, ${y.toFixed(3)})`).join(', ')}]`;
    }
    case 'text':
      return answer.value;
  }
}

const triple = ([x, y, z]: readonly number[]): string => `(${x.toFixed(3)}, ${y.toFixed(3)}, ${z.toFixed(3)})`;

const millimetres = (x: number): number => Math.round(1000 * x) / 1000;
