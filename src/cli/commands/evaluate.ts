import { UsageError } from '../../core/result.js';
import { DTYPES, PROVIDERS } from '../../host/open-model.js';
import { evaluateRun, type EvaluateOptions } from '../../host/evaluate-run.js';
import { evaluationTable } from '../evaluation-table.js';
import type { Command } from '../index.js';
import type { OptionSpec, ParsedOptions } from '../options.js';

/** Options shared by everything that asks a model questions. */
export const ASKING_OPTIONS: Readonly<Record<string, OptionSpec>> = {
  model: { value: 'M', text: 'A folder, a baseline (oracle, random, centre, blind, constant) or URL#model.' },
  profile: {
    value: 'P',
    text: 'How the model writes points and numbers: a name or a JSON file (default: by its name).',
  },
  blind: { text: 'Send no images: what the text alone gives away.' },
  out: { value: 'NAME', text: 'Name of the evaluation (default: after the model).' },
  resume: { text: 'Continue an evaluation that was stopped; questions without a reply are asked again.' },
  against: { value: 'NAME', text: 'Compare with another evaluation of the same questions (McNemar).' },
  timeout: { value: 'S', text: 'Seconds for one reply (default 120 for an endpoint, 600 for a folder).' },
  provider: { value: 'P', text: `What runs a folder: ${PROVIDERS.join(', ')} (default: the first that does).` },
  dtype: { value: 'D', text: `Number format of a folder: ${DTYPES.join(', ')} (default: the best it has).` },
  concurrency: { value: 'N', text: 'Requests an endpoint is sent at once (default 8).' },
};

export const evaluateCommand: Command = {
  spec: {
    name: 'evaluate',
    positionals: ['DIR'],
    summary: 'Ask a model the questions of a dataset or a benchmark, and score its replies beside the baselines.',
    options: {
      ...ASKING_OPTIONS,
      set: { value: 'NAME', text: 'Question set, where the dataset has several.' },
      where: { value: 'F', text: 'Only these questions: kind=configuration,frame=ego|object,split=test.' },
      limit: { value: 'N', text: 'At most so many questions, spread evenly.' },
      circular: { text: 'Ask choices once for every rotation of their options.' },
      benchmark: { value: 'B', text: 'DIR is a benchmark: robospatial-home, refspatial, where2place or choice.' },
      rescore: { text: 'Score the stored replies of --out NAME again, without the model.' },
    },
  },
  run: (options) => evaluateRun(readEvaluateOptions(options, options.positionals[0])),
  conclude: (summary) => ({ text: evaluationTable(summary) }),
};

export function readEvaluateOptions(options: ParsedOptions, dir: string): EvaluateOptions {
  const timeout = options.integer('timeout', 1, 86_400);
  const model = options.text('model');
  if (options.flag('rescore') && model !== undefined)
    throw new UsageError('--rescore asks no model: leave out --model, and name the evaluation with --out.');
  return {
    dir,
    model,
    benchmark: options.text('benchmark'),
    set: options.text('set'),
    where: options.text('where'),
    limit: options.integer('limit', 1, 100_000_000),
    profile: options.text('profile'),
    blind: options.flag('blind'),
    circular: options.flag('circular'),
    out: options.text('out'),
    resume: options.flag('resume'),
    rescore: options.flag('rescore'),
    against: options.text('against'),
    timeout: timeout === undefined ? undefined : timeout * 1000,
    concurrency: options.integer('concurrency', 1, 256),
    provider: oneOf(options, 'provider', PROVIDERS),
    dtype: oneOf(options, 'dtype', DTYPES),
    resumeCommand: 'the same command and --resume.',
  };
}

export function oneOf<T extends string>(options: ParsedOptions, name: string, values: readonly T[]): T | undefined {
  const given = options.text(name);
  const value = values.find((one) => one === given);
  if (given !== undefined && value === undefined)
    throw new UsageError(`--${name} must be one of ${values.join(', ')}, not "${given}".`);
  return value;
}
