import { expect, test } from 'vitest';
import { readTable } from './read-table.js';

test('columns by name, quotes, other separators, empty lines', () => {
  const text = 'File,Name,Front,Left Right\r\na.glb,"cup, small",+z,intrinsic\r\n\r\n"b ""x"".glb",bowl,none,\r\n';
  expect(readTable(text, 't.csv')).toEqual([
    { file: 'a.glb', name: 'cup, small', front: '+z', 'left-right': 'intrinsic' },
    { file: 'b "x".glb', name: 'bowl', front: 'none', 'left-right': '' },
  ]);
  expect(readTable('file;name\na.glb;cup\n', 't.csv')).toEqual([{ file: 'a.glb', name: 'cup' }]);
});

test('what is no table is refused', () => {
  expect(() => readTable('', 't.csv')).toThrow('is empty');
  expect(() => readTable('file\n"a', 't.csv')).toThrow('never closed');
});
