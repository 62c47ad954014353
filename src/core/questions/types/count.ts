import { ciede2000 } from '../../relations/ciede2000.js';
import { CONSTANTS } from '../../relations/constants.js';
import type { FrameRef } from '../../relations/frames.js';
import { gate } from '../../relations/gates.js';
import { insideAnything } from '../../relations/inside.js';
import { stackHeight, stackOf } from '../../relations/on.js';
import { openingIsVisible } from '../../relations/opening-visible.js';
import { profileOf } from '../../relations/profile.js';
import { truthOf } from '../../relations/seen-pixels.js';
import { atLeast } from '../../relations/tolerance.js';
import { fitsNoun } from '../../relations/unique.js';
import { ENGLISH } from '../language/english.js';
import { plural } from '../language/grammar.js';
import type { EvidenceStep } from '../question-record.js';
import { questionSpec, specFromRecord, type QuestionSpec } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { someAreSeen } from './as-seen.js';
import { hasOneProfile, MIXED, pickBy } from './choice-options.js';
import { levelsOf, profiledPair, relationOf } from './choose-relation.js';
import { DIRECTIONS, frameForm, framesAround, isDirection } from './frames-here.js';
import type { Refused, ViewQuestionType } from './question-type.js';
import { asSupport } from './support.js';

/** Nouns of things that another view shows but this one does not: the answer is none. */
const ABSENT_NOUNS = 2;

const CONDITIONS = ['on', 'inside', 'under', 'near'] as const;

/** How many of a kind are visible, or are left of B, on it, near it … (SPEC §7)? None is an answer too. */
export const COUNT: ViewQuestionType = {
  name: 'count',
  kind: 'count',
  scope: 'view',
  types: ['count'],
  weight: 3,
  *specs(context) {
    const nouns = nounsHere(context);
    for (const noun of [...nouns.present, ...nouns.absent])
      yield questionSpec({ kind: 'count', type: 'count', params: { noun } });
    for (const noun of nouns.several)
      for (const colour of coloursOf(
        context,
        context.referents.map(({ id }) => id),
      ))
        yield questionSpec({ kind: 'count', type: 'count', params: { noun, colour } });
    for (const noun of nouns.several) {
      for (const { id: reference } of context.referents) {
        if (isCalled(context, reference, noun)) continue;
        for (const frame of framesAround(context, reference))
          for (const relation of DIRECTIONS)
            yield questionSpec({
              kind: 'count',
              type: 'count',
              form: relation,
              frame,
              objects: { reference },
              params: { noun, relation },
            });
      }
      for (const { id: reference } of context.holders) {
        if (isCalled(context, reference, noun)) continue;
        for (const relation of CONDITIONS)
          yield questionSpec({
            kind: 'count',
            type: 'count',
            form: relation,
            objects: { reference },
            params: { noun, relation },
          });
      }
    }
  },
  stratum(context, spec) {
    const { form, params, frame, objects } = spec;
    const noun = String(params['noun']);
    const ofNoun = visibleOf(context, noun);
    if (params['colour'] !== undefined)
      return `colour ${Math.min(3, ofColour(context, ofNoun, params['colour']).length)}`;
    if (form === '') return String(Math.min(3, ofNoun.length));
    const { reference } = objects;
    if (reference === undefined || !hasCompany(context, form, reference)) return null;
    // Nearness is measured on meshes; for the rest a look says how many there will be.
    if (form === 'near' || form === 'under') return form;
    const ids = ofNoun.filter((id) => id !== reference);
    const number = ids.filter((id) => relationOf(context, form, frame, id, reference).verdict === 'T').length;
    return `${frame?.kind ?? form} ${number}`;
  },
  roles(_, { form, objects: { reference } }) {
    if (reference === undefined) return [];
    return [levelsOf(form).carrier ? asSupport(reference) : { id: reference, level: 'name' }];
  },
  evaluate(context, spec) {
    const { geometry } = context.graph;
    const { reference } = spec.objects;
    const all = countable(context, String(spec.params['noun']), reference);
    if ('refused' in all) return all;
    const groups = all.ids.map((id) => (reference === undefined ? [id] : profiledPair(spec.form, id, reference)));
    const profile = profileOf(geometry, groups.flat());
    if (!hasOneProfile(geometry, groups, profile)) return MIXED;
    const { noun, colour } = spec.params;
    const counted =
      colour !== undefined
        ? countColoured(context, all.ids, String(colour))
        : spec.form === ''
          ? { ids: all.ids, steps: [] }
          : countRelated(context, spec, all.ids);
    if ('refused' in counted) return counted;
    if (spec.form === '' && counted.ids.length === 0 && !isElsewhere(context, String(noun), colour))
      return { refused: 'that there is none needs no picture' };
    return {
      verdict: 'T',
      measured: { candidates: all.ids.length },
      answer: { kind: 'number', value: counted.ids.length, unit: '', definition: 'count' },
      evidence: { gates: all.gates, steps: counted.steps },
      members: counted.ids,
      profile,
      fill: { noun: plural(ENGLISH, colour === undefined ? String(noun) : `${colour} ${noun}`) },
    };
  },
  form(context, { form, frame }) {
    if (form === '') return 'count';
    return frame !== null && isDirection(form) ? `count.${form}.${frameForm(context, frame, form)}` : `count.${form}`;
  },
  specOf(record) {
    if (record.answer.kind !== 'number') return null;
    const { noun, relation, colour } = record.evidence.params;
    const { reference } = record.objects;
    return {
      ...specFromRecord(record, typeof relation === 'string' ? relation : ''),
      objects: reference === undefined ? {} : { reference },
      params: { noun, ...(relation !== undefined && { relation }), ...(colour !== undefined && { colour }) },
    };
  },
};

