import type { BalanceReport, TopicRow } from '../../core/questions/fairness/balance-report.js';
import type { BlindScore } from '../../core/questions/fairness/blind-classifier.js';
import { COUNTER_QUOTA } from '../../core/questions/fairness/heuristics.js';

/** What the page says of a set: its report, and where it comes from. */
export interface MeasuredSet {
  readonly recipe: string;
  readonly size: readonly [number, number];
  readonly perView: number;
  readonly report: BalanceReport & { readonly problems: readonly string[] };
}

/** Fewer questions of a topic than this are counted, and not judged. */
const FEW = 60;

/** docs/balance.md: every figure of a set's fairness, from the report of `vantage balance`. */
export function renderBalance({ recipe, size, perView, report }: MeasuredSet): string {
  const { twins, blind, leakage } = report;
  const yesNo = report.topics.filter(({ yes }) => yes !== null);
  const judged = yesNo.filter(({ n }) => n >= FEW);
  const guessed = report.topics.filter(({ n, across }) => n >= FEW && across !== null);
  const wordings = report.wordings.filter(([n]) => n >= FEW);
  const lines = [
    `# The balance of ${report.scenes - twins.scenes} scenes`,
    '',
    `The ${recipe} recipe, ${report.scenes - twins.scenes} scenes and ${twins.scenes} twins in ${report.views} views of ${size.join('×')}, asked with at most ${perView} questions a view:`,
    `${whole(report.questions)} questions. Written by \`npm run docs\` from the figures of \`vantage balance\`; a test checks that the page is current.`,
    '',
    '| rule | measured |',
    '|---|---|',
    ...rows([
      ['rules of fairness that `vantage verify` finds broken', String(report.problems.length)],
      [
        'yes, by relation and frame (45–55 %)',
        `${range(judged.map(({ yes }) => yes ?? 0))} in ${judged.length} relations with ${FEW} questions or more`,
      ],
      [
        'yes, by wording (45–55 %)',
        wordings.length === 0
          ? `no wording has ${FEW} questions or more`
          : `${range(wordings.map(([, yes]) => yes))} in ${wordings.length} wordings with ${FEW} questions or more`,
      ],
      ...report.places
        .filter(({ n }) => n >= FEW)
        .map(({ options, n, shares }): [string, string] => [
          `right option of ${options}, by place (${percent(1 / options)} ± 5)`,
          `${range(shares)} of ${whole(n)}`,
        ]),
      ['a classifier without images, yes/no (≤ 55 %)', score(blind.yesNo)],
      ['the same, choices (≤ chance + 5)', score(blind.choice)],
      ['trained on the training split, tested on the test split: yes/no', score(blind.acrossSplits.yesNo)],
      ['the same, choices', score(blind.acrossSplits.choice)],
      [
        `relations and choices whose words tell the answer (of ${guessed.length} with ${FEW} questions or more)`,
        report.told.length === 0 ? 'none' : report.told.join(' '),
      ],
      [
        'scenes with a twin (≥ 10 %)',
        `${percent(twins.share)}; ${twins.asked.flipped} of ${twins.asked.twins} twins are asked ${whole(twins.asked.pairs)} questions in the words of their originals, with the other answer`,
      ],
      ...report.heuristics.map(({ kind, profile, n, counter, quota }): [string, string] => [
        `${kind === 'depth' ? 'the nearer is the higher in the image' : 'the larger covers less of it'}, ${profile} (${quota ? `≥ ${percent(COUNTER_QUOTA[kind])}` : 'reported only'})`,
        `${percent(counter)} of ${whole(n)}`,
      ]),
      [
        'in both splits: shapes, wordings, scenes, near-duplicates',
        [leakage.assets, leakage.wordings, leakage.scenes, leakage.nearDuplicates]
          .map(({ length }) => length)
          .join(', '),
      ],
      ['kept for the test split, yet in training: combinations of relations', String(leakage.combinations.length)],
    ]),
    '',
    `Over the folds the classifier is below chance: categories and wordings have as many yes as no, so what a fold has too many of the others have too few of. Between the splits, each balanced by itself, there is no such effect.`,
    '',
    '## Where words alone say most',
    '',
    `Relations and choices with ${FEW} questions or more that a classifier trained on the other split gets furthest above chance. A relation breaks the rule when the whole 95 % interval lies more than 5 % above chance.`,
    '',
    '| topic | questions | trained on the other split | in folds | chance |',
    '|---|---|---|---|---|',
    ...guessed
      .sort((a, b) => overChance(b) - overChance(a))
      .slice(0, 12)
      .map(
        ({ topic, kind, n, blind: found, across }) =>
          `| ${topic} (${kind}) | ${whole(n)} | ${percent(across?.accuracy ?? 0)} | ${percent(found?.accuracy ?? 0)} | ${percent(found?.chance ?? 0)} |`,
      ),
    '',
    '## Quantities',
    '',
    'Always answering the median of the training questions would be this near the truth.',
    '',
    '| quantity | questions | median | within a factor of 2 | within 10 % |',
    '|---|---|---|---|---|',
    ...report.metrics.map(
      (m) =>
        `| ${m.definition} | ${whole(m.n)} | ${short(m.median)} | ${percent(m.medianWithinHalf)} | ${percent(m.medianWithinTenth)} |`,
    ),
    '',
    '## Counts by type, frame and answer',
    '',
    '| kind | type, direction, frame | answer | questions | train | test | yes | no | opposite side of the no | differs from the camera\u2019s |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...report.topics.map(topicLine),
  ];
  return `${lines.join('\n')}\n`;
}

const rows = (list: readonly (readonly [string, string])[]): string[] => list.map(([a, b]) => `| ${a} | ${b} |`);

function topicLine({ kind, topic, answer, n, train, test, yes, opposite, egoDiffers }: TopicRow): string {
  const yeses = yes === null ? null : Math.round(yes * n);
  const cells = [
    kind,
    topic,
    answer,
    whole(n),
    whole(train),
    whole(test),
    yeses === null ? '' : whole(yeses),
    yeses === null ? '' : whole(n - yeses),
    opposite === null ? '' : percent(opposite),
    egoDiffers === null ? '' : percent(egoDiffers),
  ];
  return `| ${cells.join(' | ')} |`;
}

const overChance = ({ across }: TopicRow): number => (across === null ? 0 : across.accuracy - across.chance);
const score = ({ n, accuracy, chance }: BlindScore): string =>
  n === 0 ? 'none asked' : `${percent(accuracy)} of ${whole(n)} (chance ${percent(chance)})`;
const range = (shares: readonly number[]): string =>
  shares.length === 0 ? 'none' : `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`;
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const whole = (n: number): string => n.toLocaleString('en-US');
const short = (x: number): string => (x >= 10 ? x.toFixed(0) : x >= 1 ? x.toFixed(1) : x.toPrecision(2));
