import { parseReply } from '../models/parse-reply/parse-reply.js';
import type { ModelProfile } from '../models/profile.js';
import type { Fault } from '../result.js';
import { ROLLOUT_WORDS } from './rollout-words.js';

/** What a reply to "point at …" says. */
export interface ReadPlace {
  /** The first point, border coordinates. */
  readonly point: readonly [number, number] | null;
  readonly refuses: boolean;
  readonly fault: Fault | null;
}

/**
 * Reads a point or, where that is an answer, a refusal. A reply that does both says nothing.
 *
 * @param mayRefuse whether "it does not fit" was offered
 * @param sizes of the images as shown, the last one pointed in
 */
export function readPlace(
  reply: string,
  profile: ModelProfile,
  sizes: readonly (readonly [number, number])[],
  mayRefuse: boolean,
): ReadPlace {
  const parsed = parseReply(reply, { kind: 'points' }, profile, sizes);
  const refuses = mayRefuse && isRefusal(reply);
  const nothing = { point: null, refuses: false };
  if (parsed.ok && parsed.value.kind === 'points' && parsed.value.points.length > 0) {
    if (refuses)
      return {
        ...nothing,
        fault: { reason: 'contradictory', detail: 'The reply points and says that it does not fit.' },
      };
    const [{ u, v }] = parsed.value.points;
    const [width, height] = sizes[sizes.length - 1];
    if (!(u >= 0 && v >= 0 && u < width && v < height))
      return { ...nothing, fault: { reason: 'bad-coordinates', detail: 'The point lies outside the image.' } };
    return { point: [u, v], refuses: false, fault: null };
  }
  if (refuses) return { point: null, refuses: true, fault: null };
  return { ...nothing, fault: parsed.ok ? { reason: 'no-answer', detail: 'The reply has no point.' } : parsed.fault };
}

const REFUSALS = ROLLOUT_WORDS.refusals.map(plain);

/** Whether a reply says that it does not fit. "It does fit" and "it would fit" do not. */
export function isRefusal(reply: string): boolean {
  const text = plain(reply.replace(/<think>[\s\S]*?<\/think>/g, ' '));
  return REFUSALS.some((phrase) => text.includes(phrase));
}

function plain(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/[’‘`]/g, "'")
    .replaceAll(/[^a-z0-9']+/g, ' ')
    .trim();
  return ` ${words} `;
}
