import { failure, success, type Result } from '../../result.js';
import { imagePoint } from '../image-coordinates.js';
import type { ModelProfile } from '../profile.js';
import { numberGroups, type NumberGroup } from './number-groups.js';
import type { ParsedAnswer, ParsedPoint, ParseFaultReason } from './parsed-answer.js';
import { announced, givesUpAt } from './phrases.js';
import { locationRuns, molmoCoords, molmoPoints, tagsUsed } from './tag-coordinates.js';
import type { Token } from './tokens.js';

type ImageSize = readonly [width: number, height: number];
type Box = readonly [number, number, number, number];

/** A place as written, before scale: a point with the depth it may have, or a box by two corners. x first. */
type Written =
  | {
      readonly kind: 'point';
      readonly x: number;
      readonly y: number;
      readonly depth: number | null;
      readonly percent: boolean;
    }
  | { readonly kind: 'box'; readonly corners: Box; readonly percent: boolean };

/** Points of the image, in the order given. Boxes answer by their centres where the profile says that the family points so. */
export function readPoints(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  sizes: readonly ImageSize[],
): Result<ParsedAnswer, ParseFaultReason> {
  const found = readPlaces(tokens, text, profile, sizes.length, 'points');
  if (!found.ok) return found;
  return locatePoints(found.value, profile, sizes);
}

/**
 * Points with depths, in the order passed. Whatever a family's points look like, the prompt asks for plain triples in
 * the family's scale and order: no tags hold depths.
 */
export function readTrace(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  sizes: readonly ImageSize[],
): Result<ParsedAnswer, ParseFaultReason> {
  const points = readPoints(tokens, text, { ...profile, notation: 'plain', depth: 'metres' }, sizes);
  if (!points.ok || points.value.kind !== 'points') return points;
  const given = points.value.points;
  if (given.some(({ depth }) => depth === null)) {
    return failure('no-answer', 'The reply gives points without depths where a path in space was asked for.');
  }
  return given.length < 2 ? failure('no-answer', 'The reply gives one point where a path was asked for.') : points;
}

/** The two points where the fingers touch. */
export function readGrasp(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  sizes: readonly ImageSize[],
): Result<ParsedAnswer, ParseFaultReason> {
  const points = readPoints(tokens, text, profile, sizes);
  if (!points.ok || points.value.kind !== 'points' || points.value.points.length === 2) return points;
  return failure('no-answer', `The reply gives ${points.value.points.length} points where two were asked for.`);
}

function locatePoints(
  found: readonly Written[],
  profile: ModelProfile,
  sizes: readonly ImageSize[],
): Result<ParsedAnswer, ParseFaultReason> {
  const size = sizes[sizes.length - 1];
  const points: ParsedPoint[] = [];
  for (const place of found) {
    if (place.kind === 'point') {
      const [u, v] = locate(profile, size, place.x, place.y, place.percent);
      points.push({ u, v, depth: place.depth });
    } else if (profile.boxAsPoint) {
      const [x0, y0, x1, y1] = locateBox(profile, size, place.corners, place.percent);
      points.push({ u: (x0 + x1) / 2, v: (y0 + y1) / 2, depth: null });
    }
  }
  if (points.length === 0) return failure('bad-coordinates', 'The reply gives boxes where points were asked for.');
  return success({ kind: 'points', points });
}

/** Boxes of the image, corners sorted. Two points in a row are the corners of one. */
export function readBoxes(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  sizes: readonly ImageSize[],
): Result<ParsedAnswer, ParseFaultReason> {
  const found = readPlaces(tokens, text, profile, sizes.length, 'boxes');
  if (!found.ok) return found;
  const size = sizes[sizes.length - 1];
  const boxes: Box[] = [];
  let corner: Extract<Written, { kind: 'point' }> | null = null;
  for (const place of found.value) {
    if (place.kind === 'box') boxes.push(locateBox(profile, size, place.corners, place.percent));
    else if (corner === null) corner = place;
    else {
      boxes.push(locateBox(profile, size, [corner.x, corner.y, place.x, place.y], place.percent));
      corner = null;
    }
  }
  if (boxes.length === 0) return failure('bad-coordinates', 'The reply gives one point where a box was asked for.');
  return success({ kind: 'box2d', boxes });
}

