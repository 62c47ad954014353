import { ENGLISH } from '../questions/language/english.js';
import type { Referring } from '../questions/language/language-file.js';
import type { Lexicon } from '../questions/lexicon.js';
import type { SceneObject } from '../scene/settled-scene.js';
import { ciede2000 } from './ciede2000.js';
import { CONSTANTS } from './constants.js';
import { gate, minPixelsOf } from './gates.js';
import { inside } from './inside.js';
import { on } from './on.js';
import type { SceneGraph, SeenView } from './scene-graph.js';
import type { SceneGeometry } from './scene-geometry.js';
import { truthOf } from './seen-pixels.js';
import { atLeast, atMost, pixels } from './tolerance.js';
import type { Judgement, Measured } from './verdict.js';

/** A phrase that fits one visible object of a view and no other (SPEC §2), without its article. */
export interface UniquePhrase {
  readonly phrase: string;
  /** Which rung of the ladder made it unique. */
  readonly kind: 'noun' | 'colour' | 'material' | 'size' | 'ordinal' | 'relation';
  /** All visible objects that the noun alone fits, the one meant included. */
  readonly members: readonly number[];
  /** The other object a relation names; null otherwise. A question about that very pair must not use it. */
  readonly anchor: number | null;
  readonly measured: Measured;
}

export interface NotReferable {
  readonly reason: string;
}

/** Objects with this share of N_min visible could be meant by a phrase. */
const MEMBER_SHARE = 0.2;

/** Questions of both profiles use a phrase: the smaller N_min lets more objects compete. */
const MIN_PIXELS = Math.min(CONSTANTS.tabletop.minPixels, CONSTANTS.room.minPixels);

const MIN_COLOUR_DIFFERENCE = 20;
const MIN_COLOUR_CONFIDENCE = 0.8;
const MIN_VOLUME_RATIO = 1.5;

/** A row to count along: neighbours this share of the image width apart, and no more ragged than this share of their height. */
const MIN_ROW_STEP = 0.02;
const MAX_ROW_SPREAD = 0.5;

/**
 * The shortest phrase of SPEC §2's ladder that names the object in this view: noun, colour, material, size, place in a
 * row, relation to something else.
 */
export function uniquePhrase(
  graph: SceneGraph,
  view: SeenView,
  id: number,
  lexicon: Lexicon,
): UniquePhrase | NotReferable {
  const found = ownPhrase(graph.geometry, view, id, lexicon);
  if (!('reason' in found)) return found;
  const related = found.members && byRelation(graph, view, id, lexicon, found.members);
  return related ?? { reason: found.reason };
}

/** Visible objects that a noun fits: by their own name, a synonym, or a wider word of the lexicon. In id order. */
export function membersOf(geometry: SceneGeometry, view: SeenView, noun: string, lexicon: Lexicon): readonly number[] {
  const least = MEMBER_SHARE * minPixelsOf(view, MIN_PIXELS);
  return geometry.objects
    .filter(({ record }) => fitsNoun(record, noun, lexicon) && (truthOf(view, record.id)?.visiblePixels ?? 0) >= least)
    .map(({ record }) => record.id);
}

/** What an object is called: its own name where the language has it, else the language's first name of its category. */
export function nounOf({ name, category }: Pick<SceneObject, 'name' | 'category'>, lexicon: Lexicon): string {
  const nouns = lexicon.nouns[category] ?? [name];
  return nouns.includes(name) ? name : nouns[0];
}

const referringOf = ({ referring }: Lexicon): Referring => referring ?? ENGLISH.referring;

/** A phrase of one rung of the ladder, as the language builds it. */
function phraseOf(
  lexicon: Lexicon,
  rung: 'colour' | 'material' | 'largest' | 'smallest' | 'ordinal' | 'inside' | 'on',
  record: SceneObject,
  words: Readonly<Record<string, string>> = {},
): string {
  const referring = referringOf(lexicon);
  const blanks: Record<string, string> = { noun: nounOf(record, lexicon), ...words };
  return referring[rung].replace(/\{(\w+)\}/g, (_, blank: string) => {
    const word = blanks[blank] ?? '';
    return blank === 'colour' || blank === 'material' ? (referring.attributes[word] ?? word) : word;
  });
}

