import type { ViewRecord } from '../core/camera/view-record.js';
import type { EvaluationPlan } from '../core/evaluation/evaluation-record.js';
import { parseWhere } from '../core/evaluation/where-filter.js';
import type { BlindLearner } from '../core/models/baselines/blind.js';
import type { ModelImage } from '../core/models/vision-language-model.js';
import type { Answer, QuestionRecord } from '../core/questions/question-record.js';
import { UsageError } from '../core/result.js';
import type { PublishedRule } from '../core/scoring/published-rules.js';
import { Dataset } from '../dataset/dataset.js';
import { openBenchmark } from '../dataset/evaluation/benchmarks/open-benchmark.js';
import { readPlace, selectQuestions } from '../dataset/evaluation/dataset-questions.js';
import { modelImage } from '../dataset/evaluation/model-images.js';
import { readWholeFile } from '../dataset/whole-file.js';

/** A question to be asked, wherever it comes from. */
export interface EvaluationItem {
  readonly id: string;
  readonly text: string;
  readonly answer: Answer;
  /** Of a dataset's question; null for benchmarks. */
  readonly record: QuestionRecord | null;
  readonly facets: Readonly<Record<string, string>> | null;
  readonly rule: PublishedRule | null;
  /** Encoded images in order, none larger than `maxSide`; and their sizes as stored. */
  images(maxSide: number | null): Promise<readonly SentImage[]>;
  /** [width, height] of each image as stored. */
  sizes(): Promise<readonly (readonly [number, number])[]>;
}

export interface SentImage {
  readonly image: ModelImage;
  readonly stored: readonly [number, number];
}

/** What is known of an item before it is read. */
export interface ItemOutline {
  readonly id: string;
  readonly answer: Answer['kind'];
  readonly options: number;
}

/** Questions in a fixed order: a dataset's set, or a benchmark on disk. */
export interface EvaluationSource {
  readonly plan: EvaluationPlan['source'];
  readonly outline: readonly ItemOutline[];
  readonly holdsUnanswerable: boolean;
  /** Items in the order of the outline; `wanted` chooses by id which are read. */
  items(wanted: (id: string) => boolean): AsyncGenerator<EvaluationItem>;
  /** Records of the views that items name, for scoring; empty for benchmarks. */
  views(items: readonly EvaluationItem[]): Promise<ReadonlyMap<string, ViewRecord>>;
}

export interface SourceOptions {
  readonly set?: string | undefined;
  readonly where?: string | undefined;
  readonly limit?: number | undefined;
  /** Taught with the whole set on the way. */
  readonly learner: BlindLearner;
}

/** @throws UsageError for a `--where` that asks for nothing known, or matches nothing */
export async function datasetSource(dir: string, options: SourceOptions): Promise<EvaluationSource> {
  const dataset = await Dataset.open(dir);
  const where = options.where === undefined ? null : parseWhere(options.where);
  if (where && !where.ok) throw new UsageError(where.problem);
  const views = new ViewShelf(dataset);
  const selection = await selectQuestions(dataset, {
    set: options.set,
    matches: where?.matches,
    limit: options.limit,
    onQuestion: async (record) => {
      if (record.split !== 'train') return;
      const { text, answer } = record;
      options.learner.teach({ text, answer, imageSizes: await views.sizes(record.views), record });
    },
  });
  return {
    plan: { kind: 'dataset', name: dataset.record.name, set: selection.set, digest: selection.digest },
    outline: selection.places,
    holdsUnanswerable: selection.holdsUnanswerable,
    async *items(wanted) {
      for (const place of selection.places) {
        if (!wanted(place.id)) continue;
        const record = await readPlace(dataset, selection.set, place);
        yield {
          id: record.id,
          text: record.text,
          answer: record.answer,
          record,
          facets: null,
          rule: null,
          images: (maxSide) => views.images(record.views, maxSide),
          sizes: () => views.sizes(record.views),
        };
      }
    },
    async views(items) {
      const records = new Map<string, ViewRecord>();
      for (const { record } of items) for (const id of record?.views ?? []) records.set(id, await views.record(id));
      return records;
    },
  };
}

/** @throws UsageError for an unknown benchmark, UserError for one that is not as it should be */
export async function benchmarkSource(
  name: string,
  path: string,
  options: Pick<SourceOptions, 'where' | 'limit'>,
): Promise<EvaluationSource> {
  const benchmark = await openBenchmark(name, path);
  if (options.where !== undefined)
    throw new UsageError('--where chooses questions of a dataset; a benchmark is taken whole, or --limit N of it.');
  const { outline } = benchmark;
  const limit = options.limit ?? outline.length;
  const chosen =
    outline.length <= limit
      ? outline
      : Array.from({ length: limit }, (_, i) => outline[Math.floor((i * outline.length) / limit)]);
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    plan: { kind: benchmark.id, name: benchmark.name, set: null, digest: benchmark.digest },
    outline: chosen,
    holdsUnanswerable: false,
    async *items(wanted) {
      for await (const item of benchmark.items()) {
        if (!ids.has(item.id) || !wanted(item.id)) continue;
        const read = (maxSide: number | null) =>
          Promise.all(item.images.map(async (file) => modelImage(await readWholeFile(file), file, maxSide)));
        yield {
          ...item,
          record: null,
          images: read,
          sizes: async () => (await read(null)).map(({ stored }) => stored),
        };
      }
    },
    views: async () => new Map(),
  };
}

/** Views asked about lately: questions of one view follow each other. */
const KEPT_VIEWS = 16;

/** Images and sizes of a dataset's views, the last few kept. */
class ViewShelf {
  private readonly kept = new Map<string, Promise<SentImage>>();
  private readonly records = new Map<string, Promise<ViewRecord>>();
  private readonly known = new Map<string, readonly [number, number]>();

  constructor(private readonly dataset: Dataset) {}

  images(ids: readonly string[], maxSide: number | null): Promise<readonly SentImage[]> {
    return Promise.all(ids.map((id) => this.image(id, maxSide)));
  }

  async sizes(ids: readonly string[]): Promise<readonly (readonly [number, number])[]> {
    const sizes: (readonly [number, number])[] = [];
    for (const id of ids) {
      let size = this.known.get(id);
      if (!size) {
        const { width, height } = (await this.record(id)).intrinsics;
        this.known.set(id, (size = [width, height]));
      }
      sizes.push(size);
    }
    return sizes;
  }

  record(id: string): Promise<ViewRecord> {
    return recent(this.records, id, () => this.dataset.readView(id));
  }

  private image(id: string, maxSide: number | null): Promise<SentImage> {
    return recent(this.kept, `${id} ${maxSide}`, () => this.read(id, maxSide));
  }

  private async read(id: string, maxSide: number | null): Promise<SentImage> {
    return modelImage((await this.dataset.readImages(id)).rgb, `${id}.rgb.png`, maxSide);
  }
}

/** A value of a map that keeps those last asked for. */
function recent<T>(map: Map<string, T>, key: string, make: () => T): T {
  const value = map.get(key) ?? make();
  map.delete(key);
  map.set(key, value);
  if (map.size > KEPT_VIEWS) map.delete([...map.keys()][0]);
  return value;
}
