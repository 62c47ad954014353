import { expect, test } from 'vitest';
import { createRng } from '../random.js';
import { jointDistance, type JointVector } from './arm.js';
import { connect } from './connect.js';
import { isLineFree, type IsFree } from './way.js';

const from: JointVector = [-1, 0.4, 1, 0, 1, 0];
const to: JointVector = [1, 0.4, 1, 0, 1, 0];

test('the straight line where that is free', () => {
  expect(connect(from, to, () => true, createRng('free'))).toEqual([from, to]);
});

test('around what stands between, never through it', () => {
  const isFree: IsFree = ([turn, shoulder]) => Math.abs(turn) > 0.2 || shoulder < -0.2;
  const way = connect(from, to, isFree, createRng('wall'));
  if (way === null) throw new Error('No way was found.');
  expect([way[0], way[way.length - 1]]).toEqual([from, to]);
  for (let k = 1; k < way.length; k++) expect(isLineFree(way[k - 1], way[k], isFree)).toBe(true);
  expect(connect(from, to, isFree, createRng('wall'))).toEqual(way);
});

test('boxed in, it gives up', () => {
  const isFree: IsFree = (joints) => jointDistance(joints, from) < 0.01 || jointDistance(joints, to) < 0.01;
  expect(connect(from, to, isFree, createRng('box'))).toBeNull();
  expect(connect(from, to, () => false, createRng('nowhere'))).toBeNull();
});
