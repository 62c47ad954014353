import type { Profile } from '../scene/settled-scene.js';
import { CONSTANTS } from '../relations/constants.js';

// English wordings. {A} and {B} are phrases with their article, {anchor} is the world anchor's text, {reach} a length.
// Each list ends with the wordings kept for the test split: at least one in five, at least one.

export type Direction = 'left' | 'right' | 'front' | 'behind';
export type FrameKind = 'ego' | 'world' | 'object';

/** A wording with the id that records carry. */
export interface Template {
  readonly id: string;
  readonly text: string;
  readonly split: 'train' | 'test';
}

/** Share of each list, from its end, that only test questions use. */
const HELD_OUT = 0.2;

const ALONG_WORD: Readonly<Record<Direction, string>> = {
  left: 'left',
  right: 'right',
  front: 'forward',
  behind: 'back',
};

const EGO_SIDE = [
  'From the camera, is {A} to the {side} of {B}?',
  'From where the camera stands, is {A} on the {side} side of {B}?',
  'As the viewer sees it, does {A} lie to the {side} of {B}?',
  'Seen from the camera, is {A} located to the {side} of {B}?',
  "From the viewer's position, can {A} be found to the {side} of {B}?",
  'Looking out from the camera, is {A} placed to the {side} of {B}?',
  'In the view of the camera, is {A} further to the {side} than {B}?',
  'From the camera, would you find {A} on the {side} of {B}?',
];

const EGO_FRONT = [
  'From the camera, is {A} in front of {B} (nearer to the viewer)?',
  'Seen from the camera, does {A} stand in front of {B}, nearer to the viewer?',
  'From where the camera stands, is {A} in front of {B}, on the side nearer to the viewer?',
  'As the viewer sees it, is {A} in front of {B} (closer to the camera)?',
  'Looking out from the camera, is {A} placed in front of {B}, closer to the viewer?',
  "From the viewer's position, does {A} lie in front of {B} (nearer to the viewer)?",
  'From the camera, is {A} located in front of {B}, on its near side?',
  'Would someone at the camera say that {A} is in front of {B}, nearer to them?',
];

const EGO_BEHIND = [
  'From the camera, is {A} behind {B} (farther from the viewer)?',
  'Seen from the camera, does {A} stand behind {B}, farther from the viewer?',
  'From where the camera stands, is {A} behind {B}, on the side farther from the viewer?',
  'As the viewer sees it, is {A} behind {B} (farther from the camera)?',
  'Looking out from the camera, is {A} placed behind {B}, farther from the viewer?',
  "From the viewer's position, does {A} lie behind {B} (farther from the viewer)?",
  'From the camera, is {A} located behind {B}, on its far side?',
  'Would someone at the camera say that {A} is behind {B}, farther from them?',
];

const WORLD_SIDE = [
  'Imagine {anchor}: is {A} to the {side} of {B}, as seen when facing that way?',
  'When {anchor}, is {A} on the {side} side of {B}, as seen when facing that way?',
  'Take a person {anchor}. Is {A} to the {side} of {B}, as seen when facing that way?',
  'For someone {anchor}, does {A} lie to the {side} of {B}, as seen when facing that way?',
  'Suppose you are {anchor}. As seen when facing that way, is {A} to the {side} of {B}?',
  'Someone stands {anchor}. Is {A} to the {side} of {B}, as seen when facing that way?',
  'While {anchor}, does one find {A} on the {side} of {B}, as seen when facing that way?',
  'If you stood {anchor}, would {A} be to the {side} of {B}, as seen when facing that way?',
];

const WORLD_ALONG = [
  'Imagine {anchor}: is {A} further {along} along that direction than {B}?',
  'When {anchor}, does {A} lie further {along} along that direction than {B}?',
  'Take a person {anchor}. Is {A} further {along} along that direction than {B}?',
  'For someone {anchor}, is {A} placed further {along} along that direction than {B}?',
  'Suppose you are {anchor}. Along that direction, is {A} further {along} than {B}?',
  'Someone stands {anchor}. Is {A} further {along} along that direction than {B}?',
  'While {anchor}, does one find {A} further {along} along that direction than {B}?',
  'If you stood {anchor}, would {A} be further {along} along that direction than {B}?',
];

const OWN_SIDE = [
  "Is {A} on {B}'s own {side}?",
  "From {B}'s point of view, is {A} to its {side}?",
  "Does {A} lie on {B}'s own {side} side?",
  "Seen from {B}'s own position and heading, is {A} to its {side}?",
  "In {B}'s own frame, is {A} on its {side}?",
  "Taking {B}'s point of view, would {A} be on its {side}?",
  "Going by the way {B} faces, is {A} on {B}'s own {side}?",
  'From the point of view of {B}, can {A} be found on its own {side}?',
];

