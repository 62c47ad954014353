import type { BalanceReport, TopicRow } from '../../core/questions/fairness/balance-report.js';
import { COUNTER_QUOTA } from '../../core/questions/fairness/heuristics.js';
import type { Leakage } from '../../core/questions/fairness/leakage.js';
import type { BlindScore } from '../../core/questions/fairness/blind-classifier.js';
import { pageStart } from '../report/html-page.js';
import { escapeHtml } from '../report/markup.js';
import { histogram, scatter, shareBars, type ShareBar } from './plots.js';

/** Below this many questions a share says nothing (as in `vantage verify`). */
const FEW = 20;
const YES_BAND: readonly [number, number] = [0.45, 0.55];
const EGO_BAND: readonly [number, number] = [0.4, 0.6];

/** The page of `vantage balance`: a set's balance in pictures, with the figures beside them. */
export function balancePage(title: string, report: BalanceReport, problems: readonly string[]): string {
  const yesNo = report.topics.filter(({ yes }) => yes !== null);
  const choices = report.topics.filter(({ answer }) => answer === 'choice');
  const facts: [string, string][] = [
    ['questions', `${report.questions} about ${report.scenes} scenes in ${report.views} views`],
    [
      'twins',
      `${report.twins.scenes} scenes (${percent(report.twins.share)} of their originals); ${report.twins.asked.flipped} of them are asked ${report.twins.asked.pairs} questions in the words of their originals, with the other answer`,
    ],
    ['blind, yes/no', score(report.blind.yesNo)],
    ['blind, choices', score(report.blind.choice)],
    [
      'trained to test',
      `yes/no ${score(report.blind.acrossSplits.yesNo)}, choices ${score(report.blind.acrossSplits.choice)}`,
    ],
    ['leakage', leakageText(report.leakage)],
    ['styles', parts(report.styles)],
    ['wordings', parts(report.labels)],
  ];
  return `${pageStart(`Balance of ${title}`, STYLE, 'data:')}<h1>Balance of ${escapeHtml(title)}</h1>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>
${problems.length === 0 ? '<p class="ok">Every rule of fairness is kept.</p>' : `<ul class="problems">${problems.map((problem) => `<li>${escapeHtml(problem)}</li>`).join('')}</ul>`}
<p class="legend"><span class="kept">within the rule</span><span class="broken">outside</span><span class="few">too few to say</span><span class="band">allowed</span></p>
${shareBars(yesNo.map(yesBar), 'Share of yes, by relation and frame')}
${shareBars(
  yesNo.flatMap((row) =>
    row.opposite === null ? [] : [bar(`${row.topic}`, row.n, row.opposite, [0, 0.75], row.n >= 2 * FEW)],
  ),
  'Of the no’s: because the opposite is true',
)}
${shareBars(
  yesNo.flatMap((row) =>
    row.egoDiffers === null ? [] : [bar(row.topic, row.n, row.egoDiffers, EGO_BAND, row.n >= FEW)],
  ),
  'World and object frames: the answer differs from the camera’s own',
)}
${shareBars(
  yesNo.flatMap((row) => (row.blind ? [bar(row.topic, row.n, row.blind.accuracy, [0, 0.55], row.n >= 10 * FEW)] : [])),
  'What a classifier without images guesses right, in folds: yes/no',
)}
${shareBars(
  choices.flatMap((row) =>
    row.blind
      ? [bar(row.topic, row.n, row.blind.accuracy, [0, Math.min(1, row.blind.chance + 0.05)], row.n >= 10 * FEW)]
      : [],
  ),
  'What a classifier without images guesses right: choices (band: up to chance + 5 %)',
)}
${shareBars(
  report.places.flatMap(({ options, n, shares }) =>
    shares.map((part, k) =>
      bar(`number ${k + 1} of ${options}`, n, part, [1 / options - 0.05, 1 / options + 0.05], n >= 3 * FEW),
    ),
  ),
  'Choices: how often each place is the right one',
)}
${shareBars(
  report.heuristics.map(({ kind, profile, quota, n, counter }) =>
    bar(
      `${kind === 'depth' ? 'nearer is higher in the image' : 'larger covers less'}, ${profile}${quota ? '' : ', reported only'}`,
      n,
      counter,
      [COUNTER_QUOTA[kind], 1],
      quota && n >= FEW,
    ),
  ),
  'Questions that the layout of the image would get wrong',
)}
${scatter(report.wordings, { from: 60, low: 0.45, high: 0.55 }, 'Share of yes of each wording, by how often it is used')}
${histogram(
  report.margins.map(({ from, to, n }) => ({ label: `${from}–${to > 10 ? '10' : to}`, n })),
  'How clear the yes/no answers are: the deciding quantity over its limit',
)}
<h2>Quantities</h2>
<p>Values in bins of equal ratio. Always answering the median of the training questions would be within a factor of 2 of the truth as often as the caption says.</p>
<div class="row">${report.metrics
    .map(({ definition, n, bins, median, medianWithinHalf, medianWithinTenth }) =>
      histogram(
        bins.map((bin) => ({ label: short(bin.from), n: bin.n })),
        `${definition}: ${n}; median ${short(median)}, blind within a factor of 2: ${percent(medianWithinHalf)}, within 10 %: ${percent(medianWithinTenth)}`,
      ),
    )
    .join('\n')}</div>
<h2>Counts</h2>
<table><tr><th>topic</th><th>kind</th><th>answer</th><th>questions</th><th>train</th><th>test</th><th>yes</th><th>blind</th><th>trained on the other split</th></tr>
${report.topics.map(topicLine).join('\n')}
</table>
</body>
</html>
`;
}

