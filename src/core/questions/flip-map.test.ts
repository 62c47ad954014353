import { describe, expect, it } from 'vitest';
import { lookAt, standsOn, testGraph } from '../relations/test-scene.js';
import type { Surface } from '../scene/settled-scene.js';
import { flipMapFigure } from '../plots/flip-map-figure.js';
import { flipMap, type FlipGrid, type FlipRequest, type FlipVerdict } from './flip-map.js';
import { questionSpec } from './question-spec.js';
import { createSceneContext } from './scene-context.js';

const TOP: Surface = {
  id: 1,
  owner: 1,
  normal: [0, 0, 1],
  outline: [
    [-0.6, -0.4, 0.8],
    [0.6, -0.4, 0.8],
    [0.6, 0.4, 0.8],
    [-0.6, 0.4, 0.8],
  ],
  holes: [],
};

/** A mug and a jar on a table, seen from the south: left of the jar is west of it. */
const graph = testGraph(
  {
    objects: [
      { id: 1, category: 'slab', name: 'table', center: [0, 0, 0.78], size: [1.2, 0.8, 0.04], fixed: true },
      { id: 2, category: 'mug', name: 'mug', center: [-0.3, 0, 0.85], size: [0.08, 0.08, 0.1] },
      { id: 3, category: 'jar', name: 'jar', center: [0, 0, 0.86], size: [0.1, 0.1, 0.12] },
    ],
    surfaces: [TOP],
    contacts: [standsOn(2, 1, [-0.3, 0, 0.8]), standsOn(3, 1, [0, 0, 0.8])],
  },
  [lookAt([0, -1.6, 1.5], [0, 0, 0.8], { width: 320, height: 240, fx: 300, fy: 300, cx: 160, cy: 120 })],
);
const LEXICON = {
  version: 'test',
  nouns: { slab: ['table'], mug: ['mug'], jar: ['jar'] },
  hypernyms: {},
  colours: { red: [45, 60, 40] as const },
};
const REQUEST: FlipRequest = {
  view: 'test-v0',
  spec: questionSpec({
    kind: 'configuration',
    type: 'left',
    frame: { kind: 'ego' },
    objects: { subject: 2, reference: 3 },
  }),
  object: 2,
  cells: 24,
};

function wholeMap(request: FlipRequest): { grid: FlipGrid; verdicts: FlipVerdict[]; first: number } {
  let grid: FlipGrid | null = null;
  let first = 0;
  const verdicts: FlipVerdict[] = [];
  for (const event of flipMap(createSceneContext(graph, LEXICON), request)) {
    if (event?.type === 'grid') grid = event.grid;
    if (event?.type !== 'cells' || !grid) continue;
    first ||= event.cells[0].size;
    for (const { column, row, verdict } of event.cells) verdicts[row * grid.columns + column] = verdict;
  }
  if (!grid) throw new Error('no grid');
  return { grid, verdicts, first };
}

describe('flipMap', () => {
  const { grid, verdicts, first } = wholeMap(REQUEST);
  const at = (x: number, y: number) =>
    verdicts[
      Math.floor((y - grid.origin[1]) / grid.step) * grid.columns + Math.floor((x - grid.origin[0]) / grid.step)
    ];

  it('is true on one side of the reference and false on the other, with a band between that is neither', () => {
    expect(at(-0.3, 0)).toBe('T');
    expect(at(0.3, 0)).toBe('F');
    expect(at(-0.1, 0.3)).toBe('A');
    const row = Array.from({ length: grid.columns }, (_, c) => verdicts[11 * grid.columns + c]).filter(
      (v) => v !== 'blocked',
    );
    // Along a line the answer goes from yes to no once.
    expect(row.lastIndexOf('T')).toBeLessThan(row.indexOf('F'));
  });

  it('asks nothing where the object would run into the other', () => {
    expect(at(0, 0)).toBe('blocked');
  });

  it('knows every place once all passes are done, coarse ones first', () => {
    expect(first).toBe(8);
    expect(verdicts).toHaveLength(grid.columns * grid.rows);
    expect(verdicts.every((verdict) => verdict !== undefined)).toBe(true);
    expect([grid.columns, grid.rows]).toEqual([24, 16]);
  });

  it('does not slide what stands on no surface', () => {
    expect(() => wholeMap({ ...REQUEST, object: 1 })).toThrow('The table stands on no flat surface');
  });

  it('is drawn with its question, its shares and the names of what stands there', () => {
    const words = { question: 'Is the mug left of <the jar>?', subject: 'mug', model: 'tiny', quarters: 1 };
    const { svg } = flipMapFigure({ grid, verdicts, yes: verdicts.map(() => 0.9) }, words);
    expect(svg).toContain('left of &lt;the jar&gt;?');
    expect(svg).toContain('P(yes) of tiny');
    expect(svg).toMatch(/ambiguous: never asked, \d+ %/);
    expect(svg.match(/>jar</g)).toHaveLength(2);
  });
});
