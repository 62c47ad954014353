import type { EvaluationRecord } from '../../core/evaluation/evaluation-record.js';
import type { EvaluationScores } from '../../core/evaluation/evaluation-scores.js';
import { bandCurve } from '../../core/plots/band-curve.js';
import { intervalPlot, type Interval, type IntervalRow, type PlotSeries } from '../../core/plots/interval-plot.js';
import { countConfusion, numberScatter, type NumberPair } from '../../core/plots/number-plots.js';
import { reliabilityDiagram } from '../../core/plots/reliability-diagram.js';
import type { Figure } from '../../core/plots/svg.js';
import { wilsonRate } from '../../core/scoring/wilson.js';
import { typeName } from '../../core/questions/type-name.js';

/** An evaluation with its scores, as the report shows it. */
export interface ShownEvaluation {
  readonly record: EvaluationRecord;
  readonly scores: EvaluationScores;
}

/** A figure with the numbers behind it. */
export interface ReportFigure {
  /** Of its files, without extension. */
  readonly name: string;
  readonly figure: Figure;
  readonly caption: string;
  readonly csv: readonly (readonly (string | number)[])[];
}

/** Baselines drawn beside models. The others are in the tables. */
const DRAWN = ['oracle', 'random', 'blind'] as const;
/** What the frames are called in figures. */
const FRAMES: Readonly<Record<string, string>> = { ego: 'camera', world: 'world', object: 'object', none: 'no frame' };

