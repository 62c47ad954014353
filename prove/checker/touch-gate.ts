import type { QuestionRecord } from './types.ts';
import type { Vec3 } from './vec.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import { hiddenBy } from './contact.ts';
import { pointDistance } from './tree.ts';

/**
 * SPEC §4's gate of `touching`: closest points project inside the image and no third object hides them. Parallel faces
 * have many closest points; one pair in view is enough. Returns why none is, or null.
 */
export function touchFault(world: World, view: View, q: QuestionRecord): string | null {
  const [a, b] = [q.objects.subject as number, q.objects.reference as number];
  const near = world.distance(a, b);
  const listed = world.contacts.filter((c) => (c.a === a && c.b === b) || (c.a === b && c.b === a)).map((c) => c.point);
  const fault = (p: Vec3): string | null => {
    const c = view.toCamera(p);
    if (c[2] <= 0) return 'behind the camera';
    const [u, v] = view.project(c);
    if (u < -1 || v < -1 || u > view.width + 1 || v > view.height + 1)
      return `(${u.toFixed(0)}, ${v.toFixed(0)}) outside the image`;
    const hider = hiddenBy(world, view, p, [a, b]);
    return hider === null ? null : `(${u.toFixed(0)}, ${v.toFixed(0)}) hidden behind ${hider}`;
  };
  const pair = fault(near.a) ?? fault(near.b);
  if (pair === null || listed.some((p) => fault(p) === null)) return null;
  const [A, B] = [world.body(a), world.body(b)];
  for (const [body, other] of [
    [A, B],
    [B, A],
  ] as const)
    for (const v of body.vertices)
      if (pointDistance(other.tree(), v, near.distance + 1e-4) <= near.distance + 1e-4 && fault(v) === null)
        return null;
  return pair;
}
