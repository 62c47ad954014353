import { parseReply } from '../parse-reply/parse-reply.js';
import { notationSchema, type ModelProfile, type Notation } from '../profile.js';

/** The first point of a reply as it is written, in whatever notation it is. */
export interface WrittenPair {
  readonly notation: Notation;
  /** In the order written, unless the numbers are named x and y. */
  readonly pair: readonly [number, number];
  /** The numbers are named: their order is known. */
  readonly named: boolean;
}

/** @returns null when the reply gives no point in any notation */
export function writtenPair(reply: string, profile: ModelProfile): WrittenPair | null {
  const others = notationSchema.options.filter((notation) => notation !== profile.notation);
  for (const notation of [profile.notation, ...others]) {
    const read = (order: 'xy' | 'yx') => {
      const raw: ModelProfile = {
        ...profile,
        notation,
        order,
        scale: { kind: 'pixels', of: 'stored' },
        boxAsPoint: true,
        depth: null,
        box: 'corners',
      };
      const parsed = parseReply(reply, { kind: 'points' }, raw, [[1, 1]]);
      return parsed.ok && parsed.value.kind === 'points' ? parsed.value.points[0] : null;
    };
    const point = read('xy');
    if (point === null) continue;
    const swapped = read('yx');
    const named = swapped !== null && swapped.u === point.u && swapped.v === point.v && point.u !== point.v;
    return { notation, pair: [point.u, point.v], named };
  }
  return null;
}
