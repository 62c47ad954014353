import type { Frame } from './types.ts';
import type { Verdict } from './fuzzy.ts';
import type { View } from './view.ts';
import type { World } from './world.ts';
import {
  against,
  between,
  facing,
  leaning,
  near,
  nextTo,
  nothingBetween,
  occludes,
  onPatch,
  parallel,
  posture,
  row,
} from './arrangement.ts';
import { constants } from './constants.ts';
import { directlyOnAsked, insideSomethingInPart, on, stackHeight, touching } from './contact.ts';
import { direction } from './directions.ts';
import { isDirection } from './frames.ts';
import { and, or, sure, unless, verdict } from './fuzzy.ts';
import { fullyInside, inside, under } from './inside.ts';
import { comparative } from './metric.ts';
import { above, higher } from './vertical.ts';
import { largestExtent } from './world.ts';

/** Objects in the order of SPEC's arguments: A, B, C. */
export type Args = readonly number[];

/** The verdict of a predicate; null when the type is none this program knows. */
export function judge(
  world: World,
  view: View,
  type: string,
  frame: Frame | null,
  args: Args,
  profile: string,
): Verdict | null {
  const [a, b, c] = args;
  const k = constants(profile);
  if (isDirection(type)) return frame && b !== undefined ? direction(world, view, frame, type, a, b, profile) : null;
  switch (type) {
    case 'upright':
    case 'lying':
    case 'upside_down':
      return posture(world, a, type);
    case 'at_edge':
    case 'in_middle':
    case 'at_corner':
      return onPatch(world, a, type);
    case 'stacked': {
      const height = stackHeight(
        world,
        a,
        // "To floor/table": furniture, that is, which moves no more than the floor or is larger than what stands on tables.
        (id) => world.body(id).record.fixed || largestExtent(world.body(id)) > 0.5,
      );
      return unless(
        insideSomethingInPart(world, a),
        verdict(sure(height >= 2), sure(height < 2), `on-chain ${height}`),
        'A is inside something',
      );
    }
    case 'against':
      return b === undefined ? againstAny(world, a) : against(world, a, b);
    default:
  }
  if (b === undefined) return null;
  switch (type) {
    case 'above':
      return above(world, a, b);
    case 'below':
      return above(world, b, a);
    case 'higher':
      return higher(world.body(a), world.body(b), k.mAbs);
    case 'touching':
      return touching(world, view, a, b);
    case 'directly_on':
      return directlyOnAsked(world, a, b);
    case 'on':
      return on(world, a, b);
    case 'supports':
      return on(world, b, a);
    case 'inside':
      return inside(world, a, b);
    case 'fully_inside':
      return fullyInside(world, a, b);
    case 'under':
      return under(world, a, b, k.underGrid);
    case 'near':
      return near(world, a, b, profile);
    case 'next_to':
      return nextTo(world, a, b, profile);
    case 'facing':
    case 'facing_away':
      return facing(world, a, b, type === 'facing_away');
    case 'parallel':
      return parallel(world, a, b);
    case 'leaning':
      return leaning(world, a, b);
    case 'occludes':
      return occludes(view, a, b);
    case 'nothing_between':
      return nothingBetween(world, a, b, k.dBetween);
    case 'between':
      return c === undefined ? null : between(world, a, b, c, k.dBetween);
    case 'row':
      return c === undefined ? null : row(world, args);
    default:
      return comparative(world, view, type, a, b, c, profile);
  }
}

/** "Against a wall": against one of them, or against none. */
function againstAny(world: World, a: number): Verdict {
  const all = world.bodies.filter((w) => w.record.category === 'wall').map((w) => against(world, a, w.id));
  return verdict(
    or(...all.map((v) => v.t)),
    all.length > 0 ? and(...all.map((v) => v.f)) : 0.5,
    all.map((v) => v.note).join('; '),
  );
}
