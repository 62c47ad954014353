import type { DirectionName } from './frames.ts';
import type { Report } from './report.ts';
import type { Frame, QuestionRecord } from './types.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { n4 } from './fuzzy.ts';
import { askable, freeRegion } from './free-space.ts';
import { count, depthInMask, fillRings, ringArea } from './pixels.ts';
import { decodeRle } from './rle.ts';
import { distance, dot, sub } from './vec.ts';
import { onPlane } from './view.ts';

// A point answer of SPEC §5: the mask recomputed pixel by pixel, every point under every condition.

export function checkPoints(
  report: Report,
  world: World,
  view: View,
  q: QuestionRecord,
  frame: Frame,
  name: DirectionName,
): void {
  const check = 'question points';
  const b = q.objects.reference ?? q.objects.subject;
  const { answer } = q;
  if (b === undefined || !answer.mask || !answer.pixels || !answer.world || !answer.normalised) {
    report.expect(check, false, q.id, 'mask, pixels, normalised, world', 'one is missing');
    return;
  }
  const region = freeRegion(world, view, b, frame, name, q.profile);
  if (typeof region === 'string') {
    report.expect(check, false, q.id, 'asked', region);
    return;
  }
  const { width, height } = view;
  const mask = decodeRle(answer.mask);
  report.expect(
    `${check}: mask size`,
    answer.mask.size[0] === height && answer.mask.size[1] === width,
    q.id,
    answer.mask.size.join('×'),
    `${height}×${width}`,
  );
  report.expect(
    `${check}: asked`,
    askable(view, region, q.profile) > 0,
    q.id,
    'asked',
    () => `${count(region.upper)} px, ${n4(region.upperArea * 1e4)} cm²`,
  );
  let [extra, missing, example] = [0, 0, -1];
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] && !region.upper[i]) extra++;
    else if (!mask[i] && region.lower[i]) missing++;
    else continue;
    if (example < 0) example = i;
  }
  report.expect(`${check}: mask`, extra + missing === 0, q.id, `${count(mask)} px`, () => {
    const [x, y] = [example % width, Math.floor(example / width)];
    const p = onPlane(view, x + 0.5, y + 0.5, region.surface.outline[0], region.surface.normal);
    const why = p ? JSON.stringify(region.conditions(p)) : 'off the plane';
    return `${extra} px too many, ${missing} too few of ${count(region.lower)}; first (${x}, ${y}), mask ${mask[example]}: ${why}`;
  });
  const { pixels, normalised, world: points } = answer;
  report.expect(
    `${check}: aligned`,
    pixels.length === points.length && pixels.length === normalised.length && pixels.length >= 1 && pixels.length <= 10,
    q.id,
    `${pixels.length} pixels`,
    `${normalised.length} normalised, ${points.length} world`,
  );
  report.expect(`${check}: ten`, pixels.length === 10, q.id, 'k = 10', String(pixels.length));
  report.expect(
    `${check}: distinct`,
    new Set(pixels.map((p) => p.join())).size === pixels.length,
    q.id,
    'distinct',
    'repeated',
  );
  pixels.forEach(([u, v], i) => {
    const id = `${q.id} point ${i}`;
    const p = points[i];
    const [s, t] = normalised[i];
    report.expect(
      `${check}: normalised`,
      Math.abs(s * width - u) < 0.06 && Math.abs(t * height - v) < 0.06,
      id,
      `${s} ${t}`,
      `${n4(u / width)} ${n4(v / height)}`,
    );
    const [pu, pv] = view.project(view.toCamera(p));
    report.expect(
      `${check}: world projects to pixel`,
      Math.hypot(pu - u, pv - v) < 0.01,
      id,
      `${u} ${v}`,
      `${n4(pu)} ${n4(pv)}`,
    );
    const on = onPlane(view, u, v, region.surface.outline[0], region.surface.normal);
    report.expect(
      `${check}: world on the patch`,
      on !== null &&
        distance(on, p) < 1e-4 &&
        Math.abs(dot(sub(p, region.surface.outline[0]), region.surface.normal)) < 1e-4,
      id,
      p.map(n4).join(' '),
      () => String(on?.map(n4).join(' ')),
    );
    const [x, y] = [Math.floor(u), Math.floor(v)];
    report.expect(`${check}: in the mask`, mask[y * width + x] === 1, id, `${u} ${v}`, 'outside');
    report.expect(`${check}: off the border`, depthInMask(mask, width, height, x, y, 4) >= 2, id, '≥ 2 px', () =>
      n4(depthInMask(mask, width, height, x, y, 4)),
    );
    for (const [condition, holds] of Object.entries(region.conditions(p)))
      report.expect(`${check}: ${condition}`, holds > 0, id, p.map(n4).join(' '), `fails ${condition}`);
  });
  if (answer.rings) {
    const drawn = fillRings(answer.rings, width, height);
    let off = 0;
    for (let i = 0; i < mask.length; i++) if (drawn[i] !== mask[i]) off++;
    report.expect(`${check}: rings fill the mask`, off === 0, q.id, 'the same pixels', `${off} differ`);
    // Area by sign: outer rings counter-clockwise as seen with v pointing down, holes the other way.
    const signed = answer.rings.reduce((sum, ring) => sum - ringArea(ring), 0);
    report.expect(
      `${check}: ring orientation`,
      Math.abs(signed - count(mask)) < 0.5,
      q.id,
      `${count(mask)} px by signed area`,
      n4(signed),
    );
  } else report.expect(`${check}: rings`, false, q.id, 'rings', 'none');
}