/** Whether a noun names it: its own name, a synonym, or a wider word of the lexicon. */
export function fitsNoun(record: SceneObject, noun: string, lexicon: Lexicon): boolean {
  if (record.name === noun) return true;
  return (
    (lexicon.nouns[record.category] ?? []).includes(noun) || (lexicon.hypernyms[noun] ?? []).includes(record.category)
  );
}

/** The rungs that need nothing but the members themselves; `members` null where no rung at all can help. */
function ownPhrase(
  geometry: SceneGeometry,
  view: SeenView,
  id: number,
  lexicon: Lexicon,
): UniquePhrase | (NotReferable & { readonly members: readonly number[] | null }) {
  const noun = nounOf(geometry.object(id).record, lexicon);
  if (noun === 'object') return { reason: '"object" names nothing', members: null };
  const members = membersOf(geometry, view, noun, lexicon);
  if (!members.includes(id)) return { reason: 'it is not visible', members: null };
  const base = { members, anchor: null };
  if (members.length === 1) return { ...base, phrase: noun, kind: 'noun', measured: { members: 1 } };
  return (
    byColour(geometry, id, members, lexicon) ??
    byMaterial(geometry, id, members, lexicon) ??
    bySize(geometry, id, members, lexicon) ??
    byOrdinal(geometry, view, id, members, lexicon) ?? {
      reason: `${members.length} visible things are called ${noun}`,
      members,
    }
  );
}

function byColour(
  geometry: SceneGeometry,
  id: number,
  members: readonly number[],
  lexicon: Lexicon,
): UniquePhrase | null {
  const { attributes, colourLab, colourConfidence } = geometry.object(id).record;
  if (attributes.colour === '' || atLeast(colourConfidence, MIN_COLOUR_CONFIDENCE) !== 'T') return null;
  let nearest = Infinity;
  for (const other of members) {
    if (other === id) continue;
    const { record } = geometry.object(other);
    if (record.attributes.colour === attributes.colour) return null;
    nearest = Math.min(nearest, ciede2000(colourLab, record.colourLab));
  }
  if (atLeast(nearest, MIN_COLOUR_DIFFERENCE) !== 'T') return null;
  const measured = { members: members.length, colourDifference: nearest, colourConfidence };
  const phrase = phraseOf(lexicon, 'colour', geometry.object(id).record, { colour: attributes.colour });
  return { phrase, kind: 'colour', members, anchor: null, measured };
}

function byMaterial(
  geometry: SceneGeometry,
  id: number,
  members: readonly number[],
  lexicon: Lexicon,
): UniquePhrase | null {
  const { attributes } = geometry.object(id).record;
  if (attributes.material === '') return null;
  const shared = members.some(
    (other) => other !== id && geometry.object(other).record.attributes.material === attributes.material,
  );
  if (shared) return null;
  const measured = { members: members.length };
  const phrase = phraseOf(lexicon, 'material', geometry.object(id).record, { material: attributes.material });
  return { phrase, kind: 'material', members, anchor: null, measured };
}

/** By the volume of the mesh and that of the OBB alike: SPEC does not say which. */
function bySize(
  geometry: SceneGeometry,
  id: number,
  members: readonly number[],
  lexicon: Lexicon,
): UniquePhrase | null {
  for (const word of ['largest', 'smallest'] as const) {
    let ratio = Infinity;
    for (const other of members) {
      if (other === id) continue;
      const [a, b] = word === 'largest' ? [id, other] : [other, id];
      ratio = Math.min(ratio, volumeRatio(geometry, a, b));
    }
    if (atLeast(ratio, MIN_VOLUME_RATIO) !== 'T') continue;
    const measured = { members: members.length, volumeRatio: ratio };
    return {
      phrase: phraseOf(lexicon, word, geometry.object(id).record),
      kind: 'size',
      members,
      anchor: null,
      measured,
    };
  }
  return null;
}

