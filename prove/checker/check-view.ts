import type { Report } from './report.ts';
import type { Png } from './files.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { n4 } from './fuzzy.ts';
import { isInside, rayHits } from './tree.ts';
import { distance, multiply } from './vec.ts';

// A view's record and pictures against the meshes.

export interface Pictures {
  readonly rgb: Png;
  readonly depth: Png;
  readonly mask: Png;
}

export function checkPictures(report: Report, id: string, pictures: Pictures, width: number, height: number): void {
  for (const [name, bits, channels] of [
    ['rgb', 8, 3],
    ['depth', 16, 1],
    ['mask', 16, 1],
  ] as const) {
    const p = pictures[name];
    const ok =
      p.width === width &&
      p.height === height &&
      p.bits === bits &&
      (p.channels === channels || (name === 'rgb' && p.channels === 4));
    report.expect(
      `picture ${name}`,
      ok,
      id,
      `${width}×${height}, ${channels} × ${bits} bits`,
      `${p.width}×${p.height}, ${p.channels} × ${p.bits} bits`,
    );
  }
}

export function checkView(report: Report, world: World, view: View): void {
  const { record, id } = view;
  const k = record.intrinsics;
  const sane =
    k.fx > 0.2 * k.width &&
    k.fx < 5 * k.width &&
    Math.abs(k.fx - k.fy) < 0.2 * k.fx &&
    k.cx > 0 &&
    k.cx < k.width &&
    k.cy > 0 &&
    k.cy < k.height;
  report.expect('intrinsics sane', sane, id, JSON.stringify(k), 'out of the usual');
  report.expect('view names its scene', record.scene === world.record.id, id, record.scene, world.record.id);
  const turn = Math.hypot(...record.cameraFromWorld.orientation);
  report.expect('unit quaternions', Math.abs(turn - 1) < 1e-6, id, '1', n4(turn));
  const within = world.bodies.find((b) => b.record.solid && isInside(b.tree(), view.eye));
  report.expect('camera outside everything', !within, id, 'outside', () => `inside object ${within?.id}`);
  counts(report, world, view);
  againstMeshes(report, world, view);
}

function counts(report: Report, world: World, view: View): void {
  const { record } = view;
  const listed = new Map(record.objects.map((o) => [o.id, o]));
  report.expect(
    'view objects in order',
    record.objects.every((o, i) => i === 0 || o.id > record.objects[i - 1].id),
    view.id,
    'ids ascending',
    record.objects.map((o) => o.id).join(' '),
  );
  const shown = new Set(view.ids);
  for (const id of shown)
    if (id !== 0)
      report.expect('mask ids known', world.has(id) && listed.has(id), view.id, `id ${id}`, 'not in the view record');
  for (const body of world.bodies) {
    const entry = listed.get(body.id);
    const id = `${view.id} object ${body.id}`;
    const seen = view.seen(body.id);
    const whole = view.amodal(body.id);
    if (!entry) {
      report.expect(
        'visible objects listed',
        !seen && whole.pixels <= 3,
        id,
        'not listed',
        `${seen?.pixels ?? 0} visible, ${whole.pixels} amodal pixels`,
      );
      continue;
    }
    report.expect(
      'visiblePixels',
      entry.visiblePixels === (seen?.pixels ?? 0),
      id,
      String(entry.visiblePixels),
      String(seen?.pixels ?? 0),
    );
    report.expect(
      'box',
      seen ? seen.box.every((x, i) => entry.box?.[i] === x) : entry.box === null,
      id,
      String(entry.box),
      String(seen?.box),
    );
    report.expect(
      'centroid',
      seen
        ? Boolean(entry.centroid) &&
            Math.hypot(entry.centroid![0] - seen.centroid[0], entry.centroid![1] - seen.centroid[1]) < 1e-6
        : entry.centroid === null,
      id,
      String(entry.centroid),
      String(seen?.centroid),
    );
    // Float64 on both sides: only centres within rounding of an edge may differ.
    const outline = whole.box ? whole.box[2] - whole.box[0] + whole.box[3] - whole.box[1] : 0;
    const spare = 3 + 0.002 * outline;
    report.expect(
      'amodalPixels',
      Math.abs(entry.amodalPixels - whole.pixels) <= spare,
      id,
      String(entry.amodalPixels),
      String(whole.pixels),
    );
    report.expect(
      'amodalBox',
      whole.box && entry.amodalBox
        ? whole.box.every((x, i) => Math.abs(x - entry.amodalBox![i]) <= 1)
        : !whole.box === !entry.amodalBox,
      id,
      String(entry.amodalBox),
      String(whole.box),
    );
    const truncation = whole.pixels ? 1 - whole.inImage / whole.pixels : 0;
    report.expect(
      'truncation',
      Math.abs(entry.truncation - truncation) <= (spare + 1) / Math.max(1, whole.pixels),
      id,
      n4(entry.truncation),
      n4(truncation),
    );
    const fraction = entry.amodalPixels ? entry.visiblePixels / entry.amodalPixels : 0;
    report.expect(
      'visibleFraction',
      Math.abs(entry.visibleFraction - fraction) <= 1e-6 ||
        Math.abs(entry.visibleFraction - Math.min(1, fraction)) <= 1e-6,
      id,
      n4(entry.visibleFraction),
      n4(fraction),
    );
    const center = view.toCamera(body.center);
    const turned = multiply(record.cameraFromWorld.orientation, body.record.obb.orientation);
    const same = Math.abs(turned.reduce((sum, x, i) => sum + x * entry.obbInCamera.orientation[i], 0));
    report.expect(
      'obbInCamera',
      distance(center, entry.obbInCamera.center) < 1e-6 &&
        same > 1 - 1e-9 &&
        distance(entry.obbInCamera.halfExtents, body.halfExtents) < 1e-6,
      id,
      entry.obbInCamera.center.join(' '),
      center.join(' '),
    );
  }
}