const FACING_SIDE = [
  'Is {A} to the {side} of {B}, as seen when facing {B}?',
  'As seen when facing {B}, is {A} to its {side}?',
  'For someone who stands before {B}, as seen when facing {B}, is {A} to the {side} of it?',
  'As seen when facing {B} from its front, does {A} lie to the {side} of it?',
  'Standing opposite its front, as seen when facing {B}, is {A} on the {side} of it?',
  'Would {A} be to the {side} of {B}, as seen when facing {B}?',
  'As seen when facing {B}, can {A} be found on the {side} side of it?',
  'Looking straight at its front, as seen when facing {B}, is {A} to its {side}?',
];

const OWN_FRONT = [
  "From {B}'s point of view, is {A} in front of it?",
  'Is {A} in front of {B}, on the side that {B} faces?',
  "In {B}'s own frame, does {A} lie in front of it?",
  'Does {A} stand before the front of {B}, on the side that {B} faces?',
  "Going by {B}'s own heading, is {A} in front of it?",
  "Taking {B}'s point of view, would {A} be in front of it?",
  "Is {A} ahead of {B}, from {B}'s own point of view?",
  "Seen from {B}'s own position and heading, is {A} in front of it?",
];

const OWN_BEHIND = [
  "From {B}'s point of view, is {A} behind it?",
  'Is {A} behind {B}, on the side that {B} faces away from?',
  "In {B}'s own frame, does {A} lie behind it?",
  'Does {A} stand at the back of {B}, on the side that {B} faces away from?',
  "Going by {B}'s own heading, is {A} behind it?",
  "Taking {B}'s point of view, would {A} be behind it?",
  "Is {A} at the rear of {B}, from {B}'s own point of view?",
  "Seen from {B}'s own position and heading, is {A} behind it?",
];

const ABOVE = [
  'Is {A} above {B}?',
  'Does {A} lie above {B}?',
  'Is {A} located above {B}?',
  'Is {A} placed higher than {B}, right above it?',
  'Can {A} be found above {B}?',
  'Going by gravity, is {A} above {B}?',
  'Is {A} positioned above {B}?',
  'Would you say that {A} is above {B}?',
];

const BELOW = ABOVE.map((text) => text.replace('higher than', 'lower than').replaceAll('above', 'below'));

/** Another support nearby may be as free: every one of these says which surface is meant. */
const POINT_AT = [
  'On the surface that {B} rests on, point to free space {where}.',
  'Mark several free points of the surface that {B} rests on, {where}.',
  'Where is the surface that {B} rests on empty {where}? Answer with points.',
  'Keeping to the surface that {B} rests on, give image points of free space {where}.',
  'As points, list vacant spots of the surface that {B} rests on, {where}.',
  'Considering only the surface that {B} rests on, list points that are free of objects {where}.',
  'Which image points show the surface that {B} rests on, free of objects, {where}?',
  'Pick points on the empty part of the surface that {B} rests on, {where}.',
];

const ROOM_FOR_A_POINT = [
  'On the surface that {B} rests on, is there free space {where}?',
  'Could something small be put on the surface that {B} rests on, {where}?',
  'Is any of the surface that {B} rests on free {where}?',
  'Keeping to the surface that {B} rests on, is there an unoccupied spot {where}?',
  'Is some of the surface that {B} rests on vacant {where}?',
  'Considering only the surface that {B} rests on, would a small thing find a free spot {where}?',
  'Does the surface that {B} rests on have a clear spot {where}?',
  'Is part of the surface that {B} rests on empty {where}?',
];

const FIT = [
  'On the surface that {B} rests on, would {A} fit {where}, within {reach} of {B}?',
  'Keeping to the surface that {B} rests on, is there room to set down {A} {where}, within {reach} of {B}?',
  'Could {A} be placed upright on the surface that {B} rests on, {where}, within {reach} of {B}?',
  'If {A} were moved to the surface that {B} rests on, could it stand {where}, within {reach} of {B}?',
  'Can {A} be put down on the surface that {B} rests on, {where}, within {reach} of {B}, without touching anything?',
  'Considering only the surface that {B} rests on, is it free enough for {A} {where}, within {reach} of {B}?',
  'Does the surface that {B} rests on have enough room for {A} {where}, within {reach} of {B}?',
  'Could one set {A} down on the surface that {B} rests on, {where}, within {reach} of {B}?',
];