const yesBar = ({ topic, n, yes }: TopicRow): ShareBar => bar(topic, n, yes ?? 0, YES_BAND, n >= FEW);

function bar(label: string, n: number, share: number, band: readonly [number, number], counts: boolean): ShareBar {
  // Half a question either way is the best an odd number can do.
  const slack = 0.5 / Math.max(1, n) + 1e-9;
  return { label, n, share, band, kept: counts ? share >= band[0] - slack && share <= band[1] + slack : null };
}

const topicLine = ({ topic, kind, answer, n, train, test, yes, blind, across }: TopicRow): string =>
  `<tr><td>${escapeHtml(topic)}</td><td>${kind}</td><td>${answer}</td><td>${n}</td><td>${train}</td><td>${test}</td><td>${yes === null ? '' : percent(yes)}</td><td>${blindText(blind)}</td><td>${blindText(across)}</td></tr>`;

const blindText = (score: BlindScore | null): string =>
  score === null ? '' : `${percent(score.accuracy)} (${percent(score.chance)})`;

/** How much of what occurs in both splits. */
const leakageText = (leakage: Leakage): string =>
  Object.entries(leakage)
    .map(([name, list]) => `${LEAKS[name as keyof Leakage]} ${list.length}`)
    .join(', ');

const LEAKS: Readonly<Record<keyof Leakage, string>> = {
  assets: 'shapes',
  wordings: 'wordings',
  combinations: 'combinations of relations',
  scenes: 'scenes or their twins',
  nearDuplicates: 'near-duplicate scenes',
};

const score = ({ n, accuracy, chance }: BlindScore): string =>
  n === 0 ? 'none' : `${percent(accuracy)} of ${n} (chance ${percent(chance)})`;
const parts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, n]) => `${name} ${n}`)
    .join(', ');
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const short = (x: number): string => (x >= 10 ? x.toFixed(0) : x >= 1 ? x.toFixed(1) : x.toPrecision(2));

const STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --ink: #1d2226; --soft: #667078; --line: #dfe1de; --kept: #0d8577; --broken: #c8600f; --few: #a9b0b4; --band: #14b8a633; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --ink: #e6e8e6; --soft: #98a2a8; --line: #343a3e; --kept: #3cc7b5; --broken: #f0924a; --few: #59626a; } }
body { margin: 0 auto; max-width: 900px; padding: 0 24px 60px; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
h1 { margin: 28px 0 8px; font-size: 24px; font-weight: 600; } h2 { margin: 32px 0 8px; font-size: 17px; font-weight: 600; }
dl { display: grid; gap: 2px; margin: 0 0 16px; } dl div { display: grid; grid-template-columns: 130px 1fr; } dt { color: var(--soft); } dd { margin: 0; }
figure { margin: 24px 0 0; } figcaption { font-weight: 600; margin-bottom: 6px; } svg { max-width: 100%; height: auto; display: block; }
svg text { fill: var(--ink); font-size: 12px; } svg text.tick { fill: var(--soft); font-size: 10px; } .ticks line { stroke: var(--line); }
.kept { fill: var(--kept); } .broken { fill: var(--broken); } .few { fill: var(--few); } rect.band { fill: var(--band); }
.legend span { padding: 1px 8px; margin-right: 8px; border-radius: 3px; color: #fff; } .legend .kept { background: var(--kept); } .legend .broken { background: var(--broken); } .legend .few { background: var(--few); } .legend .band { background: var(--band); color: var(--ink); }
.row { display: flex; flex-wrap: wrap; gap: 0 24px; } .row figcaption { font-weight: 400; font-size: 12px; color: var(--soft); max-width: 380px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } td, th { padding: 2px 14px 2px 0; text-align: left; border-bottom: 1px solid var(--line); } td:nth-child(n+4) { text-align: right; }
.problems li { color: var(--broken); } .ok { color: var(--kept); }
`;