function readPlaces(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  images: number,
  wanted: 'points' | 'boxes',
): Result<readonly Written[], ParseFaultReason> {
  const tags = tagsUsed(tokens);
  const { notation } = profile;
  const expected = {
    plain: false,
    molmo: tags.molmo,
    'molmo-coords': tags.coords,
    loc: tags.loc,
    'loc-underscore': tags.underscore,
  }[notation];
  const inTags = tags.molmo || tags.coords || tags.loc || tags.underscore;
  if (inTags && !expected) {
    return failure(
      'other-notation',
      `The reply writes places in tags that profile "${profile.id}" does not use: choose the profile of the model's family.`,
    );
  }
  if (expected) return tagPlaces(tokens, text, profile, images);
  const plain = plainPlaces(tokens, profile, wanted);
  // Of the families with tags only Molmo has none for boxes.
  const bound = notation === 'loc' || notation === 'loc-underscore' || (notation !== 'plain' && wanted === 'points');
  if (bound && plain.ok) {
    return failure(
      'other-notation',
      `The reply writes plain numbers where profile "${profile.id}" has tags: choose a profile whose scale fits them.`,
    );
  }
  return plain;
}

function tagPlaces(
  tokens: readonly Token[],
  text: string,
  profile: ModelProfile,
  images: number,
): Result<readonly Written[], ParseFaultReason> {
  const point = ([x, y]: readonly [number, number]): Written => ({ kind: 'point', x, y, depth: null, percent: false });
  if (profile.notation === 'molmo') return places(molmoPoints(tokens).map(point));
  if (profile.notation === 'molmo-coords') {
    const all = molmoCoords(tokens, text);
    const asked = images > 1 ? all.filter((i) => i.image === images) : all;
    return places(asked.flatMap((i) => i.points.map(point)));
  }
  const runs = locationRuns(tokens, profile.notation === 'loc-underscore');
  return places(
    runs.flatMap((run): Written[] => {
      if (run.length === 4) return [{ kind: 'box', corners: inOrder(run, profile.order), percent: false }];
      const [x, y] = profile.order === 'xy' ? run : [run[1], run[0]];
      return run.length === 2 ? [point([x, y])] : [];
    }),
  );
}

const places = (found: readonly Written[]): Result<readonly Written[], ParseFaultReason> =>
  found.length > 0 ? success(found) : failure('bad-coordinates', 'The reply has a tag for places, but none in it.');

function plainPlaces(
  tokens: readonly Token[],
  profile: ModelProfile,
  wanted: 'points' | 'boxes',
): Result<readonly Written[], ParseFaultReason> {
  for (const part of announced(tokens)) {
    const found = writtenPlaces(numberGroups(part), profile, wanted);
    if (found.ok && found.value.length > 0) return found;
  }
  const groups = numberGroups(tokens);
  const found = writtenPlaces(groups, profile, wanted);
  if (!found.ok || found.value.length > 0) return found;
  if (givesUpAt(tokens) !== -1) return failure('unsure', 'The reply says that it cannot tell.');
  if (groups.some((g) => g.values.length > 1))
    return failure('bad-coordinates', 'The reply groups its numbers in no way that points or boxes are written.');
  return failure('no-answer', `The reply contains no ${wanted}.`);
}

/** Keys of lists that are no places. */
const NO_PLACE = /size|dimension|resolution|shape|width|height|count|total/;

