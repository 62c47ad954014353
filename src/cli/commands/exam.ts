import { UsageError } from '../../core/result.js';
import { IMPORTED_FOLDER } from '../../host/imported-library.js';
import { makeExamRun, takeExamRun } from '../../host/exam-run.js';
import { evaluationTable } from '../evaluation-table.js';
import type { Command } from '../index.js';
import { ASKING_OPTIONS, readEvaluateOptions } from './evaluate.js';
import { defaultWorkers, readGenerateOptions } from './generate.js';

const MAX_SCENES = 100_000;

export const examCommand: Command = {
  spec: {
    name: 'exam',
    positionals: ['make|take', 'FILE'],
    summary: 'Make an exam from a recipe, or take one: recipe, seeds and digest in one file, drawn fresh each time.',
    options: {
      ...ASKING_OPTIONS,
      out: { value: 'X', text: 'make: the exam’s file. take: name of the evaluation.' },
      title: { value: 'T', text: 'make: what it is called (default: after the recipe).' },
      scenes: { value: 'N', text: `make: scenes (default 20).` },
      seed: { value: 'S', text: 'make: seed (default 0).' },
      views: { value: 'V', text: 'make: views of each scene, instead of the recipe’s.' },
      size: { value: 'WxH', text: 'make: image size in pixels, instead of the recipe’s.' },
      where: { value: 'F', text: 'make: only these questions: kind=configuration,split=test.' },
      limit: { value: 'N', text: 'make: at most so many questions, spread evenly.' },
      circular: { text: 'make: ask choices once for every rotation of their options.' },
      dir: { value: 'DIR', text: 'Where its scenes are drawn (make: removed afterwards without it; take: exams/…).' },
      assets: { value: 'DIR', text: `Folder of imported objects (default ${IMPORTED_FOLDER}).` },
      workers: { value: 'W', text: 'Scenes made at the same time (default: by processor cores).' },
    },
  },
  async *run(options) {
    const [action, file] = options.positionals;
    const imported = options.text('assets') ?? IMPORTED_FOLDER;
    const workers = options.integer('workers', 1, 64) ?? defaultWorkers();
    if (action === 'take') {
      const asking = readEvaluateOptions(options, '');
      yield* takeExamRun({ exam: file, dir: options.text('dir'), workers, imported, asking });
      return;
    }
    if (action !== 'make') throw new UsageError(`vantage exam can "make RECIPE" and "take EXAM", not "${action}".`);
    const out = options.text('out');
    if (out === undefined) throw new UsageError('vantage exam make needs --out FILE, the exam to write.');
    const { recipe, seed, shardSize } = await readGenerateOptions(options, file, out);
    yield* makeExamRun({
      recipe,
      title: options.text('title') ?? recipe.id,
      out,
      scenes: options.integer('scenes', 1, MAX_SCENES) ?? 20,
      seed,
      shardSize,
      workers,
      imported,
      where: options.text('where'),
      limit: options.integer('limit', 1, MAX_SCENES * 1000),
      circular: options.flag('circular'),
      dir: options.text('dir'),
    });
  },
  conclude: (summary) =>
    'path' in summary
      ? {
          text: `${String(summary['path'])}: ${String(summary['scenes'])} scenes, ${String(summary['questions'])} questions\n`,
        }
      : { text: evaluationTable(summary) },
};
