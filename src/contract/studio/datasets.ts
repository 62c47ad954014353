import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';

/** What images are chosen by. `set` to `answer`, they have a question like that; `twin` to `tag`, they are like that. */
export const FACETS = ['set', 'split', 'kind', 'type', 'frame', 'answer', 'twin', 'excluded', 'tag'] as const;
export type FacetName = (typeof FACETS)[number];

/** Measured of questions: how clear they are, how far off and how visible their subject is. */
export const MEASURES = ['margin', 'distance', 'visibility'] as const;
export type MeasureName = (typeof MEASURES)[number];

export const filterSchema = z.object({
  /** Any of the values of a facet; every facet named. */
  facets: z.partialRecord(z.enum(FACETS), z.array(z.string().max(200)).max(500)),
  /** From (included) to (excluded; the last bin has no end). */
  ranges: z.partialRecord(z.enum(MEASURES), z.tuple([z.number(), z.number()])),
  /** Part of a view's id, a seed, or what a question is about ("mug"). */
  search: z.string().max(200),
});
export type Filter = z.infer<typeof filterSchema>;

export const SORTS = ['stored', 'margin', 'questions'] as const;
/** `margin`: the least clear question first. `questions`: the most first. */
export type Sort = (typeof SORTS)[number];

export interface FacetCount {
  readonly value: string;
  /** Questions; images for twin, excluded and tag. */
  readonly count: number;
}

/** `counts[i]` lies from `edges[i]` to `edges[i + 1]`; the last bin takes all that is larger. */
export interface Histogram {
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Questions without such a measure. */
  readonly missing: number;
}

/** What passes a filter. A facet's own counts leave its own choice aside, so that one sees what else there is. */
export interface Overview {
  readonly images: number;
  readonly questions: number;
  readonly facets: Readonly<Record<FacetName, readonly FacetCount[]>>;
  readonly histograms: Readonly<Record<MeasureName, Histogram>>;
  /** Yes/no questions by what they ask and in which frame; most first. */
  readonly balance: readonly BalanceRow[];
}

export interface BalanceRow {
  readonly type: string;
  readonly frame: string;
  readonly yes: number;
  readonly no: number;
}

/** One image of the grid. */
export interface Tile {
  readonly view: string;
  readonly seed: number;
  readonly split: string;
  /** Questions that pass the filter. */
  readonly questions: number;
  readonly minMargin: number | null;
  readonly twin: boolean;
  readonly excluded: boolean;
  readonly tags: readonly string[];
}

/** A dataset that is open. */
export interface OpenDatasetFacts {
  /** Names it in every other call. */
  readonly id: string;
  /** Absolute; every link followed. */
  readonly path: string;
  readonly name: string;
  readonly recipe: string;
  readonly recipeHash: string;
  readonly seed: number;
  readonly spec: string;
  readonly generator: string;
  readonly renderer: string;
  /** Twins too. */
  readonly scenes: number;
  /** Of them, scenes that are another one with one thing changed: no part of the plan. */
  readonly twins: number;
  readonly planned: number;
  readonly views: number;
  readonly bytes: number;
  readonly sets: Readonly<Record<string, number>>;
  readonly rejected: Readonly<Record<string, number>>;
  readonly licences: readonly string[];
  /** What is damaged and what to do about it; the rest is there. */
  readonly damage: readonly { readonly place: string; readonly problem: string }[];
}

export type OpeningEvent =
  | { readonly type: 'reading'; readonly done: number; readonly total: number }
  | { readonly type: 'open'; readonly dataset: OpenDatasetFacts };

export interface RecentDataset {
  readonly path: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly opened: number;
}

/** A dataset that was found, not opened. */
export interface NearbyDataset {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
}

/** One image closely. */
export interface Item {
  readonly view: ViewRecord;
  readonly scene: string;
  /** Of the scene, as drawn. */
  readonly seed: number;
  readonly split: string;
  readonly counterfactualOf: string | null;
  /** Views of the same scene. */
  readonly siblings: readonly string[];
  readonly objects: readonly { readonly id: number; readonly name: string; readonly structure: boolean }[];
  readonly questions: readonly ItemQuestion[];
}

export interface ItemQuestion {
  readonly set: string;
  readonly id: string;
  readonly kind: string;
  readonly type: string;
  readonly frame: string;
  readonly text: string;
  readonly answer: string;
  readonly margin: number | null;
}

/** A format to export to, and who reads it. */
export interface ExportFormat {
  readonly id: string;
  readonly title: string;
  /** Models whose trainers read it; of formats without questions, tools. */
  readonly models: readonly string[];
  readonly needsQuestions: boolean;
}

