import type { EvaluationScores } from '../core/evaluation/evaluation-scores.js';
import type { ModelDescription } from '../core/models/vision-language-model.js';
import type { Rate, ScoreGroup, ScoreReport } from '../core/scoring/score-report.js';

// The scores of an evaluation as a table for a terminal: rates with their 95 % Wilson intervals, baselines beside.

type Summary = Omit<EvaluationScores, 'report' | 'published' | 'baselines' | 'facets' | 'truths' | 'baselineHits'> & {
  readonly name: string;
  readonly folder: string;
  readonly model: ModelDescription;
  readonly profile: string;
  readonly report: Omit<ScoreReport, 'items'>;
  readonly baselines: Readonly<Record<string, Omit<ScoreReport, 'items'>>>;
  readonly published: { readonly mean: number; readonly n: number } | null;
  readonly probeWarning?: string | null;
};

/** Dimensions shown, each with its title. */
const SHOWN: readonly (readonly [string, string])[] = [
  ['kind', 'kind'],
  ['answer', 'answer'],
  ['frame', 'frame'],
];

export function evaluationTable(value: Readonly<Record<string, unknown>>): string {
  const summary = value as unknown as Summary;
  const { report, baselines } = summary;
  const names = Object.keys(baselines);
  const rows: string[][] = [['', 'n', 'accuracy', '95 % interval', 'unparsable', ...names]];
  rows.push(
    rowOf(
      'all',
      report.overall,
      names.map((name) => baselines[name].overall),
    ),
  );
  for (const [dimension, title] of SHOWN) {
    const slices = report.slices.filter((slice) => slice.dimension === dimension);
    if (slices.length === 0) continue;
    rows.push([title]);
    for (const { value: of, group } of slices) {
      const beside = names.map(
        (name) => baselines[name].slices.find((s) => s.dimension === dimension && s.value === of)?.group ?? null,
      );
      rows.push(rowOf(`  ${of}`, group, beside));
    }
  }
  return `${[describe(summary), '', ...aligned(rows), '', ...details(summary), summary.folder].join('\n')}\n`;
}

const describe = ({ name, model, profile }: Summary): string =>
  `${name}: ${model.name}, ${model.provider}${model.dtype === null ? '' : `, ${model.dtype}`}; profile ${profile}`;

function rowOf(label: string, group: ScoreGroup, beside: readonly (ScoreGroup | null)[]): string[] {
  return [
    label,
    String(group.n),
    share(group.accuracy.value),
    interval(group.accuracy),
    share(group.unparsable.value),
    ...beside.map((other) => share(other?.accuracy.value ?? null)),
  ];
}

function details({ report, published, against, modelFaults, blindTaught, probeWarning }: Summary): string[] {
  const lines: string[] = [];
  const say = (text: string) => lines.push(text);
  const { numbers, points, boxes2d, calibration, circular, overall } = report;
  if (probeWarning) say(`warning: ${probeWarning}`);
  if (points) say(`points: ${share(points.meanShare)} in the region; first point ${rate(points.firstPoint)}`);
  if (numbers)
    say(
      `numbers: valid ${rate(numbers.validNumber)}; within 10 % ${rate(numbers.within10)}, 25 % ${rate(numbers.within25)}, a factor of two ${rate(numbers.within50to200)}; MRA ${share(numbers.meanMra)}`,
    );
  if (boxes2d) say(`boxes: mean IoU ${share(boxes2d.meanIou)}; at 0.5 ${rate(boxes2d.atHalf)}`);
  if (calibration)
    say(
      `calibration: ECE ${share(calibration.expectedCalibrationError)}, Brier ${calibration.brier.toFixed(3)}, n ${calibration.n}`,
    );
  if (circular) say(`choices: plain ${rate(circular.plain)}; right in every rotation ${rate(circular.circular)}`);
  if (overall.robospatial && overall.robospatial.n > 0) say(`as RoboSpatial-Eval scores: ${rate(overall.robospatial)}`);
  if (published) say(`by the benchmark's own rule: ${share(published.mean)} (n ${published.n})`);
  if (against) {
    const { mcnemar: m } = against;
    say(
      `against ${against.name}: only this one right ${m.onlyFirst}, only the other ${m.onlySecond}, both ${m.bothRight}, neither ${m.bothWrong}; McNemar p ${m.p < 0.001 ? '< 0.001' : `= ${m.p.toFixed(3)}`}`,
    );
  }
  const unread = Object.entries(report.faults).map(([reason, n]) => `${n} ${reason}`);
  if (unread.length > 0) say(`not scored: ${unread.join(', ')}`);
  const missing = Object.entries(modelFaults).map(([reason, n]) => `${n} ${reason}`);
  if (missing.length > 0) say(`no reply: ${missing.join(', ')}`);
  if (blindTaught === 0) say('blind has learnt nothing: no question of the train split');
  return lines.length === 0 ? [] : [...lines, ''];
}

const share = (value: number | null | undefined): string =>
  value === null || value === undefined ? '–' : `${(100 * value).toFixed(1)} %`;
const interval = ({ low, high }: Rate): string =>
  low === null || high === null ? '–' : `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
const rate = (of: Rate): string => `${share(of.value)} (${interval(of)}, n ${of.n})`;

/** Columns of equal width: the first to the left, the others to the right. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}