function writtenPlaces(
  groups: readonly NumberGroup[],
  profile: ModelProfile,
  wanted: 'points' | 'boxes',
): Result<readonly Written[], ParseFaultReason> {
  const usable = groups.filter((g) => g.values.length > 1 && !(g.key !== null && NO_PLACE.test(g.key)));
  // The last bracket may have been cut off within a number: "(512, 3" of "(512, 334)".
  const cut = usable.filter((g) => !g.closed);
  const whole = usable.filter((g) => g.closed);
  const found: Written[] = [];
  let triples = 0;
  for (const group of whole) {
    if (group.values.some((v) => !Number.isFinite(v)))
      return failure('not-finite', 'The reply gives a coordinate that is not finite.');
    const place = writtenPlace(group, profile);
    if (place === 'triple') triples++;
    else if (place !== null) found.push(place);
  }
  if (triples > 0 && found.length === 0) {
    return failure('bad-coordinates', `The reply gives three numbers a point; profile "${profile.id}" has two.`);
  }
  if (found.length === 0 && cut.some((g) => g.values.length === 2 || g.values.length === 4)) {
    return failure('unfinished', 'The reply ends in the middle of its coordinates: raise the limit of tokens.');
  }
  const kind = wanted === 'points' ? 'point' : 'box';
  const right = found.filter((p) => p.kind === kind);
  return success(right.length > 0 ? right : found);
}

function writtenPlace({ values, names, percent }: NumberGroup, profile: ModelProfile): Written | 'triple' | null {
  if (names !== null) {
    const named = byNames(names, values, percent);
    if (named !== null) return named;
    if (values.length === 2 || values.length === 4) return null;
  }
  if (values.length === 2 || (values.length === 3 && profile.depth !== null)) {
    const [x, y] = profile.order === 'xy' ? values : [values[1], values[0]];
    return { kind: 'point', x, y, depth: values[2] ?? null, percent };
  }
  if (values.length === 3) return 'triple';
  if (values.length !== 4) return null;
  const [x0, y0, x1, y1] = inOrder(values, profile.order);
  return { kind: 'box', corners: profile.box === 'corners' ? [x0, y0, x1, y1] : [x0, y0, x0 + x1, y0 + y1], percent };
}

/** Names say which number is which, whatever the profile's order. */
function byNames(names: readonly string[], values: readonly number[], percent: boolean): Written | null {
  const value = (...any: string[]) => {
    const at = names.findIndex((n) => any.includes(n));
    return at === -1 ? null : values[at];
  };
  const [x0, y0] = [value('x_min', 'xmin', 'x1', 'x0', 'left'), value('y_min', 'ymin', 'y1', 'y0', 'top')];
  const [x1, y1] = [value('x_max', 'xmax', 'x2', 'right'), value('y_max', 'ymax', 'y2', 'bottom')];
  if (x0 !== null && y0 !== null && x1 !== null && y1 !== null)
    return { kind: 'box', corners: [x0, y0, x1, y1], percent };
  const [x, y] = [value('x', 'u', 'cx'), value('y', 'v', 'cy')];
  if (x === null || y === null) return null;
  const [w, h] = [value('width', 'w'), value('height', 'h')];
  if (w !== null && h !== null) return { kind: 'box', corners: [x, y, x + w, y + h], percent };
  return { kind: 'point', x, y, depth: value('z', 'd', 'depth'), percent };
}

const inOrder = (v: readonly number[], order: 'xy' | 'yx'): Box =>
  order === 'xy' ? [v[0], v[1], v[2], v[3]] : [v[1], v[0], v[3], v[2]];

/** Numbers with "%" behind them state their scale themselves. */
const locate = (
  profile: ModelProfile,
  size: ImageSize,
  x: number,
  y: number,
  percent: boolean,
): readonly [number, number] =>
  percent ? [(x / 100) * size[0], (y / 100) * size[1]] : imagePoint(profile, size, x, y);

function locateBox(profile: ModelProfile, size: ImageSize, [x0, y0, x1, y1]: Box, percent: boolean): Box {
  const [u0, v0] = locate(profile, size, x0, y0, percent);
  const [u1, v1] = locate(profile, size, x1, y1, percent);
  return [Math.min(u0, u1), Math.min(v0, v1), Math.max(u0, u1), Math.max(v0, v1)];
}