/** What is known of a question set's fairness: `balance/<set>.json`, as `vantage balance` writes it. */
export interface Fairness {
  readonly set: string;
  /** Milliseconds since 1970. */
  readonly measured: number;
  /** False when the set was asked anew since. */
  readonly current: boolean;
  /** What a classifier without eyes gets right, and what guessing would; null where nothing can be guessed. */
  readonly yesNo: BlindShare | null;
  readonly choice: BlindShare | null;
  /** Shapes, wordings, combinations, scenes and near duplicates that are in both splits. */
  readonly leaks: number;
  /** Rules of SPEC §9 that are broken, one sentence each. */
  readonly problems: readonly string[];
}

export interface BlindShare {
  readonly n: number;
  readonly accuracy: number;
  readonly chance: number;
}

/** A recipe that was written. */
export interface WrittenRecipe {
  /** Below the working folder. */
  readonly path: string;
  readonly id: string;
  readonly title: string;
}

/** Most images that a set of their own is asked about, or a recipe is made like. */
export const MOST_CHOSEN = 2000;

const dataset = z.string().regex(/^[0-9a-f]{16}$/);
export const viewId = z.string().regex(/^\d{6}-[0-9a-z]{1,16}-v\d{1,3}$/);
const within = z.object({ dataset });
const set = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/);

export const datasetsContract = {
  /** Opens a folder; reads it through first where it has no index yet. */
  open: oc.input(z.object({ path: z.string().trim().min(1).max(4000) })).output(eventIterator(type<OpeningEvent>())),
  recent: oc.output(type<readonly RecentDataset[]>()),
  /** What lies in the working folder and its `datasets`, the latest first. */
  nearby: oc.output(type<readonly NearbyDataset[]>()),
  forget: oc.input(z.object({ path: z.string().max(4000) })),
  overview: oc.input(within.extend({ filter: filterSchema })).output(type<Overview>()),
  tiles: oc
    .input(
      within.extend({
        filter: filterSchema,
        sort: z.enum(SORTS),
        from: z.int().min(0),
        count: z.int().min(1).max(500),
      }),
    )
    .output(type<readonly Tile[]>()),
  /**
   * Small picture of a view, at most so wide; with `mask`, its instances in colours over it. As an image's address,
   * data:image/webp;base64,…: a page pays for every blob with calls to the browser's own process that it waits for, which
   * dozens of pictures a second made frames late.
   */
  thumbnail: oc
    .input(within.extend({ view: viewId, width: z.int().min(32).max(640), mask: z.boolean().optional() }))
    .output(type<string>()),
  /** A view's picture, or what is known of its pixels drawn as a picture (PNG). */
  image: oc.input(within.extend({ view: viewId, layer: z.enum(['rgb', 'mask', 'depth']) })).output(type<Blob>()),
  item: oc.input(within.extend({ view: viewId })).output(type<Item>()),
  question: oc.input(within.extend({ set, id: z.string().max(200) })).output(type<QuestionRecord>()),
  /** Marks images, beside the data. Without `views`: all that pass the filter. */
  mark: oc
    .input(
      within.extend({
        views: z.array(viewId).max(100_000).optional(),
        filter: filterSchema.optional(),
        excluded: z.boolean().optional(),
        addTag: z.string().trim().min(1).max(60).optional(),
        removeTag: z.string().max(60).optional(),
      }),
    )
    .output(type<{ readonly changed: number }>()),
  /** Images that pass a filter, by name; the first so many. */
  names: oc
    .input(within.extend({ filter: filterSchema, most: z.int().min(1).max(MOST_CHOSEN) }))
    .output(type<readonly string[]>()),
  /** What was last measured of a set's fairness; null: nothing. */
  fairness: oc.input(within.extend({ set })).output(type<Fairness | null>()),
  /** Writes a recipe of scenes like those of some images into the working folder's `scenes`. */
  moreLike: oc
    .input(
      within.extend({
        views: z.array(viewId).min(1).max(MOST_CHOSEN),
        /** Types of questions that they are chosen for. */
        types: z.array(z.string().regex(/^[a-z][a-z0-9_]*$/)).max(100),
      }),
    )
    .output(type<WrittenRecipe>()),
  formats: oc.output(type<readonly ExportFormat[]>()),
  /** The first rows that an export would write. */
  preview: oc
    .input(
      within.extend({
        format: z.string().max(64),
        set: set.optional(),
        views: z.array(viewId).min(1).max(MOST_CHOSEN).optional(),
      }),
    )
    .output(type<readonly string[]>()),
};