const FIT_ON = [
  'Would {A} fit on top of {B}?',
  'Is there room to set down {A} on top of {B}?',
  'Could {A} be placed upright on top of {B}?',
  'If {A} were moved, could it stand on top of {B}?',
  'Can {A} be put down on top of {B} without touching anything else?',
  'Is there enough free surface on top of {B} to take {A}?',
  'Is the free space on top of {B} big enough for {A}?',
  'Could one set {A} down on top of {B}?',
];

/** Where, for pointing and fitting; follows "free space", "set down" and the like. */
const WHERE: Readonly<Record<FrameKind, Readonly<Record<Direction, string>>>> = {
  ego: {
    left: 'to the left of {B}, as seen from the camera',
    right: 'to the right of {B}, as seen from the camera',
    front: 'in front of {B}, on the side nearer to the camera',
    behind: 'behind {B}, on the side farther from the camera',
  },
  world: {
    left: 'to the left of {B} for someone {anchor}, as seen when facing that way',
    right: 'to the right of {B} for someone {anchor}, as seen when facing that way',
    front: 'further forward than {B} for someone {anchor}',
    behind: 'further back than {B} for someone {anchor}',
  },
  object: {
    left: "on {B}'s own left",
    right: "on {B}'s own right",
    front: 'in front of {B}, on the side that {B} faces',
    behind: 'behind {B}, on the side that {B} faces away from',
  },
};

const WHERE_FACING: Readonly<Record<'left' | 'right', string>> = {
  left: 'to the left of {B}, as seen when facing {B}',
  right: 'to the right of {B}, as seen when facing {B}',
};

/**
 * The wordings of a form: type, direction, frame and variant joined by dots ("left.ego", "free_space.left.world.points").
 *
 * @throws RangeError for a form that has no wordings
 */
export function templatesOf(form: string): readonly Template[] {
  let known = lists.get(form);
  if (!known) {
    const texts = textsOf(form.split('.'));
    if (texts === null) throw new RangeError(`There are no wordings for questions of the form "${form}".`);
    lists.set(form, (known = numbered(form, texts)));
  }
  return known;
}

const lists = new Map<string, readonly Template[]>();

function textsOf(parts: readonly string[]): readonly string[] | null {
  const [type] = parts;
  switch (type) {
    case 'above':
      return ABOVE;
    case 'below':
      return BELOW;
    case 'fits_on':
      return FIT_ON;
    case 'left':
    case 'right':
    case 'front':
    case 'behind':
      return directionTexts(parts[1], type).map((t) => t.replace('{side}', type).replace('{along}', ALONG_WORD[type]));
    case 'fits':
      return located(FIT, parts[1] as Direction, parts[2]);
    case 'free_space':
      return located(parts[3] === 'points' ? POINT_AT : ROOM_FOR_A_POINT, parts[1] as Direction, parts[2]);
    default:
      return null;
  }
}

/** The reach of a fit as words: "30 cm". */
export const reachText = (profile: Profile): string => `${Math.round(CONSTANTS[profile].fitReach * 100)} cm`;

/** A wording with its blanks filled and its first letter capital. @param fill phrases without article, and verbatim blanks */
export function fillTemplate(text: string, fill: Readonly<Record<string, string>>): string {
  const filled = text.replaceAll(/\{(\w+)\}/g, (_, blank: string) => {
    const value = fill[blank];
    if (value === undefined)
      throw new RangeError(`The wording "${text}" has the blank {${blank}}, which is not filled.`);
    return /^[A-Z]$/.test(blank) ? `the ${value}` : value;
  });
  return filled[0].toUpperCase() + filled.slice(1);
}

function directionTexts(frame: string, direction: Direction): readonly string[] {
  const sideways = direction === 'left' || direction === 'right';
  if (frame === 'ego') return sideways ? EGO_SIDE : direction === 'front' ? EGO_FRONT : EGO_BEHIND;
  if (frame === 'world') return sideways ? WORLD_SIDE : WORLD_ALONG;
  if (sideways) return frame === 'object-facing' ? FACING_SIDE : OWN_SIDE;
  return direction === 'front' ? OWN_FRONT : OWN_BEHIND;
}

function located(texts: readonly string[], direction: Direction, frame: string): readonly string[] {
  const where =
    frame === 'object-facing' ? WHERE_FACING[direction as 'left' | 'right'] : WHERE[frame as FrameKind][direction];
  return texts.map((text) => text.replace('{where}', where));
}

function numbered(prefix: string, texts: readonly string[]): readonly Template[] {
  const heldOut = Math.max(1, Math.ceil(texts.length * HELD_OUT));
  return texts.map((text, i) => ({
    id: `${prefix}.${String(i + 1).padStart(2, '0')}`,
    text,
    split: i >= texts.length - heldOut ? 'test' : 'train',
  }));
}
