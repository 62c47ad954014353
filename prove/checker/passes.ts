import type { Verdict } from './fuzzy.ts';
import type { Polygon, Vec2 } from './polygon.ts';
import type { QuestionRecord } from './types.ts';
import type { World } from './world.ts';
import { constants } from './constants.ts';
import { patchOf } from './arrangement.ts';
import { clearanceOf } from './clearance.ts';
import { atLeast, n4, not, verdict } from './fuzzy.ts';
import { planar } from './inside.ts';
import { gapInBand } from './metric.ts';
import { planeHeight } from './world.ts';

/**
 * "Can a w-wide robot pass between B and C": the widest disc that gets from one side of the segment BC to the other
 * within the strip between them, on a grid; what the grid cannot tell is left open.
 */
export function passes(world: World, q: QuestionRecord): Verdict {
  const ids = [q.objects.subject, q.objects.reference, q.objects.second].filter(
    (id): id is number => id !== undefined && id !== null,
  );
  const [b, c] = ids.slice(-2);
  const { width, height } = q.evidence.params as { width?: number; height?: number };
  const k = constants(q.profile);
  if (typeof width !== 'number' || b === undefined || c === undefined)
    return verdict(0.5, 0.5, 'open: width or objects missing');
  const [B, C] = [world.body(b), world.body(c)];
  const patch = patchOf(world, b);
  const ground = patch ? planeHeight(patch, planar(B.center)) : Math.min(B.lo[2], C.lo[2]);
  const [low, high] = [ground + 0.02, ground + (height ?? k.robotHeight)];
  const gap = gapInBand(B, C, low, high);
  const axis: Vec2 = [C.center[0] - B.center[0], C.center[1] - B.center[1]];
  const size = Math.hypot(...axis);
  const [ux, uy] = [axis[0] / size, axis[1] / size];
  const depth =
    Math.max(
      ...[B, C].flatMap((o) => o.footprint.map((p) => Math.abs((p[1] - B.center[1]) * ux - (p[0] - B.center[0]) * uy))),
    ) + width;
  const step = Math.max(0.004, size / 150);
  const box: Polygon = [
    [Math.min(B.center[0], C.center[0]) - depth, Math.min(B.center[1], C.center[1]) - depth],
    [Math.max(B.center[0], C.center[0]) + depth, Math.max(B.center[1], C.center[1]) + depth],
  ];
  const clearance = clearanceOf(world, low, high, width / 2 + k.cYes + 2 * step, box[0], box[1]);
  const [across, rows] = [Math.floor(size / step), Math.floor((2 * depth) / step)];
  const free = (radius: number): boolean => {
    const at = (i: number, j: number): Vec2 => [
      B.center[0] + ux * i * step - uy * (j * step - depth),
      B.center[1] + uy * i * step + ux * (j * step - depth),
    ];
    const seen = new Uint8Array((across + 1) * (rows + 1));
    const queue: number[] = [];
    const visit = (i: number, j: number): void => {
      if (i < 0 || j < 0 || i > across || j > rows) return;
      const key = j * (across + 1) + i;
      if (seen[key] || clearance(at(i, j)) < radius) return;
      seen[key] = 1;
      queue.push(key);
    };
    for (let i = 0; i <= across; i++) visit(i, 0);
    while (queue.length > 0) {
      const key = queue.pop() as number;
      const [i, j] = [key % (across + 1), Math.floor(key / (across + 1))];
      if (j === rows) return true;
      visit(i + 1, j);
      visit(i - 1, j);
      visit(i, j + 1);
      visit(i, j - 1);
    }
    return false;
  };
  const slack = 1.5 * step;
  const t = free((width + k.cYes) / 2 + slack) ? 1 : free((width + k.cYes) / 2 - slack) ? 0.5 : 0;
  const passing = free((width - k.cNo) / 2 + slack) ? 1 : free((width - k.cNo) / 2 - slack) ? 0.5 : 0;
  return verdict(
    Math.min(t, atLeast(gap, width + k.cYes)) as 0 | 0.5 | 1,
    not(passing),
    `gap ${n4(gap)}, width ${width}`,
  );
}
