import { failure, success, type Result } from '../../result.js';
import { fromAxisAngle, multiply, normalizeQuat, type Quat } from '../../geometry/quat.js';
import type { Vec3 } from '../../geometry/vec3.js';
import type { ModelProfile } from '../profile.js';
import { numberGroups, type NumberGroup } from './number-groups.js';
import type { ParsedAnswer, ParseFaultReason } from './parsed-answer.js';
import { announced, givesUpAt } from './phrases.js';
import type { Token } from './tokens.js';

/** Points (x, y, z) in metres of the frame asked for. */
export function readPoints3d(tokens: readonly Token[]): Result<ParsedAnswer, ParseFaultReason> {
  for (const part of [...announced(tokens), tokens]) {
    const points = numberGroups(part)
      .filter((g) => g.values.length === 3 && g.closed)
      .map(({ values, names }): Vec3 => inAxes(values, names));
    if (points.some((p) => !p.every(Number.isFinite))) return notFinite();
    if (points.length > 0) return success({ kind: 'point3d', points });
  }
  return missing(tokens, 'no point (x, y, z)');
}

/**
 * A box in metres of the frame asked for: {"center", "size", "yaw"} in any spelling, or the nine numbers of "bbox_3d"
 * (Qwen3-VL) and "box_3d" (Gemini): centre, size, and turns about x, y, z, applied in this order.
 */
export function readBox3d(
  tokens: readonly Token[],
  frame: 'world' | 'camera',
  profile: ModelProfile,
): Result<ParsedAnswer, ParseFaultReason> {
  const groups = numberGroups(tokens);
  const list = groups.find((g) => [6, 7, 9].includes(g.values.length) && g.closed);
  const center = vectorOf(groups, /^(?:box_?)?(?:cent(?:er|re)|position|location)s?(?:_?3d)?$/);
  const size = vectorOf(groups, /^(?:size|dimensions?|extents?)$/);
  const half = vectorOf(groups, /^half_?(?:size|extents?)$/);
  const box = list ? fromList(list.values, frame, profile) : center && (size ?? half) ? fromKeys() : null;
  if (box === null) return missing(tokens, 'no box with a centre and a size');
  const all = [...box.center, ...box.halfExtents, ...box.orientation];
  if (!all.every(Number.isFinite)) return notFinite();
  if (box.halfExtents.some((h) => h < 0))
    return failure('bad-coordinates', 'The reply gives a box with a negative size.');
  // -0 does not survive JSON.
  const [x, y, z, w] = box.orientation.map((c) => c + 0);
  return success({ kind: 'box3d', ...box, orientation: [x, y, z, w] });

  function fromKeys() {
    const quaternion = groups.find((g) => g.values.length === 4 && /rotation|orientation|quat/.test(g.key ?? ''));
    const turns = groups.find((g) => g.values.length === 3 && /rotation|orientation|euler|rpy/.test(g.key ?? ''));
    const orientation = quaternion
      ? normalizeQuat(quaternion.values as unknown as Quat)
      : turns
        ? aboutAxes(turns.values, profile)
        : aboutVertical(numberOf(groups, /^(?:yaw|heading|rotation)(?:_?deg(?:rees)?)?$/) ?? 0, frame, profile);
    const extents = half ?? (size as Vec3).map((s) => s / 2);
    return { center: center as Vec3, halfExtents: extents as unknown as Vec3, orientation };
  }
}

function fromList(values: readonly number[], frame: 'world' | 'camera', profile: ModelProfile) {
  const [x, y, z, w, h, d] = values;
  const orientation =
    values.length === 9 ? aboutAxes(values.slice(6), profile) : aboutVertical(values[6] ?? 0, frame, profile);
  return { center: [x, y, z] as const, halfExtents: [w / 2, h / 2, d / 2] as const, orientation };
}

const radians = (angle: number, { angle: unit }: ModelProfile): number =>
  unit === 'radians' ? angle : unit === 'degrees' ? (angle * Math.PI) / 180 : angle * Math.PI;

/** Counter-clockwise seen from above: about +z of the world, about −y of a camera. */
const aboutVertical = (angle: number, frame: 'world' | 'camera', profile: ModelProfile): Quat =>
  fromAxisAngle(frame === 'world' ? [0, 0, 1] : [0, -1, 0], radians(angle, profile));

const aboutAxes = ([x, y, z]: readonly number[], profile: ModelProfile): Quat =>
  multiply(
    fromAxisAngle([0, 0, 1], radians(z, profile)),
    multiply(fromAxisAngle([0, 1, 0], radians(y, profile)), fromAxisAngle([1, 0, 0], radians(x, profile))),
  );

function vectorOf(groups: readonly NumberGroup[], key: RegExp): Vec3 | null {
  const group = groups.find((g) => g.values.length === 3 && key.test(g.key ?? ''));
  return group ? inAxes(group.values, group.names) : null;
}

function numberOf(groups: readonly NumberGroup[], name: RegExp): number | null {
  for (const { names, values } of groups) {
    const at = names?.findIndex((n) => name.test(n)) ?? -1;
    if (at !== -1) return values[at];
  }
  return null;
}

function inAxes(values: readonly number[], names: readonly string[] | null): Vec3 {
  const order = ['x', 'y', 'z'].map((axis) => names?.indexOf(axis) ?? -1);
  const [x, y, z] = order.every((i) => i !== -1) ? order.map((i) => values[i]) : values;
  return [x, y, z];
}

const notFinite = () => failure<ParseFaultReason>('not-finite', 'The reply gives a coordinate that is not finite.');

function missing(tokens: readonly Token[], what: string): Result<ParsedAnswer, ParseFaultReason> {
  if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
  return failure('no-answer', `The reply contains ${what}.`);
}
