import { fileURLToPath } from 'node:url';
import { generateRun } from '../../host/generate-run.js';
import { IMPORTED_FOLDER } from '../../host/imported-library.js';
import { loadRecipe } from '../../host/load-recipe.js';
import { openInBrowser } from '../../host/open-in-browser.js';
import { reportRun } from '../../host/report-run.js';
import type { Command } from '../index.js';
import { concludeGenerate, defaultWorkers } from './generate.js';

const RECIPE = fileURLToPath(new URL('../../scenes/tabletop.json', import.meta.url));
const OUT = 'datasets/first';
const SCENES = 6;

/** The first five minutes: a small dataset from the tabletop recipe, and its report. */
export const startCommand: Command = {
  spec: {
    name: 'start',
    positionals: [],
    summary: `Make a first dataset in ${OUT} and open its report (what "npm start" does).`,
    options: {},
  },
  async *run() {
    let summary: Readonly<Record<string, unknown>> = {};
    const options = {
      recipe: await loadRecipe(RECIPE, {}),
      imported: IMPORTED_FOLDER,
      out: OUT,
      scenes: SCENES,
      seed: 0,
      shardSize: 2,
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
      if (event.type === 'done')
        yield {
          type: 'done',
          summary: { ...summary, ...event.summary, opened: openInBrowser(String(event.summary['path'])) },
        };
      else yield event;
    }
  },
  conclude: (summary) => ({
    text: `${concludeGenerate(summary).text}${summary['opened'] === true ? 'Opened' : 'See'} ${String(summary['path'])}\n`,
  }),
};
