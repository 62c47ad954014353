import type { Pose } from '../geometry/pose.js';
import { conjugate, rotate } from '../geometry/quat.js';
import type { Vec2 } from '../geometry/polygon.js';
import type { FlipGrid, FlipVerdict } from '../questions/flip-map.js';

/** What a flip map shows: the truth at every place, and beside it how sure a model is of yes. */
export interface FlipLayers {
  readonly grid: FlipGrid;
  /** [rows * columns], row 0 at the smallest y; null where it is not known yet. */
  readonly verdicts: readonly (FlipVerdict | null)[];
  /** P(yes) of a model at the same places, 0–1; null where it was not asked. Null: no model. */
  readonly yes: readonly (number | null)[] | null;
}

/** Quarter turns, counterclockwise, that bring what lies ahead of a camera to the top of a map. */
export function quartersTo(cameraFromWorld: Pose): number {
  const [x, y] = rotate(conjugate(cameraFromWorld.orientation), [0, 0, 1]);
  return ((Math.round((Math.PI / 2 - Math.atan2(y, x)) / (Math.PI / 2)) % 4) + 4) % 4;
}

/** The same map turned counterclockwise, seen from above. Its axes are no longer the world's. */
export function turnedLayers(layers: FlipLayers, quarters: number): FlipLayers {
  let turned = layers;
  for (let k = 0; k < quarters; k++) turned = turnedOnce(turned);
  return turned;
}

function turnedOnce({ grid, verdicts, yes }: FlipLayers): FlipLayers {
  const { columns, rows, origin, step, from } = grid;
  const turn = ([x, y]: Vec2): Vec2 => [-y, x];
  // What was column c of row r is now column rows − 1 − r of row c.
  const turnCells = <Value>(cells: readonly Value[]): Value[] =>
    Array.from({ length: cells.length }, (_, i) => {
      const [row, column] = [Math.floor(i / rows), i % rows];
      return cells[(rows - 1 - column) * columns + row];
    });
  return {
    grid: {
      ...grid,
      origin: [-(origin[1] + rows * step), origin[0], origin[2]],
      columns: rows,
      rows: columns,
      outline: grid.outline.map(turn),
      from: [...turn([from[0], from[1]]), from[2]],
      footprints: grid.footprints.map((other) => ({ ...other, outline: other.outline.map(turn) })),
    },
    verdicts: turnCells(verdicts),
    yes: yes && turnCells(yes),
  };
}

/** Least and greatest P(yes) of the model; null where it was not asked yet. */
export function rangeOfYes({ yes }: FlipLayers): readonly [least: number, greatest: number] | null {
  const told = (yes ?? []).filter((p) => p !== null);
  return told.length === 0 ? null : [Math.min(...told), Math.max(...told)];
}

/** How often the model agrees with the truth where there is one, and at how many places. */
export function agreement({ verdicts, yes }: FlipLayers): { readonly rate: number; readonly of: number } | null {
  if (!yes) return null;
  let [agree, of] = [0, 0];
  verdicts.forEach((verdict, i) => {
    const p = yes[i];
    if (p === null || (verdict !== 'T' && verdict !== 'F')) return;
    of++;
    if (p > 0.5 === (verdict === 'T')) agree++;
  });
  return of === 0 ? null : { rate: agree / of, of };
}

/** From no's colour by white to yes's. @returns sRGB bytes */
export function yesRgb(p: number): readonly [number, number, number] {
  const end = p < 0.5 ? [247, 103, 7] : [12, 166, 120];
  const t = Math.abs(2 * p - 1);
  return [0, 1, 2].map((k) => Math.round(255 + (end[k] - 255) * t)) as unknown as [number, number, number];
}
