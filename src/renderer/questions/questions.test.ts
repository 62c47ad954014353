import { describe, expect, it } from 'vitest';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import { questionSpec } from '../../core/questions/question-spec.js';
import { evidenceTable } from '../../core/questions/evidence-table.js';
import { lookAt, testGraph } from '../../core/relations/test-scene.js';
import { boxMesh } from '../../core/relations/test-scene.js';
import type { QuestionRow } from '../scene-worker/messages.js';
import { explain } from './explain.js';
import { countReasons, EVERYTHING, facet, filterRows } from './filter-rows.js';
import { mergeRows } from './questions-store.js';
import { answerWord } from './row-words.js';

const EVIDENCE = {
  params: {},
  gates: { 2: { level: 'name', visibleFraction: 0.8, truncation: 0, visiblePixels: 900, minPixels: 150 } },
  witness: null,
  blockers: [],
  rejected: {},
  steps: [],
};

const record = (verdict: 'T' | 'F' | 'A', delta: number): QuestionRecord => ({
  schema: 'vantage/question@1',
  id: 'q',
  scene: 'test',
  views: ['test-v0'],
  split: verdict === 'A' ? 'ambiguous' : 'train',
  kind: 'configuration',
  type: 'left',
  frame: { kind: 'ego', view: 'test-v0' },
  template: 'left.ego.01',
  style: 'short',
  text: 'Is the mug left of the jar?',
  direction: null,
  objects: { subject: 2, reference: 3 },
  phrases: { 2: 'mug', 3: 'jar' },
  answer:
    verdict === 'A'
      ? { kind: 'text', value: 'ambiguous', reason: 'too close to call' }
      : { kind: 'yes-no', value: verdict === 'T' },
  answerText: verdict,
  evidence: {
    ...EVIDENCE,
    verdict,
    measured: { delta, margin: 0.02, overlap: 0, phiDeg: 5, overlapAcross: 1, uDelta: 80, uMargin: 8, uOverlap: 0 },
  },
  profile: 'tabletop',
  egoVerdict: null,
  marginRatio: verdict === 'A' ? 0.6 : 4,
  spec: '0.3',
});

function row(key: string, verdict: 'T' | 'F' | 'A' | null, reason: string | null = null): QuestionRow {
  const spec = questionSpec({
    kind: 'configuration',
    type: 'left',
    frame: { kind: 'ego' },
    objects: { subject: 2, reference: 3 },
  });
  return { key, view: 'test-v0', spec, record: verdict && record(verdict, verdict === 'F' ? -0.3 : 0.3), reason };
}

const ROWS = [
  row('a', 'T'),
  row('b', 'F'),
  row('c', 'A', 'too close to call'),
  row('d', null, 'the mug: too little of it is visible'),
];