/** Outcomes of everything drawn, one entry an item: 1 right, 0 not. */
interface Outcomes {
  readonly series: readonly PlotSeries[];
  /** [series] → item → right. */
  readonly right: readonly ReadonlyMap<string, boolean>[];
  readonly facets: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** All figures that these evaluations of one set have numbers for. */
export function evaluationFigures(all: readonly ShownEvaluation[]): ReportFigure[] {
  // Baselines are drawn as such; on their own they are all there is.
  const models = all.filter(({ record }) => record.model.family !== 'baseline');
  const evaluations = models.length > 0 ? models : all;
  const outcomes = outcomesOf(evaluations);
  return [
    overall(evaluations, outcomes),
    ...byRelation(outcomes),
    ...byBand(outcomes, 'margin', 'Accuracy by margin', 'deciding quantity over the margin it needs'),
    ...byBand(outcomes, 'distance', 'Accuracy by distance', 'distance from the camera'),
    ...byBand(outcomes, 'visibility', 'Accuracy by visibility', 'visible part of the least visible object'),
    ...byBand(outcomes, 'size', 'Accuracy by size in the image', 'area of the smallest object in the image'),
    ...calibration(evaluations),
    ...evaluations.flatMap(numbers),
  ];
}

function outcomesOf(evaluations: readonly ShownEvaluation[]): Outcomes {
  const facets = new Map<string, Readonly<Record<string, string>>>();
  for (const { scores } of evaluations) for (const [id, own] of Object.entries(scores.facets)) facets.set(id, own);
  const models = evaluations.map(
    ({ scores }) =>
      new Map(scores.report.items.flatMap((s) => (s.rotation === 0 ? [[s.item, s.outcome === 'right'] as const] : []))),
  );
  const baselines = DRAWN.map((name) => {
    const right = new Map<string, boolean>();
    for (const { scores } of evaluations) {
      const hits = scores.baselineHits[name] ?? '';
      for (const [i, id] of Object.keys(scores.facets).entries()) if (i < hits.length) right.set(id, hits[i] === '1');
    }
    return right;
  });
  return {
    series: [
      ...evaluations.map(({ record }) => ({ name: record.name, baseline: false })),
      ...DRAWN.map((name) => ({ name, baseline: true })),
    ],
    right: [...models, ...baselines],
    facets,
  };
}

/** Rates of every series over the items that pass. */
function ratesWhere(
  { right, facets }: Outcomes,
  passes: (facets: Readonly<Record<string, string>>) => boolean,
): (Interval | null)[] {
  return right.map((outcomes) => {
    let [hits, n] = [0, 0];
    for (const [id, isRight] of outcomes) {
      if (!passes(facets.get(id) ?? {})) continue;
      n++;
      if (isRight) hits++;
    }
    const { value, low, high } = wilsonRate(hits, n);
    return value === null || low === null || high === null ? null : { value, low, high, n };
  });
}

const valuesOf = ({ facets }: Outcomes, dimension: string): string[] => [
  ...new Set([...facets.values()].flatMap((own) => own[dimension] ?? [])),
];

function overall(evaluations: readonly ShownEvaluation[], outcomes: Outcomes): ReportFigure {
  const rows: IntervalRow[] = [
    { label: 'all questions', group: '', values: ratesWhere(outcomes, () => true) },
    ...valuesOf(outcomes, 'kind').map((kind) => ({
      label: kind,
      group: '',
      values: ratesWhere(outcomes, (own) => own['kind'] === kind),
    })),
  ];
  const { set, name } = evaluations[0].record.plan.source;
  return {
    name: 'accuracy-by-kind',
    figure: intervalPlot({ title: 'Accuracy by kind of question', axis: 'accuracy', series: outcomes.series, rows }),
    caption: `Share of right answers in ${name}${set === null ? '' : `, set “${set}”`}, with 95 % Wilson intervals. Unparsable and missing replies are wrong. Hollow marks are baselines.`,
    csv: table('kind', outcomes, rows),
  };
}

/** Relation × frame. */
function byRelation(outcomes: Outcomes): ReportFigure[] {
  const rows: IntervalRow[] = [];
  for (const type of valuesOf(outcomes, 'type').sort()) {
    const frames = new Set(
      [...outcomes.facets.values()].flatMap((own) => (own['type'] === type ? [own['frame'] ?? 'none'] : [])),
    );
    for (const frame of Object.keys(FRAMES).filter((one) => frames.has(one))) {
      rows.push({
        label: frames.size === 1 && frame === 'none' ? '' : FRAMES[frame],
        group: typeName(type),
        values: ratesWhere(outcomes, (own) => own['type'] === type && (own['frame'] ?? 'none') === frame),
      });
    }
  }
  if (rows.length === 0) return [];
  return [
    {
      name: 'accuracy-by-relation-and-frame',
      figure: intervalPlot({
        title: 'Accuracy by relation and frame',
        axis: 'accuracy',
        series: outcomes.series,
        rows,
      }),
      caption: 'Share of right answers for each relation in each frame of reference, with 95 % Wilson intervals.',
      csv: table('relation', outcomes, rows),
    },
  ];
}

function byBand(outcomes: Outcomes, dimension: string, title: string, xAxis: string): ReportFigure[] {
  const bands = valuesOf(outcomes, dimension).sort((a, b) => firstNumber(a) - firstNumber(b) || (a < b ? -1 : 1));
  if (bands.length < 2) return [];
  const rows = bands.map((band) => ({
    label: band,
    group: '',
    values: ratesWhere(outcomes, (own) => own[dimension] === band),
  }));
  const values = outcomes.series.map((_, s) => rows.map((row) => row.values[s]));
  return [
    {
      name: `accuracy-by-${dimension}`,
      figure: bandCurve({ title, xAxis, yAxis: 'accuracy', bands, series: outcomes.series, values }),
      caption: `${title}, with 95 % Wilson intervals.`,
      csv: table(dimension, outcomes, rows),
    },
  ];
}

/** "< 0.5 m" comes before "0.5–1 m". */
function firstNumber(band: string): number {
  const value = Number(/[\d.]+/.exec(band)?.[0] ?? Number.POSITIVE_INFINITY);
  return /^[<≤]|^(?:under|below|up to)/.test(band)
    ? value - 1e-9
    : /^[>≥]|^(?:over|above)/.test(band)
      ? value + 1e-9
      : value;
}

function calibration(evaluations: readonly ShownEvaluation[]): ReportFigure[] {
  const series = evaluations.flatMap(({ record, scores }) => {
    const { calibration: own } = scores.report;
    if (!own || own.n === 0) return [];
    const bins = own.bins.flatMap(({ meanProbability, yes }) =>
      meanProbability === null || yes.value === null || yes.low === null || yes.high === null
        ? []
        : [{ probability: meanProbability, share: { value: yes.value, low: yes.low, high: yes.high, n: yes.n } }],
    );
    return [{ name: record.name, error: own.expectedCalibrationError, bins }];
  });
  if (series.length === 0) return [];
  const rows = series.flatMap(({ name, bins }) =>
    bins.map(({ probability, share }) => [name, probability, share.value, share.low, share.high, share.n]),
  );
  return [
    {
      name: 'calibration',
      figure: reliabilityDiagram('Calibration of yes and no', series),
      caption:
        'How often “yes” is true where a model gives it a probability, with 95 % Wilson intervals; ECE is the expected calibration error.',
      csv: [['evaluation', 'mean_probability', 'share_yes', 'low', 'high', 'n'], ...rows],
    },
  ];
}

function numbers({ record, scores }: ShownEvaluation): ReportFigure[] {
  const pairs = new Map<string, NumberPair[]>();
  for (const { item, rotation, parsed } of scores.report.items) {
    const truth = scores.truths[item];
    if (rotation !== 0 || truth === undefined || parsed?.kind !== 'number') continue;
    const list = pairs.get(truth.quantity);
    const pair = { truth: truth.value, reply: parsed.value };
    if (list) list.push(pair);
    else pairs.set(truth.quantity, [pair]);
  }
  return [...pairs].flatMap(([quantity, list]): ReportFigure[] => {
    const name = `${quantity}-${record.name}`;
    const csv = [['true', 'replied'], ...list.map(({ truth, reply }) => [truth, reply])];
    const n = `${list.length} replies that hold a number`;
    if (quantity === 'count' || quantity === 'clock') {
      const title = `${quantity === 'count' ? 'Counts' : 'Hours'}: ${record.name}`;
      return [
        {
          name,
          figure: countConfusion(title, list),
          caption: `How often each number was replied for each true one; ${n}.`,
          csv,
        },
      ];
    }
    if (quantity !== 'length') return [];
    return [
      {
        name,
        figure: numberScatter(`Lengths and distances: ${record.name}`, 'm', list),
        caption: `Replied against true lengths; dashed: a factor of two; hollow: beyond the axes; ${n}.`,
        csv,
      },
    ];
  });
}

/** The numbers behind a plot of rates: a line for each row and series. */
function table(what: string, { series }: Outcomes, rows: readonly IntervalRow[]): (string | number)[][] {
  const lines = rows.flatMap(({ group, label, values }) =>
    values.flatMap((value, s) =>
      value === null
        ? []
        : [
            [
              group === '' ? label : group,
              group === '' ? '' : label,
              series[s].name,
              value.value,
              value.low,
              value.high,
              value.n,
            ],
          ],
    ),
  );
  return [[what, 'frame', 'series', 'accuracy', 'low', 'high', 'n'], ...lines];
}
