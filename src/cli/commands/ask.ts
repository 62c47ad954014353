import { UsageError } from '../../core/result.js';
import { askRun } from '../../host/ask-run.js';
import type { Command } from '../index.js';
import { readStyle, STYLE_NAMES } from '../read-style.js';
import { defaultWorkers } from './generate.js';

export const askCommand: Command = {
  spec: {
    name: 'ask',
    positionals: ['DIR'],
    summary: 'Ask the stored scenes of a dataset anew, without rendering.',
    options: {
      set: { value: 'NAME', text: 'Question set to write: a folder below DIR/questions.' },
      'per-view': { value: 'N', text: 'Most questions of one view, instead of the recipe’s.' },
      style: { value: 'NAME', text: `Ask in another data set’s manner: ${STYLE_NAMES}.` },
      'margin-scale': { value: 'S', text: 'Ask with the margins of the specification times S (0.25 to 4).' },
      ambiguous: { text: 'Ask only what is too close to call, for calibration; never part of training or test.' },
      workers: { value: 'W', text: 'Shards asked about at the same time (default: by processor cores).' },
    },
  },
  async *run(options) {
    const set = options.text('set');
    if (set === undefined || !/^[a-z0-9][a-z0-9_-]{0,63}$/.test(set)) {
      throw new UsageError('vantage ask needs --set NAME: small letters, digits, "-" or "_".');
    }
    const marginScale = readMarginScale(options.text('margin-scale'));
    const perView = options.integer('per-view', 1, 400);
    const style = readStyle(options.text('style'));
    const ambiguous = options.flag('ambiguous');
    const workers = options.integer('workers', 1, 64) ?? defaultWorkers();
    yield* askRun(options.positionals[0], set, workers, ({ recipe }) => {
      const rules = { ...recipe.questions, ...(perView !== undefined && { perView }) };
      return { rules: style ? style.apply(rules) : rules, marginScale, ambiguous, views: null };
    });
  },
  conclude: (summary) => ({
    text: `${summary['questions']} questions in ${summary['dir']}/questions/${summary['set']}\n`,
  }),
};

function readMarginScale(text: string | undefined): number {
  if (text === undefined) return 1;
  const scale = Number(text);
  if (text.trim() === '' || !(scale >= 0.25 && scale <= 4))
    throw new UsageError(`--margin-scale must be a number from 0.25 to 4, not "${text}".`);
  return scale;
}