function volumeRatio(geometry: SceneGeometry, aId: number, bId: number): number {
  const a = geometry.object(aId);
  const b = geometry.object(bId);
  const byBox = a.obbVolume / b.obbVolume;
  return a.record.solid && b.record.solid ? Math.min(byBox, a.volume / b.volume) : byBox;
}

function byOrdinal(
  geometry: SceneGeometry,
  view: SeenView,
  id: number,
  members: readonly number[],
  lexicon: Lexicon,
): UniquePhrase | null {
  const { ordinals } = referringOf(lexicon);
  if (members.length > ordinals.length) return null;
  const name = nounOf(geometry.object(id).record, lexicon);
  const row = members.flatMap((member) => {
    const truth = truthOf(view, member);
    return truth?.box && truth.centroid ? [{ member, box: truth.box, u: truth.centroid[0], v: truth.centroid[1] }] : [];
  });
  row.sort((p, q) => p.u - q.u);
  // A sliver of another one at the edge would be counted by some and not by others.
  const shown = geometry.objects.filter(
    ({ record }) => fitsNoun(record, name, lexicon) && (truthOf(view, record.id)?.visiblePixels ?? 0) > 0,
  );
  if (row.length !== members.length || shown.length !== members.length) return null;

  let step = Infinity;
  for (let i = 1; i < row.length; i++) step = Math.min(step, row[i].u - row[i - 1].u);
  if (atLeast(step, MIN_ROW_STEP * view.record.intrinsics.width, pixels) !== 'T') return null;
  const heights = row.map(({ box }) => box[3] - box[1]);
  const meanHeight = heights.reduce((sum, h) => sum + h, 0) / heights.length;
  const spread = Math.max(...row.map(({ v }) => v)) - Math.min(...row.map(({ v }) => v));
  if (atMost(spread, MAX_ROW_SPREAD * meanHeight, pixels) !== 'T') return null;
  const place = row.findIndex(({ member }) => member === id);
  const measured = { members: members.length, place: place + 1, rowStep: step, rowSpread: spread, meanHeight };
  const phrase = phraseOf(lexicon, 'ordinal', geometry.object(id).record, { ordinal: ordinals[place] });
  return { phrase, kind: 'ordinal', members, anchor: null, measured };
}

/** Relations a phrase may use. */
const RELATIONS: readonly {
  readonly type: 'inside' | 'on';
  readonly holds: (geometry: SceneGeometry, a: number, b: number) => Judgement;
}[] = [
  { type: 'inside', holds: inside },
  { type: 'on', holds: on },
];

function byRelation(
  graph: SceneGraph,
  view: SeenView,
  id: number,
  lexicon: Lexicon,
  members: readonly number[],
): UniquePhrase | null {
  const { geometry } = graph;
  for (const { type, holds } of RELATIONS) {
    for (const { record } of geometry.objects) {
      if (members.includes(record.id) || holds(geometry, id, record.id).verdict !== 'T') continue;
      if (members.some((other) => other !== id && holds(geometry, other, record.id).verdict !== 'F')) continue;
      if (!gate(geometry, view, record.id, 'support', CONSTANTS.room).passed) continue;
      const anchor = ownPhrase(geometry, view, record.id, lexicon);
      if ('reason' in anchor) continue;
      const measured = { members: members.length, relation: type, anchor: record.id };
      return {
        phrase: phraseOf(lexicon, type, geometry.object(id).record, {
          other: `${referringOf(lexicon).definite} ${anchor.phrase}`,
        }),
        kind: 'relation',
        members,
        anchor: record.id,
        measured,
      };
    }
  }
  return null;
}
