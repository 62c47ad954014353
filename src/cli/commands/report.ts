import { reportRun } from '../../host/report-run.js';
import type { Command } from '../index.js';

const DEFAULT_VIEWS = 60;

export const reportCommand: Command = {
  spec: {
    name: 'report',
    positionals: ['DIR'],
    summary: 'Write DIR/report/index.html: images, masks, boxes, free space, and the questions with their evidence.',
    options: {
      limit: { value: 'N', text: `Views shown, spread over the set (default ${DEFAULT_VIEWS}).` },
      set: { value: 'NAME', text: 'Question set, where the dataset has several.' },
    },
  },
  run: (options) =>
    reportRun(options.positionals[0], options.integer('limit', 1, 100_000) ?? DEFAULT_VIEWS, options.text('set')),
  conclude: ({ path, views, evaluations }) => ({
    text: `${String(path)} (${views === undefined ? `${String(evaluations)} evaluations` : `${String(views)} views`})\n`,
  }),
};
