import type { BlindScore } from '../../core/questions/fairness/blind-classifier.js';
import { balanceRun } from '../../host/balance-run.js';
import type { Command } from '../index.js';

export const balanceCommand: Command = {
  spec: {
    name: 'balance',
    positionals: ['DIR'],
    summary: 'Show how fair a question set is, and what a classifier without images guesses of it.',
    options: { set: { value: 'NAME', text: 'Question set, where the dataset has several.' } },
  },
  run: (options) => balanceRun(options.positionals[0], options.text('set')),
  conclude: ({ path, questions, problems, yesNo, choice }) => ({
    text: `${String(questions)} questions, ${String(problems)} rules broken; without images ${guessed(yesNo as BlindScore, 'yes/no')}, ${guessed(choice as BlindScore, 'choices')}: ${String(path)}\n`,
  }),
};

const guessed = ({ n, accuracy, chance }: BlindScore, what: string): string =>
  n === 0 ? `no ${what}` : `${(100 * accuracy).toFixed(1)} % of ${n} ${what} (chance ${(100 * chance).toFixed(1)} %)`;
