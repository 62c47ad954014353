import { expect, test } from 'vitest';
import type { Vec3 } from '../geometry/vec3.js';
import type { Lexicon } from '../questions/lexicon.js';
import { lookAt, standsOn, testGraph, type TestObject } from './test-scene.js';
import { membersOf, uniquePhrase } from './unique.js';

const LEXICON: Lexicon = {
  version: 'test',
  nouns: { mug: ['mug', 'cup'], glass: ['glass'], book: ['book'], cup: ['cup'] },
  hypernyms: { vessel: ['mug', 'glass'] },
  colours: { red: [50, 60, 40], blue: [40, 10, -50], crimson: [45, 62, 35] },
};
const LAB: Record<string, Vec3> = { red: [50, 60, 40], blue: [40, 10, -50], crimson: [45, 62, 35] };
const CAMERA = lookAt([0, -1.5, 0.8], [0, 0, 0]);

const thing = (
  id: number,
  name: string,
  x: number,
  y: number,
  more: Partial<TestObject> & { colour?: string; material?: string } = {},
): TestObject => {
  const { colour = 'red', material = 'ceramic', ...rest } = more;
  const attributes = { colour, material };
  return { id, category: name, name, center: [x, y, 0.05], attributes, colourLab: LAB[colour], ...rest };
};

/** Phrases of the objects, in order; null where there is none. */
function phrases(objects: readonly TestObject[], contacts: Parameters<typeof testGraph>[0]['contacts'] = []) {
  const graph = testGraph({ objects, contacts }, [CAMERA]);
  return objects.map(({ id }) => {
    const found = uniquePhrase(graph, graph.views[0], id, LEXICON);
    return 'phrase' in found ? found.phrase : null;
  });
}

test('the noun alone when nothing else could be meant', () => {
  expect(phrases([thing(1, 'mug', 0, 0), thing(2, 'glass', 0.3, 0)])).toEqual(['mug', 'glass']);
});

test('synonyms and wider words compete', () => {
  const graph = testGraph(
    { objects: [thing(1, 'mug', 0, 0), thing(2, 'cup', 0.3, 0, { colour: 'blue' }), thing(3, 'glass', -0.3, 0)] },
    [CAMERA],
  );
  const of = (noun: string) => membersOf(graph.geometry, graph.views[0], noun, LEXICON);
  expect(of('mug')).toEqual([1]);
  expect(of('cup')).toEqual([1, 2]);
  expect(of('vessel')).toEqual([1, 3]);
  expect(uniquePhrase(graph, graph.views[0], 2, LEXICON)).toMatchObject({
    phrase: 'blue cup',
    kind: 'colour',
    members: [1, 2],
  });
});

test('a colour must differ in name and by far', () => {
  expect(phrases([thing(1, 'mug', -0.2, 0.3), thing(2, 'mug', 0.2, -0.3, { colour: 'blue' })])).toEqual([
    'red mug',
    'blue mug',
  ]);
  expect(phrases([thing(1, 'mug', -0.2, 0.3), thing(2, 'mug', 0.2, -0.3, { colour: 'crimson' })])).toEqual([
    null,
    null,
  ]);
  const unsure = thing(1, 'mug', -0.2, 0.3, { colourConfidence: 0.7 });
  expect(phrases([unsure, thing(2, 'mug', 0.2, -0.3, { colour: 'blue' })])).toEqual([null, 'blue mug']);
});

test('then material, then size by volume', () => {
  expect(phrases([thing(1, 'mug', -0.2, 0.3), thing(2, 'mug', 0.2, -0.3, { material: 'steel' })])).toEqual([
    'ceramic mug',
    'steel mug',
  ]);
  const sized = (size: number, id: number, x: number, y: number) =>
    thing(id, 'mug', x, y, { size: [size, size, size] });
  expect(phrases([sized(0.12, 1, -0.2, 0.3), sized(0.1, 2, 0.2, -0.3)])).toEqual(['largest mug', 'smallest mug']);
  expect(phrases([sized(0.11, 1, -0.2, 0.3), sized(0.1, 2, 0.2, -0.3)])).toEqual([null, null]);
  expect(phrases([sized(0.14, 1, -0.2, 0.3), sized(0.1, 2, 0.2, -0.3), sized(0.1, 3, 0, 0)])).toEqual([
    'largest mug',
    null,
    null,
  ]);
});

test('then the place in a row', () => {
  expect(phrases([thing(1, 'mug', 0.3, 0), thing(2, 'mug', -0.3, 0.02), thing(3, 'mug', 0, 0)])).toEqual([
    'third mug from the left',
    'first mug from the left',
    'second mug from the left',
  ]);
});

test('a sliver of one more spoils the row', () => {
  const graph = testGraph({ objects: [thing(1, 'mug', 0, 0), thing(2, 'mug', -0.3, 0), thing(3, 'mug', 0.3, 0)] }, [
    CAMERA,
  ]);
  const [view] = graph.views;
  const objects = view.record.objects.map((truth) => (truth.id === 3 ? { ...truth, visiblePixels: 20 } : truth));
  const sliver = { ...view, record: { ...view.record, objects } };
  expect(uniquePhrase(graph, view, 1, LEXICON)).toMatchObject({ phrase: 'second mug from the left' });
  expect(uniquePhrase(graph, sliver, 1, LEXICON)).toEqual({ reason: '2 visible things are called mug' });
});

test('then what it stands on, never the asker for itself', () => {
  const book = thing(3, 'book', -0.2, 0.3, { center: [-0.2, 0.3, 0.02], size: [0.2, 0.2, 0.04] });
  const onBook = thing(1, 'mug', -0.2, 0.3, { center: [-0.2, 0.3, 0.09] });
  const contacts = [[-0.05, -0.05], [-0.05, 0.05], [0.05, -0.05], [0.05, 0.05]].map(([x, y]) => standsOn(1, 3, [x - 0.2, y + 0.3, 0.04], 0.25)); // prettier-ignore
  const objects = [onBook, thing(2, 'mug', 0.2, -0.3), book];
  expect(phrases(objects, contacts)).toEqual(['mug on the book', null, 'book']);
  const graph = testGraph({ objects, contacts }, [CAMERA]);
  expect(uniquePhrase(graph, graph.views[0], 1, LEXICON)).toMatchObject({ kind: 'relation', anchor: 3 });
});

test('unseen things and bare objects have no phrase', () => {
  const graph = testGraph({ objects: [thing(1, 'mug', 0, -5), thing(2, 'object', 0, 0)] }, [CAMERA]);
  expect(uniquePhrase(graph, graph.views[0], 1, LEXICON)).toEqual({ reason: 'it is not visible' });
  expect(uniquePhrase(graph, graph.views[0], 2, LEXICON)).toEqual({ reason: '"object" names nothing' });
});
