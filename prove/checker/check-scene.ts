import type { Report } from './report.ts';
import type { SceneRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { Body, World } from './world.ts';
import { supportShares } from './contact.ts';
import { constants } from './constants.ts';
import { n4 } from './fuzzy.ts';
import { meshPenetration } from './penetration.ts';
import { boundaryDistance, contains, gridPoints } from './polygon.ts';
import { normalOf, pointDistance, rayHits, treeDistance } from './tree.ts';
import { angleDeg, distance, dot, norm, Z } from './vec.ts';
import { planeHeight, ringsOf, support } from './world.ts';

// The settled scene against its own meshes (SPEC §1).

export function checkScene(report: Report, world: World): void {
  const scene = world.record;
  ids(report, scene);
  for (const body of world.bodies) {
    obb(report, scene, body);
    partsWithinMesh(report, scene, body);
    if (!body.record.structure && !body.record.fixed) supported(report, world, body);
  }
  contacts(report, world);
  penetrations(report, world);
  for (const surface of world.surfaces) onOwner(report, world, surface);
  const { heading } = scene.anchor;
  report.expect(
    'anchor horizontal',
    Math.abs(heading[2]) < 1e-9 && Math.abs(norm(heading) - 1) < 1e-6,
    scene.id,
    heading.join(' '),
    'not a horizontal unit vector',
  );
  report.expect('drift', scene.settle.drift <= 0.0005, scene.id, '≤ 0.5 mm', n4(scene.settle.drift * 1000));
}

function ids(report: Report, scene: SceneRecord): void {
  const known = new Set(scene.objects.map((o) => o.id));
  report.expect(
    'object ids unique',
    known.size === scene.objects.length && scene.objects.every((o) => o.id >= 1 && o.id <= 65535),
    scene.id,
    'unique, 1–65535',
    [...known].join(' '),
  );
  const named = [
    ...scene.surfaces.map((s) => s.owner),
    ...scene.contacts.flatMap((c) => [c.a, c.b]),
    ...scene.anchor.by.objects,
    ...scene.objects.flatMap((o) => (o.parent === null ? [] : [o.parent])),
  ];
  report.expect(
    'named ids exist',
    named.every((id) => known.has(id)),
    scene.id,
    'objects of the scene',
    () => String(named.find((id) => !known.has(id))),
  );
  report.expect(
    'surface ids unique',
    new Set(scene.surfaces.map((s) => s.id)).size === scene.surfaces.length,
    scene.id,
    'unique',
    'repeated',
  );
  for (const o of scene.objects) {
    const id = `${scene.id} object ${o.id}`;
    report.expect(
      'unit quaternions',
      Math.abs(Math.hypot(...o.worldFromObject.orientation) - 1) < 1e-6,
      id,
      '1',
      n4(Math.hypot(...o.worldFromObject.orientation)),
    );
    report.expect(
      'symmetric things have no front',
      o.symmetry === 1 || o.front === null,
      id,
      `symmetry ${o.symmetry}`,
      `front ${String(o.front)}`,
    );
  }
}

function obb(report: Report, scene: SceneRecord, body: Body): void {
  const { obb: box, worldFromObject } = body.record;
  const id = `${scene.id} object ${body.id}`;
  report.expect(
    'obb centre',
    distance(box.center, body.center) <= 1e-6,
    id,
    box.center.join(' '),
    body.center.join(' '),
  );
  report.expect(
    'obb half extents',
    distance(box.halfExtents, body.halfExtents) <= 1e-6,
    id,
    box.halfExtents.join(' '),
    body.halfExtents.join(' '),
  );
  const same = Math.abs(box.orientation.reduce((sum, x, i) => sum + x * worldFromObject.orientation[i], 0));
  report.expect(
    'obb orientation',
    same > 1 - 1e-9,
    id,
    box.orientation.join(' '),
    worldFromObject.orientation.join(' '),
  );
  report.expect(
    'mass centre within the box',
    [0, 1, 2].every((k) => body.massCenter[k] >= body.lo[k] && body.massCenter[k] <= body.hi[k]),
    id,
    body.massCenter.join(' '),
    `${body.lo.join(' ')} … ${body.hi.join(' ')}`,
  );
}

/** Directions spread evenly over the sphere. */
const SPHERE: readonly Vec3[] = Array.from({ length: 200 }, (_, i) => {
  const z = 1 - (2 * i + 1) / 200;
  const turn = i * Math.PI * (3 - Math.sqrt(5));
  return [Math.sqrt(1 - z * z) * Math.cos(turn), Math.sqrt(1 - z * z) * Math.sin(turn), z];
});

const measured = new Set<string>();

/** No part reaches beyond the mesh in any direction; once per mesh and scale. */
function partsWithinMesh(report: Report, scene: SceneRecord, body: Body): void {
  const key = `${body.record.mesh} ${body.record.scale} ${JSON.stringify(body.record.parts)}`;
  if (measured.has(key)) return;
  measured.add(key);
  const limits = new Map<Vec3, number>();
  const limit = (d: Vec3): number => {
    const known = limits.get(d) ?? support(body, d).max;
    limits.set(d, known);
    return known;
  };
  let worst = 0;
  let at = -1;
  body.parts().forEach((part, i) => {
    for (const d of [...SPHERE, ...part.normals])
      for (const v of part.vertices) {
        const out = dot(v, d) - limit(d);
        if (out > worst) [worst, at] = [out, i];
      }
  });
  report.expect(
    'parts within the hull of the mesh',
    worst <= 5e-4,
    `${scene.id} object ${body.id} ${body.record.asset}`,
    'within 0.5 mm',
    () => `part ${at} out by ${n4(worst * 1000)} mm`,
  );
  report.expect('has convex parts', body.parts().length > 0, `${scene.id} object ${body.id}`, 'parts', 'none');
}

function supported(report: Report, world: World, body: Body): void {
  const id = `${world.record.id} object ${body.id} ${body.record.category}`;
  const shares = supportShares(world, body.id);
  const sum = [...shares.values()].reduce((x, y) => x + y, 0);
  report.expect('shares sum to 1', Math.abs(sum - 1) <= 1e-3, id, '1', n4(sum));
  const upward = world.contacts.filter((c) => c.a === body.id && c.share > 0);
  // A thing held by two walls or a rim can be carried by slanting contacts alone; it must be carried by something.
  report.expect('carried by something', upward.length > 0, id, 'contacts with a share', 'none');
  const nearest = Math.min(
    Infinity,
    ...[...shares.keys()].map((b) => treeDistance(body.tree(), world.body(b).tree(), 0.02).distance),
  );
  report.expect('not hovering', nearest <= 0.001, id, 'within 1 mm of a supporter', `${n4(nearest * 1000)} mm`);
}

function contacts(report: Report, world: World): void {
  for (const c of world.contacts) {
    const id = `${world.record.id} contact ${c.a} on ${c.b}`;
    report.expect('contact normal unit', Math.abs(norm(c.normal) - 1) < 1e-6, id, '1', n4(norm(c.normal)));
    report.expect('contact pairs differ', c.a !== c.b, id, 'two objects', 'one');
    report.expect('shares are not negative', c.share >= -1e-9, id, 'at least 0', n4(c.share));
    const gaps = [c.a, c.b].map((o) => pointDistance(world.body(o).tree(), c.point, 0.02));
    report.expect(
      'contact point on both meshes',
      Math.max(...gaps) <= 0.003,
      id,
      'within 3 mm',
      gaps.map((g) => n4(g * 1000)).join(' and ') + ' mm',
    );
    // SPEC §1: shares are of a's upward support, friction included. A force lies within the friction cone of its normal; one
    // that carries must have a way up there. The friction of a pair is the geometric mean of both.
    const level = Math.hypot(c.normal[0], c.normal[1]);
    const friction = Math.sqrt(world.body(c.a).record.friction * world.body(c.b).record.friction);
    if (c.share > 1e-9)
      report.expect(
        'support contacts can push up',
        c.normal[2] + friction * level > 1e-6,
        id,
        `a way up within the cone of friction ${n4(friction)}`,
        c.normal.map(n4).join(' '),
      );
  }
}

function penetrations(report: Report, world: World): void {
  const { profile } = world.record;
  const limit = constants(profile).mAbs > 0.05 ? 0.001 : 0.0005;
  for (let i = 0; i < world.bodies.length; i++)
    for (let j = i + 1; j < world.bodies.length; j++) {
      const [a, b] = [world.bodies[i], world.bodies[j]];
      if ((a.record.structure || a.record.fixed) && (b.record.structure || b.record.fixed)) continue;
      if (a.record.parent === b.id || b.record.parent === a.id) continue;
      if ([0, 1, 2].some((k) => a.lo[k] > b.hi[k] || b.lo[k] > a.hi[k])) continue;
      const { depth, at, parts } = meshPenetration(a, b);
      report.expect(
        'penetration',
        depth <= limit * 1.02 + 1e-6,
        `${world.record.id} objects ${a.id} ${a.record.category}, ${b.id} ${b.record.category}`,
        `≤ ${limit * 1000} mm`,
        () => `${n4(depth * 1000)} mm at ${at?.map(n4).join(' ')}; parts ${n4(parts * 1000)} mm`,
      );
    }
}

function onOwner(report: Report, world: World, surface: World['surfaces'][number]): void {
  const id = `${world.record.id} surface ${surface.id} of ${surface.owner}`;
  const tree = world.body(surface.owner).tree();
  const [outline, ...holes] = ringsOf(surface);
  const signed =
    outline.reduce(
      (sum, p, i) => sum + p[0] * outline[(i + 1) % outline.length][1] - outline[(i + 1) % outline.length][0] * p[1],
      0,
    ) / 2;
  report.expect('surface counter-clockwise', signed > 0, id, 'counter-clockwise from above', n4(signed));
  const net =
    signed -
    holes.reduce(
      (sum, h) =>
        sum +
        Math.abs(h.reduce((s, p, i) => s + p[0] * h[(i + 1) % h.length][1] - h[(i + 1) % h.length][0] * p[1], 0) / 2),
      0,
    );
  report.expect('surface area', net >= 0.0025 - 1e-6, id, '≥ 0.0025 m²', n4(net));
  report.expect(
    'surface normal',
    angleDeg(surface.normal, Z) <= 10 + 1e-6,
    id,
    'within 10° of up',
    n4(angleDeg(surface.normal, Z)),
  );
  const heights = surface.outline.map((p) => p[2]);
  report.expect(
    'surface height spread',
    Math.max(...heights) - Math.min(...heights) <= 0.01 + 1e-6,
    id,
    '≤ 10 mm',
    n4(Math.max(...heights) - Math.min(...heights)),
  );
  for (const hole of holes)
    report.expect(
      'surface holes inside',
      hole.every((p) => contains(p, outline) || boundaryDistance(p, outline) < 1e-6),
      id,
      'within the outline',
      'outside',
    );
  const step = Math.sqrt(Math.max(net, 0.0025) / 150);
  let [tested, missed, worst]: [number, number, number] = [0, 0, 0];
  let where: Vec3 = [0, 0, 0];
  for (const p of gridPoints(step, outline, ...holes)) {
    // At the very rim the mesh's own edge decides.
    if (boundaryDistance(p, outline, ...holes) < 0.0015) continue;
    const z = planeHeight(surface, p);
    const hit = rayHits(tree, [p[0] + 1.1e-7, p[1] + 0.7e-7, z + 0.0011], [0, 0, -1])[0];
    const normal = hit && normalOf(tree.triangles[hit.triangle]);
    tested++;
    const off = hit ? Math.abs(0.0011 - hit.t) : Infinity;
    if (off > 0.001 || !normal || angleDeg(normal, Z) > 10 + 1e-3) {
      missed++;
      if (off > worst) [worst, where] = [off, [p[0], p[1], z]];
    }
  }
  report.expect(
    'surface lies on its owner',
    missed === 0,
    id,
    'upward mesh within 1 mm',
    () => `${missed} of ${tested} points off, e.g. ${where.map(n4).join(' ')} by ${n4(worst)}`,
  );
}
