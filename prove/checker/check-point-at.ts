import type { Report } from './report.ts';
import type { QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { n4 } from './fuzzy.ts';
import { fillRings } from './pixels.ts';
import { decodeRle } from './rle.ts';
import { distance } from './vec.ts';

/** Points on an object: its visible pixels are the mask, and every point lies on it in the picture and in space. */
export function checkPointAt(report: Report, world: World, view: View, q: QuestionRecord): void {
  const check = 'question point';
  const id = q.objects.subject;
  const { mask: stored, pixels, normalised, world: points, rings } = q.answer;
  if (id === undefined || !world.has(id) || !stored || !pixels || !normalised || !points || !rings) {
    report.expect(check, false, q.id, 'subject, mask, rings, pixels, normalised, world', 'one is missing');
    return;
  }
  const { width, height } = view;
  const mask = decodeRle(stored);
  let off = 0;
  for (let i = 0; i < mask.length; i++) if ((mask[i] === 1) !== (view.ids[i] === id)) off++;
  report.expect(
    `${check}: mask`,
    off === 0 && mask.length === width * height,
    q.id,
    'its visible pixels',
    `${off} differ`,
  );
  const drawn = fillRings(rings, width, height);
  let apart = 0;
  for (let i = 0; i < mask.length; i++) if (drawn[i] !== mask[i]) apart++;
  report.expect(`${check}: rings fill the mask`, apart === 0, q.id, 'the same pixels', `${apart} differ`);
  report.expect(
    `${check}: aligned`,
    pixels.length === points.length && pixels.length === normalised.length && pixels.length === 10,
    q.id,
    `${pixels.length} pixels`,
    `${normalised.length} normalised, ${points.length} world`,
  );
  pixels.forEach(([u, v], i) => {
    const at = `${q.id} point ${i}`;
    const [x, y] = [Math.floor(u), Math.floor(v)];
    const depth = view.depth[y * width + x];
    report.expect(`${check}: on it`, view.ids[y * width + x] === id, at, String(id), String(view.ids[y * width + x]));
    report.expect(
      `${check}: normalised`,
      Math.abs(normalised[i][0] * width - u) < 0.06 && Math.abs(normalised[i][1] * height - v) < 0.06,
      at,
      normalised[i].join(' '),
      `${n4(u / width)} ${n4(v / height)}`,
    );
    const ray = view.ray(u, v);
    const there = [0, 1, 2].map((k) => view.eye[k] + ray[k] * depth) as [number, number, number];
    report.expect(
      `${check}: world at its depth`,
      distance(points[i], there) < 1e-6 + 2 * view.record.depthUnit,
      at,
      points[i].map(n4).join(' '),
      there.map(n4).join(' '),
    );
  });
}
