import { imagePoint } from '../image-coordinates.js';
import type { ModelProfile } from '../profile.js';
import { describeHypothesis, hypotheses, type Hypothesis } from './hypotheses.js';
import type { ProbePoint, ProbeVerdict } from './probe-result.js';

/** A point this near its dot is one that was meant for it; over the image's diagonal. */
const NEAR = 0.05;
/** Share of all questions whose points must be near for a hypothesis to explain a model. */
const ENOUGH = 0.7;
/** Root mean square errors this much above the best are no worse: shares of the diagonal, and of the best. */
const ALIKE = 0.001;
const ALIKE_SHARE = 1.1;

interface Fit {
  readonly hypothesis: Hypothesis;
  readonly near: number;
  /** Over the diagonal, of the points near their dots. */
  readonly rms: number;
}

/**
 * Which scale, axis order and resize explain where a model says dots are. Several may do so equally well; then the
 * profile's own is preferred, then the commonest. A model that finds too few dots under every one is not explained.
 */
export function judgeProbe(points: readonly ProbePoint[], profile: ModelProfile): ProbeVerdict {
  const answered = points.filter((p) => p.written !== null);
  const fits = hypotheses(profile)
    .map((hypothesis) => fit(points, hypothesis, profile))
    .filter((f) => f.near >= ENOUGH * points.length);
  const own = fit(points, hypotheses(profile)[0], profile);
  const foreign = answered.filter((p) => p.written?.notation !== profile.notation);
  const errors = { answered: answered.length, ownNear: own.near, ownError: own.near > 0 ? own.rms : null };
  if (fits.length === 0)
    return { ...errors, kind: 'cannot-tell', found: null, error: null, sentence: unexplained(points, profile) };

  const most = Math.max(...fits.map((f) => f.near));
  const least = Math.min(...fits.filter((f) => f.near >= most - 1).map((f) => f.rms));
  const alike = fits.filter((f) => f.near >= most - 1 && f.rms <= least * ALIKE_SHARE + ALIKE);
  const best = alike[0];
  const agrees = isSame(best.hypothesis, profile) && foreign.length <= answered.length / 2;
  const others = distinct(alike.slice(1), best, points, profile);
  const error = `to ${(100 * best.rms).toFixed(1)} % of the diagonal, ${best.near} of ${points.length} dots`;
  const found = describeHypothesis(best.hypothesis);
  const also = others.length > 0 ? ` It cannot be told apart from ${describeHypothesis(others[0].hypothesis)}.` : '';
  if (agrees) {
    return {
      ...errors,
      kind: 'agrees',
      found: best.hypothesis,
      error: best.rms,
      sentence: `Profile "${profile.id}" is right: the model writes ${found} (${error}).${also}`,
    };
  }
  const writes =
    foreign.length > answered.length / 2 ? ` in the notation "${foreign[0].written?.notation ?? 'plain'}"` : '';
  return {
    ...errors,
    kind: 'differs',
    found: best.hypothesis,
    error: best.rms,
    sentence: `Profile "${profile.id}" is wrong for this model: it writes ${found}${writes} (${error}), not ${describeHypothesis(hypotheses(profile)[0])}.${also}`,
  };
}

function fit(points: readonly ProbePoint[], hypothesis: Hypothesis, profile: ModelProfile): Fit {
  const squares: number[] = [];
  for (const point of points) {
    const error = errorOf(point, hypothesis, profile);
    if (error !== null && error <= NEAR) squares.push(error * error);
  }
  const sum = squares.reduce((total, s) => total + s, 0);
  return { hypothesis, near: squares.length, rms: squares.length === 0 ? Infinity : Math.sqrt(sum / squares.length) };
}

/** Distance from the dot over the diagonal. */
function errorOf({ size, place, written }: ProbePoint, hypothesis: Hypothesis, profile: ModelProfile): number | null {
  if (written === null) return null;
  const [u, v] = placed(written.pair, written.named, size, hypothesis, profile);
  return Math.hypot(u - place[0], v - place[1]) / Math.hypot(...size);
}

function placed(
  [a, b]: readonly [number, number],
  named: boolean,
  size: readonly [number, number],
  { scale, order, resize }: Hypothesis,
  { maxImageSide }: ModelProfile,
): readonly [number, number] {
  const [x, y] = named || order === 'xy' ? [a, b] : [b, a];
  return imagePoint({ scale, resize, maxImageSide }, size, x, y);
}

/** Of hypotheses that fit alike, those that would put some point of these replies elsewhere by a hundredth of the diagonal. */
function distinct(
  alike: readonly Fit[],
  best: Fit,
  points: readonly ProbePoint[],
  profile: ModelProfile,
): readonly Fit[] {
  return alike.filter(({ hypothesis }) =>
    points.some(({ written, size }) => {
      if (written === null) return false;
      const [u, v] = placed(written.pair, written.named, size, hypothesis, profile);
      const [u0, v0] = placed(written.pair, written.named, size, best.hypothesis, profile);
      return Math.hypot(u - u0, v - v0) > 0.01 * Math.hypot(...size);
    }),
  );
}

const isSame = (a: Hypothesis, b: Hypothesis): boolean =>
  JSON.stringify([a.scale, a.order, a.resize]) === JSON.stringify([b.scale, b.order, b.resize]);

function unexplained(points: readonly ProbePoint[], profile: ModelProfile): string {
  const answered = points.filter((p) => p.written !== null);
  if (answered.length < ENOUGH * points.length) {
    return `It cannot be told how the model writes points: ${points.length - answered.length} of ${points.length} replies gave none under the prompt of profile "${profile.id}".`;
  }
  const same = new Set(answered.map(({ written }) => JSON.stringify(written?.pair)));
  const always = same.size === 1 ? ' It gave the same point every time.' : '';
  return `It cannot be told how the model writes points: no scale, order or resize puts its points on the dots.${always}`;
}
