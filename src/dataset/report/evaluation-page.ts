import type { McNemar, Rate } from '../../core/scoring/score-report.js';
import type { ReportFigure, ShownEvaluation } from './evaluation-figures.js';
import { pageStart } from './html-page.js';
import { escapeHtml } from './markup.js';

// The page that compares evaluations. No script and nothing from outside, like the contact sheet.

/** Evaluations of the same questions, what they were compared by, and their figures. */
export interface EvaluationGroup {
  readonly title: string;
  readonly evaluations: readonly ShownEvaluation[];
  readonly comparisons: readonly { readonly first: string; readonly second: string; readonly mcnemar: McNemar }[];
  readonly figures: readonly ReportFigure[];
}

/** @param sheet whether the contact sheet of the dataset stands beside it */
export function evaluationPage(source: string, sheet: boolean, groups: readonly EvaluationGroup[]): string {
  const title = `Evaluations on ${source}`;
  const link = sheet ? '<p><a href="index.html">Images and questions</a></p>' : '';
  return `${pageStart(title, STYLE)}<header><h1>${escapeHtml(title)}</h1>${link}</header>
<main>
${groups.map(groupSection).join('\n')}
</main>
</body>
</html>
`;
}

function groupSection({ title, evaluations, comparisons, figures }: EvaluationGroup): string {
  return `<section>
<h2>${escapeHtml(title)}</h2>
<div class="wide"><table>
<tr><th>evaluation<th>model<th>run by<th>profile${['n', 'accuracy', 'unparsable', 'no reply', 'as RoboSpatial-Eval'].map(numeric).join('')}</tr>
${evaluations.map(evaluationRow).join('\n')}
${baselineRows(evaluations[0])}
</table></div>
${comparisons.length === 0 ? '' : comparisonTable(comparisons)}
${figures.map(figureBlock).join('\n')}
</section>`;
}

function evaluationRow({ record, scores }: ShownEvaluation): string {
  const { overall } = scores.report;
  const [live, ...passedOver] = record.model.provider.split('; ');
  const by = [live, record.model.dtype].filter((x) => x !== null).join(', ');
  const cells = [
    escapeHtml(record.name),
    escapeHtml(record.model.name),
    passedOver.length === 0
      ? escapeHtml(by)
      : `${escapeHtml(by)}<br><small>${escapeHtml(passedOver.join('; '))}</small>`,
    escapeHtml(record.profile.id),
  ];
  const figures = [
    String(overall.n),
    rate(overall.accuracy),
    rate(overall.unparsable),
    rate(overall.noReply),
    overall.robospatial ? rate(overall.robospatial) : '–',
  ];
  const classes = ['', '', ' class="by"', ''];
  return `<tr>${[...cells, ...figures].map((cell, i) => `<td${classes[i] ?? ' class="n"'}>${cell}`).join('')}</tr>`;
}

function baselineRows({ scores }: ShownEvaluation): string {
  return Object.entries(scores.baselines)
    .map(([name, { overall }]) => {
      const figures = [
        String(overall.n),
        rate(overall.accuracy),
        rate(overall.unparsable),
        rate(overall.noReply),
        overall.robospatial ? rate(overall.robospatial) : '–',
      ];
      return `<tr class="baseline"><td>beside them<td>${name}<td colspan="2">baseline${figures.map((cell) => `<td class="n">${cell}`).join('')}</tr>`;
    })
    .join('\n');
}

function comparisonTable(comparisons: EvaluationGroup['comparisons']): string {
  const rows = comparisons.map(({ first, second, mcnemar: m }) => {
    const cells = [m.n, m.bothRight, m.onlyFirst, m.onlySecond, m.bothWrong].map((n) => `<td class="n">${n}`).join('');
    const p = m.p < 0.001 ? '&lt; 0.001' : m.p.toFixed(3);
    return `<tr><td>${escapeHtml(first)}<td>${escapeHtml(second)}${cells}<td class="n">${p}${m.exact ? ' (exact)' : ''}</tr>`;
  });
  return `<h3>Compared on the same items (McNemar)</h3>
<div class="wide"><table>
<tr><th>first<th>second${['items', 'both right', 'only first', 'only second', 'both wrong', 'p'].map(numeric).join('')}</tr>
${rows.join('\n')}
</table></div>`;
}

const numeric = (name: string): string => `<th class="n">${name}`;

function figureBlock({ name, figure, caption }: ReportFigure): string {
  const file = `figures/${encodeURIComponent(name)}`;
  const links = ['svg', 'png', 'csv'].map((type) => `<a href="${file}.${type}">${type.toUpperCase()}</a>`).join(' ');
  return `<figure><img src="${file}.svg" width="${figure.width}" height="${figure.height}" alt="${escapeHtml(caption)}"><figcaption>${escapeHtml(caption)} ${links}</figcaption></figure>`;
}

function rate({ value, low, high }: Rate): string {
  if (value === null || low === null || high === null) return '–';
  return `${(100 * value).toFixed(1)} % <small>${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}</small>`;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --ink: #1d2226; --soft: #667078; --line: #dfe1de; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --ink: #e6e8e6; --soft: #98a2a8; --line: #343a3e; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
header, main { max-width: 1200px; margin: 0 auto; padding: 0 24px; }
h1 { margin: 28px 0 4px; font-size: 24px; font-weight: 600; }
h2 { margin: 32px 0 12px; font-size: 18px; font-weight: 600; }
h3 { margin: 20px 0 8px; font-size: 14px; font-weight: 600; }
a { color: inherit; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--soft); }
th, td { padding: 4px 18px 4px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td.n, th.n { text-align: right; }
td.by { white-space: normal; min-width: 260px; }
td small, figcaption, .baseline { color: var(--soft); }
figure { margin: 24px 0; }
figure img { display: block; max-width: 100%; height: auto; background: #fff; border-radius: 6px; }
figcaption { font-size: 12.5px; padding: 6px 2px; max-width: 70ch; }
`;