describe('the list', () => {
  it('shows what is asked, and by choice what is too close or not asked', () => {
    const keys = (filter: Partial<typeof EVERYTHING>) =>
      filterRows(ROWS, { ...EVERYTHING, ...filter }).map(({ key }) => key);
    expect(keys({})).toEqual(['a', 'b']);
    expect(keys({ show: { asked: true, ambiguous: true, refused: true } })).toEqual(['a', 'b', 'c', 'd']);
    expect(keys({ answer: 'NO' })).toEqual(['b']);
    expect(keys({ frame: 'world' })).toEqual([]);
    expect(keys({ marginAtLeast: 5 })).toEqual([]);
    expect(keys({ object: 3 })).toEqual(['a', 'b']);
  });

  it('is narrowed by how a model replied, and by nothing of the kind without one', () => {
    const wrong = { ...EVERYTHING, model: 'wrong' };
    const said = ({ key }: QuestionRow) => (key === 'b' ? 'wrong' : 'right');
    expect(filterRows(ROWS, wrong, said).map(({ key }) => key)).toEqual(['b']);
    expect(filterRows(ROWS, wrong).map(({ key }) => key)).toEqual(['a', 'b']);
  });

  it('counts values and reasons, those of one kind together', () => {
    expect(facet(ROWS, answerWord)).toEqual([
      ['NO', 1],
      ['YES', 1],
      ['ambiguous', 1],
      ['not asked', 1],
    ]);
    const unnamed = [{ view: 'test-v0', object: 4, reason: 'too little of it is visible' }];
    expect(countReasons(ROWS, unnamed)).toEqual([
      { reason: 'too little of it is visible', count: 2 },
      { reason: 'too close to call', count: 1 },
    ]);
  });

  it('keeps places when asked again, puts new rows behind, and remembers what a row said', () => {
    const before = new Map(ROWS.map((old) => [old.key, old]));
    const { rows, was } = mergeRows({ rows: ROWS, was: new Map() }, before, [
      row('b', 'T'),
      row('a', 'T'),
      row('e', 'F'),
    ]);
    expect(rows.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([...was]).toEqual([['b', 'NO']]);
  });
});

describe('evidence', () => {
  it('sets what was measured against the limits of its verdict', () => {
    const yes = evidenceTable(record('T', 0.213));
    expect(yes[0]).toEqual({
      symbol: 'delta',
      name: 'offset along the direction',
      measured: '21.3 cm',
      limit: '≥ 2.0 cm',
      passed: true,
    });
    expect(yes.every(({ passed }) => passed !== false)).toBe(true);
    expect(evidenceTable(record('F', -0.3))[0]).toMatchObject({
      measured: '−30.0 cm',
      limit: '≤ −2.0 cm',
      passed: true,
    });
    expect(evidenceTable(record('A', 0.01))[0]).toMatchObject({ measured: '1.0 cm', passed: false });
  });

  it('says in words what was measured besides', () => {
    const question = record('T', 0.2);
    const measured = { value: 0.0034, samePatch: true, 'verdict 12': 'F', r: null };
    const volume = { ...question, type: 'volume', evidence: { ...question.evidence, measured } };
    expect(evidenceTable(volume).map(({ name, measured: shown }) => [name, shown])).toEqual([
      ['measured', '3.4 litres'],
      ['on the same surface', 'yes'],
      ['verdict of object 12', 'F'],
    ]);
    expect(evidenceTable({ ...volume, type: 'height' })[0]).toMatchObject({ symbol: 'value', measured: '0.3 cm' });
  });

  it('is shown in the scene: both objects, the axes in words, the offset with its limit', () => {
    const graph = testGraph(
      {
        objects: [
          { id: 2, name: 'mug', center: [-0.3, 0, 0.05], size: [0.1, 0.1, 0.1] },
          { id: 3, name: 'jar', center: [0, 0, 0.05], size: [0.1, 0.1, 0.1] },
        ],
      },
      [lookAt([0, -1.5, 0.6], [0, 0, 0])],
    );
    const { scene } = graph.geometry;
    const meshes = new Map(scene.objects.map(({ mesh }) => [mesh, { mesh: boxMesh([0.1, 0.1, 0.1]) }]));
    const shown = explain({ record: record('T', 0.3), scene, views: graph.views.map((view) => view.record), meshes });
    expect(shown.outlines).toEqual([
      { id: 2, tone: 'subject', label: 'mug' },
      { id: 3, tone: 'reference', label: 'jar' },
    ]);
    const [{ origin, arrows }] = shown.axes ?? [];
    expect(origin).toEqual([0, 0, 0.05]);
    const left = arrows.find(({ word }) => word === 'left');
    expect(left?.to[0]).toBeLessThan(0);
    expect(left?.tone).toBe('reference');
    const [bracket] = shown.brackets ?? [];
    expect(bracket).toMatchObject({ label: '30.0 cm left ≥ 2.0 cm', tone: 'T' });
    expect(bracket.to[0]).toBeCloseTo(-0.3, 9);
  });
});
