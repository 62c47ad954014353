import type { SweepPoint } from '../core/rollout/noise-sweep.js';
import type { RolloutScores } from '../core/rollout/rollout-scores.js';
import type { RunRecord } from '../core/rollout/rollout-record.js';
import type { Rate } from '../core/scoring/score-report.js';

// The scores of a run as a table for a terminal: rates with their 95 % Wilson intervals.

interface Summary {
  readonly name: string;
  readonly folder: string;
  readonly model: RunRecord['model'];
  readonly plan: RunRecord['plan'];
  readonly scores: RolloutScores;
}

export function rolloutTable(value: Readonly<Record<string, unknown>>): string {
  const { name, folder, model, plan, scores } = value as unknown as Summary;
  const lines = [
    `${name}: ${model.name}, ${plan.placementOnly ? 'placement only' : 'with grasping'}, ${scores.episodes} episodes`,
    '',
    ...aligned([
      ['', 'n', 'success', '95 % interval'],
      row('all', scores.success),
      row('first attempt', scores.firstAttempt),
      ...(['relation', 'frame', 'skill'] as const).flatMap((dimension) => [
        [dimension],
        ...scores.slices.filter((s) => s.dimension === dimension).map((s) => row(`  ${s.value}`, s.success)),
      ]),
    ]),
    '',
    `one attempt by chance: ${(100 * scores.chance).toFixed(2)} %`,
  ];
  const failures = Object.entries(scores.failures).map(([name, n]) => `${n} ${name}`);
  if (failures.length > 0) lines.push(`failures: ${failures.join(', ')}`);
  if (scores.withoutTask > 0) lines.push(`${scores.withoutTask} episodes found no scene with room for their task`);
  return `${[...lines, folder].join('\n')}\n`;
}

/** Success against noise, one line a value. */
export function sweepTable(value: Readonly<Record<string, unknown>>): string {
  const { sweep, csv, svg } = value as unknown as {
    sweep: { knob: string; points: readonly SweepPoint[] };
    csv: string;
    svg: string;
  };
  const rows = sweep.points.flatMap(({ value: at, scores }) => [row(`${sweep.knob} ${at}`, scores.success)]);
  return `${[...aligned([['', 'n', 'success', '95 % interval'], ...rows]), csv, svg].join('\n')}\n`;
}

const row = (label: string, rate: Rate): string[] => [
  label,
  String(rate.n),
  rate.value === null ? '–' : `${(100 * rate.value).toFixed(1)} %`,
  rate.low === null || rate.high === null ? '–' : `${(100 * rate.low).toFixed(1)}–${(100 * rate.high).toFixed(1)}`,
];

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)));
  return rows.map((cells) =>
    cells
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
}
