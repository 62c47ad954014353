import { UsageError } from '../../core/result.js';
import { galleryRun } from '../../host/gallery-run.js';
import type { Command } from '../index.js';

export const galleryCommand: Command = {
  spec: {
    name: 'gallery',
    positionals: [],
    summary: 'Write a page that shows every object of the library: shapes, fronts, surfaces, cavities, colliders.',
    options: {
      out: { value: 'DIR', text: 'Folder to write; new, empty or an older gallery.' },
      shapes: { value: 'N', text: 'Shapes of each category at most, for a quick look (default all).' },
      only: { value: 'IDS', text: 'Categories to show, separated by commas (default all).' },
    },
  },
  async *run(options) {
    const out = options.text('out');
    if (out === undefined) throw new UsageError('vantage gallery needs --out DIR, the folder to write.');
    yield* galleryRun(out, options.text('only')?.split(',') ?? null, options.integer('shapes', 1, 100) ?? Infinity);
  },
  conclude: ({ path, categories, assets }) => ({
    text: `${String(path)} (${String(categories)} categories, ${String(assets)} shapes)\n`,
  }),
};
