import { join } from 'node:path';
import type { RunEvent } from '../../contract/run-events.js';
import { generateRun } from '../../host/generate-run.js';
import { IMPORTED_FOLDER } from '../../host/imported-library.js';
import { loadRecipe } from '../../host/load-recipe.js';
import { hasDesktop } from '../../host/open-in-browser.js';
import { ownFolder } from '../../host/own-folder.js';
import { reportRun } from '../../host/report-run.js';
import { FIRST_DATASET } from '../../host/studio/first-dataset.js';
import { openDesktop } from '../../host/studio/open-desktop.js';
import type { Command } from '../index.js';
import { concludeGenerate, defaultWorkers } from './generate.js';
import { serveUntilInterrupted } from './serve.js';

const { out: OUT, scenes: SCENES } = FIRST_DATASET;

/**
 * The first five minutes: the studio, and a first small dataset before one's eyes. Without a desktop the dataset is made
 * in the terminal, and the studio is served for a browser elsewhere.
 */
export const startCommand: Command = {
  spec: {
    name: 'start',
    positionals: [],
    summary: `Open the studio and make a first dataset in ${OUT} (what "npm start" does).`,
    options: {},
  },
  async *run() {
    if (hasDesktop()) {
      if (await openDesktop()) yield { type: 'done', summary: {} };
      else yield* serveUntilInterrupted({ port: 0, open: true, first: true, folders: [] });
      return;
    }
    for await (const event of firstDataset()) {
      if (event.type !== 'done') {
        yield event;
        continue;
      }
      const { summary } = event;
      if (process.env['CI'] !== undefined) {
        yield event;
        return;
      }
      yield {
        type: 'note',
        message: `${concludeGenerate(summary).text}Report: ${String(summary['path'])}\nEnd with Ctrl-C.`,
      };
    }
    yield* serveUntilInterrupted({ port: 0, open: false, first: false, folders: [] });
  },
  conclude: (summary) => ({
    text:
      'path' in summary
        ? `${concludeGenerate(summary).text}Report: ${String(summary['path'])}\nThe studio: npx vantage serve\n`
        : '',
  }),
};

async function* firstDataset(): AsyncGenerator<RunEvent> {
  let summary: Readonly<Record<string, unknown>> = {};
  const options = {
    recipe: await loadRecipe(join(ownFolder('scenes', 'tabletop.json'), 'tabletop.json'), {}),
    imported: IMPORTED_FOLDER,
    ...FIRST_DATASET,
    shards: null,
    workers: defaultWorkers(),
    // Started twice, it goes on where it was, or shows what is there.
    resume: true,
    resumeCommand: 'npm start',
  };
  for await (const event of generateRun(options)) {
    if (event.type === 'done') summary = event.summary;
    else yield event;
  }
  for await (const event of reportRun(OUT, SCENES * 4, undefined)) {
    if (event.type === 'done') yield { type: 'done', summary: { ...summary, ...event.summary } };
    else yield event;
  }
}