/** Ids and depth pixel by pixel against an ideal camera; only pixels amid one object, where no edge is near, must agree. */
function againstMeshes(report: Report, world: World, view: View): void {
  const { ids, depth } = view.drawn();
  const { width, height } = view;
  let [inner, wrong, error, worst, worstAt, measured, empty, astray] = [0, 0, 0, 0, 0, 0, 0, 0];
  let firstWrong = -1;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      let amid = true;
      for (let dy = -1; dy <= 1 && amid; dy++)
        for (let dx = -1; dx <= 1 && amid; dx++) amid = ids[at + dy * width + dx] === ids[at];
      if (!amid) continue;
      inner++;
      if (view.ids[at] !== ids[at]) {
        wrong++;
        if (firstWrong < 0) firstWrong = at;
        continue;
      }
      if (ids[at] === 0) continue;
      const stored = view.depth[at];
      if (stored === 0) {
        if (depth[at] < 65535 * view.record.depthUnit) empty++;
        continue;
      }
      const e = Math.abs(stored - depth[at]);
      // Edges within one object: a neighbouring pixel's surface may show by rounding.
      let [nearest, farthest] = [Infinity, 0];
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          nearest = Math.min(nearest, depth[at + dy * width + dx]);
          farthest = Math.max(farthest, depth[at + dy * width + dx]);
        }
      const off = Math.min(e, Math.max(0, nearest - stored, stored - farthest));
      measured++;
      error += e;
      if (off > 0.002) astray++;
      if (off > worst) [worst, worstAt] = [off, at];
    }
  const place = (at: number): string => `(${at % width}, ${Math.floor(at / width)})`;
  report.expect(
    'ids against the meshes',
    wrong <= 2 + inner * 1e-5,
    view.id,
    'ids of mask.png',
    () =>
      `${wrong} of ${inner} pixels amid an object differ, e.g. ${place(firstWrong)}: ${view.ids[firstWrong]}, meshes ${ids[firstWrong]}`,
  );
  report.expect(
    'depth against the meshes',
    error / Math.max(1, measured) <= 0.0001,
    view.id,
    '0.1 mm mean',
    `${n4((error / Math.max(1, measured)) * 1000)} mm mean`,
  );
  report.expect(
    'depth nowhere far off',
    astray <= 2 + measured * 1e-5,
    view.id,
    'within 2 mm but for pixels on edges',
    () =>
      `${astray} pixels, ${n4(worst * 1000)} mm at ${place(worstAt)} on ${ids[worstAt]}: ${n4(view.depth[worstAt])}, meshes ${n4(depth[worstAt])}`,
  );
  report.expect(
    'no holes in the depth',
    empty === 0,
    view.id,
    'a depth wherever something is in range',
    `${empty} pixels without`,
  );
  // The drawing itself against rays, at a few pixels.
  let disagreements = 0;
  for (let i = 0; i < 60; i++) {
    const at = (i * 7919 + 137) % (width * height);
    const [u, v] = [(at % width) + 0.5, Math.floor(at / width) + 0.5];
    const ray = view.ray(u, v);
    let nearest = Infinity;
    for (const body of world.bodies) {
      for (const hit of rayHits(body.tree(), view.eye, ray)) if (hit.t >= 0.05) nearest = Math.min(nearest, hit.t);
    }
    if (Math.abs(nearest - depth[at]) > 1e-6 && !(nearest === Infinity && depth[at] === Infinity)) disagreements++;
  }
  report.expect(
    'own drawing against own rays',
    disagreements <= 1,
    view.id,
    'the same',
    `${disagreements} of 60 pixels`,
  );
}
