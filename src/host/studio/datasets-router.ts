import { implement } from '@orpc/server';
import { availableParallelism } from 'node:os';
import { datasetsContract, type Filter, type ItemQuestion, type OpeningEvent } from '../../contract/studio/datasets.js';
import type { BrowsedDataset } from '../../dataset/browse/browsed-dataset.js';
import { EXPORTERS, previewRows } from '../../dataset/exporters/export-dataset.js';
import { sceneOf } from '../../dataset/layout.js';
import { UsageError } from '../../core/result.js';
import type { StudioBackend } from './backend.js';
import { streamOf } from './event-queue.js';
import { nearbyDatasets } from './nearby-datasets.js';
import { readFairness } from './read-fairness.js';
import { Thumbnails } from './thumbnails.js';
import { writeMoreScenes } from './write-more-scenes.js';

/** Thumbnails made at the same time; a core stays free for the page. */
const MOST_AT_ONCE = 3;
const NO_FILTER: Filter = { facets: {}, ranges: {}, search: '' };

export function datasetsRouter(backend: StudioBackend) {
  const { datasets: open, browse, workingFolder, roots } = backend;
  const datasets = implement(datasetsContract);
  const thumbnails = new Thumbnails(Math.max(1, Math.min(MOST_AT_ONCE, availableParallelism() - 1)));
  return {
    open: datasets.open.handler(async function* ({ input }) {
      yield* streamOf<OpeningEvent>(async (report) => {
        const dataset = await open.openPath(input.path, (progress) => report({ type: 'reading', ...progress }));
        report({ type: 'open', dataset });
      });
    }),
    recent: datasets.recent.handler(() => open.recent.list()),
    nearby: datasets.nearby.handler(() => nearbyDatasets(workingFolder, roots)),
    forget: datasets.forget.handler(({ input }) => open.recent.forget(input.path)),
    overview: datasets.overview.handler(({ input: { dataset, filter } }) =>
      browse.run('browseOverview', { dir: open.dir(dataset), filter }, () => {}),
    ),
    tiles: datasets.tiles.handler(({ input: { dataset, ...input } }) =>
      browse.run('browseTiles', { dir: open.dir(dataset), ...input }, () => {}),
    ),
    thumbnail: datasets.thumbnail.handler(async ({ input: { dataset, view, width, mask = false }, signal }) => {
      const browsed = open.get(dataset);
      const key = `${browsed.dataset.dir}\n${browsed.dataset.record.digest}\n${view}\n${width} ${mask}`;
      const bytes = await thumbnails.get(key, () => browsed.thumbnail(view, width, mask), signal);
      return `data:image/webp;base64,${Buffer.from(bytes).toString('base64')}`;
    }),
    image: datasets.image.handler(async ({ input: { dataset, view, layer } }) =>
      picture(await open.get(dataset).image(view, layer), 'image/png'),
    ),
    item: datasets.item.handler(async ({ input: { dataset, view } }) => {
      const browsed = open.get(dataset);
      const [record, scene, questions] = await Promise.all([
        browsed.view(view),
        browsed.sceneOf(view),
        questionsOf(browsed, view),
      ]);
      return {
        view: record,
        scene: scene.id,
        seed: scene.seed,
        split: scene.split,
        counterfactualOf: scene.counterfactualOf,
        siblings: browsed.viewIds(sceneOf(view)),
        objects: scene.objects.map(({ id, name, structure }) => ({ id, name, structure })),
        questions,
      };
    }),
    question: datasets.question.handler(({ input: { dataset, set, id } }) => open.get(dataset).question(set, id)),
    mark: datasets.mark.handler(async ({ input }) => {
      if (input.views === undefined && input.filter === undefined)
        throw new UsageError('Choose images to mark: by name, or by a filter.');
      const changed = await browse.run(
        'browseMark',
        {
          dir: open.dir(input.dataset),
          views: input.views ?? null,
          filter: input.filter ?? NO_FILTER,
          excluded: input.excluded ?? null,
          addTag: input.addTag ?? null,
          removeTag: input.removeTag ?? null,
        },
        () => {},
      );
      return { changed };
    }),
    names: datasets.names.handler(async ({ input: { dataset, filter, most } }) => {
      const dir = open.dir(dataset);
      const tiles = await browse.run('browseTiles', { dir, filter, sort: 'stored', from: 0, count: most }, () => {});
      return tiles.map(({ view }) => view);
    }),
    fairness: datasets.fairness.handler(async ({ input: { dataset, set } }) => {
      const { dir, record } = open.get(dataset).dataset;
      return readFairness(dir, set, record.questions[set]?.count ?? 0);
    }),
    moreLike: datasets.moreLike.handler(({ input: { dataset, views, types } }) =>
      writeMoreScenes(backend, open.get(dataset), views, types),
    ),
    formats: datasets.formats.handler(() =>
      EXPORTERS.map(({ id, title, models, needsQuestions }) => ({ id, title, models, needsQuestions })),
    ),
    preview: datasets.preview.handler(({ input: { dataset, format, set, views } }) =>
      previewRows(open.dir(dataset), format, set, PREVIEWED, views ?? null),
    ),
  };
}

/** Rows shown before an export. */
const PREVIEWED = 3;

const picture = (bytes: Uint8Array, type: string): Blob => new Blob([Uint8Array.from(bytes)], { type });

async function questionsOf(browsed: BrowsedDataset, view: string): Promise<ItemQuestion[]> {
  return Promise.all(
    browsed.questionRows(view).map(async (row): Promise<ItemQuestion> => {
      const { text, answerText, kind, type, id } = await browsed.questionAt(row);
      return { set: row.questionSet, id, kind, type, frame: row.frame, text, answer: answerText, margin: row.margin };
    }),
  );
}