/** How many things are stacked from A down to the furniture or floor, A counted (SPEC §4)? */
export const STACK_HEIGHT: ViewQuestionType = {
  name: 'stack-height',
  kind: 'count',
  scope: 'view',
  types: ['stack_height'],
  weight: 0.7,
  placeTells: () => true,
  *specs({ graph: { geometry }, referents }) {
    for (const { id } of referents) {
      const carries = geometry.contactsOf(id).some(({ b, share }) => b === id && share > 0);
      if (!carries && !geometry.object(id).record.fixed)
        yield questionSpec({ kind: 'count', type: 'stack_height', objects: { subject: id } });
    }
  },
  stratum: ({ graph }, { objects: { subject = 0 } }) => String(stackHeight(graph.geometry, subject)),
  roles: (_, { objects: { subject = 0 } }) => [{ id: subject, level: 'target' }],
  evaluate(context, { objects: { subject = 0 } }) {
    const { graph } = context;
    if (insideAnything(graph.geometry, subject) !== 'F') return { refused: 'it is inside something' };
    const value = stackHeight(graph.geometry, subject);
    if (value === null) return { refused: 'a link of what carries it is too close to call' };
    if (value === 0) return { refused: 'nothing is known to carry it' };
    if (value === 1) return { refused: 'one thing is no stack' };
    const hidden = stackOf(graph.geometry, subject)?.some((id) => !someAreSeen(context, [id], 'support'));
    if (hidden) return { refused: 'a part of the stack is hidden' };
    return {
      verdict: 'T',
      measured: { stackHeight: value },
      answer: { kind: 'number', value, unit: '', definition: 'stack_height' },
    };
  },
  form: () => 'stack_height',
  specOf: (record) => (record.answer.kind === 'number' ? specFromRecord(record) : null),
};

interface Nouns {
  /** Of what is visible, every name once; those of several things too; and some of what only other views show. */
  readonly present: readonly string[];
  readonly several: readonly string[];
  readonly absent: readonly string[];
}

const nounsOf = new WeakMap<ViewContext, Nouns>();

/** Nouns of things in this view, and some of nothing in the scene. */
export function nounsHere(context: ViewContext): Nouns {
  let nouns = nounsOf.get(context);
  if (!nouns) nounsOf.set(context, (nouns = findNouns(context)));
  return nouns;
}

function findNouns(context: ViewContext): Nouns {
  const { graph, view, lexicon } = context;
  const things = graph.geometry.objects.filter(({ record }) => !record.structure);
  const all = [
    ...new Set([...Object.values(lexicon.nouns).map(([first]) => first), ...Object.keys(lexicon.hypernyms)]),
  ].sort();
  const numbers = all.map((noun) => {
    const own = things.filter(({ record }) => fitsNoun(record, noun, lexicon));
    return { noun, own: own.length, seen: own.filter(({ record }) => truthOf(view, record.id)?.box).length };
  });
  const named = (test: (number: (typeof numbers)[number]) => boolean) => numbers.filter(test).map(({ noun }) => noun);
  // What the scene does not have at all could be counted without the picture: none, as of most things.
  const absent = named(({ noun, own, seen }) => own > 0 && seen === 0 && isKnownHere(context, noun));
  return {
    present: named(({ seen }) => seen > 0),
    several: named(({ seen }) => seen > 1),
    absent: pickBy(absent, ABSENT_NOUNS, `${view.record.id} absent`, String),
  };
}

/** Of a noun, all of which a pixel is seen. */
const visibleOf = ({ graph, view, lexicon }: ViewContext, noun: string): number[] =>
  graph.geometry.objects
    .filter(({ record }) => fitsNoun(record, noun, lexicon) && truthOf(view, record.id)?.box)
    .map(({ record }) => record.id);

/** A noun of no structure: "how many walls" is no question of a tabletop. */
const isKnownHere = ({ graph, lexicon }: ViewContext, noun: string): boolean =>
  !graph.geometry.objects.some(
    ({ record }) =>
      record.structure &&
      ((lexicon.nouns[record.category] ?? []).includes(noun) ||
        (lexicon.hypernyms[noun] ?? []).includes(record.category)),
  ) &&
  noun !== 'floor' &&
  noun !== 'wall';

const isCalled = ({ graph, lexicon }: ViewContext, id: number, noun: string): boolean =>
  fitsNoun(graph.geometry.object(id).record, noun, lexicon);

/**
 * All of a noun that the view shows, with their gates; refused when one of them is seen too little to be counted
 * (SPEC §7).
 *
 * @param except the reference of a condition, which is not counted
 */
export function countable(
  context: ViewContext,
  noun: string,
  except: number | undefined,
): { ids: number[]; gates: Record<string, Readonly<Record<string, number | string>>> } | Refused {
  const { graph, view } = context;
  const ids: number[] = [];
  const gates: Record<string, Readonly<Record<string, number | string>>> = {};
  for (const { record } of graph.geometry.objects) {
    if (record.id === except || !isCalled(context, record.id, noun)) continue;
    if ((truthOf(view, record.id)?.visiblePixels ?? 0) === 0) continue;
    const seen = gate(graph.geometry, view, record.id, 'name', CONSTANTS[profileOf(graph.geometry, [record.id])]);
    if (!seen.passed) return { refused: `one ${record.name} is seen too little to be counted` };
    gates[record.id] = seen.measured;
    ids.push(record.id);
  }
  return { ids, gates };
}

const MIN_COLOUR_DIFFERENCE = 20;
const MIN_COLOUR_CONFIDENCE = 0.8;

/** Names of colours that the things have, each once. */
const coloursOf = ({ graph: { geometry } }: ViewContext, ids: readonly number[]): string[] =>
  [...new Set(ids.map((id) => geometry.object(id).record.attributes.colour))].filter((name) => name !== '').sort();

const ofColour = ({ graph: { geometry } }: ViewContext, ids: readonly number[], colour: unknown): number[] =>
  ids.filter((id) => geometry.object(id).record.attributes.colour === colour);

/** Those of a colour; refused where the colour of one of them can be argued about (SPEC §7). */
function countColoured(
  context: ViewContext,
  ids: readonly number[],
  colour: string,
): { ids: number[]; steps: EvidenceStep[] } | Refused {
  const lab = context.lexicon.colours[colour];
  if (lab === undefined) return { refused: `"${colour}" is no colour of the lexicon` };
  if (ids.length < 2) return { refused: 'of one thing its colour would be asked' };
  for (const id of ids) {
    const { attributes, colourLab, colourConfidence } = context.graph.geometry.object(id).record;
    const isClear =
      atLeast(colourConfidence, MIN_COLOUR_CONFIDENCE) === 'T' &&
      (attributes.colour === colour || atLeast(ciede2000(colourLab, lab), MIN_COLOUR_DIFFERENCE) === 'T');
    if (!isClear) return { refused: 'the colour of one of them can be argued about' };
  }
  return { ids: ofColour(context, ids, colour), steps: [] };
}

/** Whether what the view has none of might well have been there: the scene has it, or the view has its colour. */
function isElsewhere(context: ViewContext, noun: string, colour: unknown): boolean {
  const { graph, referents } = context;
  if (colour !== undefined)
    return (
      ofColour(
        context,
        referents.map(({ id }) => id),
        colour,
      ).length > 0
    );
  return graph.geometry.objects.some(({ record }) => isCalled(context, record.id, noun));
}

/** Those of which the condition holds, each with its step; refused when one is too close to call. */
function countRelated(
  context: ViewContext,
  { form, frame, objects: { reference } }: QuestionSpec,
  ids: readonly number[],
): { ids: number[]; steps: EvidenceStep[] } | Refused {
  if (reference === undefined) throw new RangeError('A condition needs a reference.');
  if (ids.length === 0) return { refused: 'there is nothing to count' };
  const counted: number[] = [];
  const steps: EvidenceStep[] = [];
  for (const id of ids) {
    if (form === 'inside' && !openingIsVisible(context.graph.geometry, context.view, id, reference))
      return { refused: 'one cannot see into it' };
    const { verdict, reason } = relationOf(context, form, frame, id, reference);
    if (verdict === 'A') return { refused: reason ?? 'one of them is too close to call' };
    steps.push({ op: form, args: [id, reference], frame: stepFrame(context, frame), value: null, verdict });
    if (verdict === 'T') counted.push(id);
  }
  return { ids: counted, steps };
}

/** A frame as steps carry it. */
export const stepFrame = ({ view }: ViewContext, frame: FrameRef | null): EvidenceStep['frame'] =>
  frame?.kind === 'ego' ? { kind: 'ego', view: view.record.id } : frame;

/** Whether anything is on, in, under or near it, by the cheapest of looks. */
function hasCompany({ graph: { geometry } }: ViewContext, relation: string, id: number): boolean {
  if (relation === 'on') return geometry.contactsOf(id).some(({ b, share }) => b === id && share > 0);
  if (relation === 'inside') return geometry.object(id).cavity !== null;
  if (relation === 'near' || isDirection(relation)) return true;
  const { vertical } = geometry.object(id);
  return geometry.objects.some(
    (other) =>
      !other.record.structure &&
      other.record.id !== id &&
      other.vertical.max <= vertical.max &&
      geometry.footprintOverlap(other.record.id, id) > 0,
  );
}
