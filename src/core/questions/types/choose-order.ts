import { hashString } from '../../random.js';
import { truthOf } from '../../relations/seen-pixels.js';
import { atLeast, atMost, pixels } from '../../relations/tolerance.js';
import { questionSpec, specFromRecord } from '../question-spec.js';
import type { ViewContext } from '../view-context.js';
import { hasOneProfile, MIXED, objectChoice, pickBy, theObject } from './choice-options.js';
import { nearerToCamera } from './compare.js';
import type { Role, ViewQuestionType } from './question-type.js';

/** SPEC §2's row: neighbours this share of the width apart, and no more ragged than this share of their height. */
const MIN_STEP = 0.02;
const MAX_SPREAD = 0.5;
const NTH = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** Which of these, in a row in the image, is the n-th from the left or right? */
export const CHOOSE_ORDINAL: ViewQuestionType = {
  name: 'choose-ordinal',
  kind: 'choice',
  scope: 'view',
  types: ['ordinal'],
  weight: 0.7,
  *specs(context) {
    const row = rowOf(
      context,
      context.referents.map(({ id }) => id),
    );
    for (let size = 3; size <= NTH.length; size++) {
      for (let start = 0; start + size <= row.length; start++) {
        const members = row
          .slice(start, start + size)
          .map(({ id }) => id)
          .sort((a, b) => a - b);
        const chance = hashString(`${context.view.record.id} ordinal ${members.join(' ')}`);
        yield questionSpec({
          kind: 'choice',
          type: 'ordinal',
          frame: { kind: 'ego' },
          direction: chance % 2 === 0 ? 'left' : 'right',
          objects: { members },
          params: { n: 1 + (Math.floor(chance / 2) % size) },
        });
      }
    }
  },
  roles: (_, { objects: { members = [] } }) => members.map((id): Role => ({ id, level: 'name' })),
  evaluate(context, { direction, objects: { members = [] }, params }) {
    const row = rowOf(context, members);
    if (row.length < members.length) return { refused: 'one of them is not visible' };
    const step = Math.min(...row.slice(1).map(({ u }, i) => u - row[i].u));
    const width = context.view.record.intrinsics.width;
    const meanHeight = row.reduce((sum, { height }) => sum + height, 0) / row.length;
    const spread = Math.max(...row.map(({ v }) => v)) - Math.min(...row.map(({ v }) => v));
    if (atLeast(step, MIN_STEP * width, pixels) !== 'T') return { refused: 'two of them are at one place in the row' };
    if (atMost(spread, MAX_SPREAD * meanHeight, pixels) !== 'T') return { refused: 'they form no row in the image' };
    const n = Number(params['n']);
    const place = direction === 'left' ? row[n - 1] : row[row.length - n];
    return {
      verdict: 'T',
      measured: { rowStep: step, rowSpread: spread, meanHeight },
      answer: objectChoice(context, members, place.id),
      fill: { nth: NTH[n - 1] },
    };
  },
  form: (_, { direction }) => `ordinal.${direction}.which`,
  specOf(record) {
    return record.answer.kind === 'choice' ? { ...specFromRecord(record), params: record.evidence.params } : null;
  },
};

/** What is visible of some objects, from left to right in the image. */
function rowOf({ view }: ViewContext, ids: readonly number[]) {
  return ids
    .flatMap((id) => {
      const { box, centroid } = truthOf(view, id) ?? {};
      return box && centroid ? [{ id, u: centroid[0], v: centroid[1], height: box[3] - box[1] }] : [];
    })
    .sort((a, b) => a.u - b.u || a.id - b.id);
}

const IN_ORDER = 3;
const MOST_ORDERS = 4;

/** From nearest to farthest, in which order do these stand from the camera (SPEC §3.5)? */
export const DEPTH_ORDER: ViewQuestionType = {
  name: 'depth-order',
  kind: 'choice',
  scope: 'view',
  types: ['depth_order'],
  weight: 1,
  *specs(context) {
    const ids = context.referents.map(({ id }) => id);
    if (ids.length < IN_ORDER) return;
    for (const id of ids) {
      const key = `${context.view.record.id} depth_order ${id}`;
      const others = pickBy(
        ids.filter((other) => other !== id),
        IN_ORDER - 1,
        key,
        String,
      );
      const members = [id, ...others].sort((a, b) => a - b);
      yield questionSpec({ kind: 'choice', type: 'depth_order', frame: { kind: 'ego' }, objects: { members } });
    }
  },
  roles: (_, { objects: { members = [] } }) => members.map((id): Role => ({ id, level: 'name' })),
  evaluate(context, { objects: { members = [] } }, profile) {
    const alone = members.map((id) => [id]);
    if (!hasOneProfile(context.graph.geometry, alone, profile)) return MIXED;
    const right = ordersOf(members).find((order) =>
      order.slice(1).every((id, i) => nearerToCamera(context, 'closer', [order[i], id]).verdict === 'T'),
    );
    if (!right) return { refused: 'two of them are about as far from the camera' };
    const key = `${context.view.record.id} depth_order ${members.join(' ')}`;
    const wrong = pickBy(
      ordersOf(members).filter((order) => order.join() !== right.join()),
      MOST_ORDERS - 1,
      key,
      (order) => order.join(),
    );
    const options = [right, ...wrong].sort((a, b) => (a.join() < b.join() ? -1 : 1));
    return {
      verdict: 'T',
      measured: {},
      answer: {
        kind: 'choice',
        options: options.map((objects) => ({
          text: objects.map((id) => theObject(context, id)).join(', then '),
          objects,
        })),
        correct: options.indexOf(right),
      },
    };
  },
  form: () => 'depth_order.choice',
  specOf: (record) => (record.answer.kind === 'choice' ? specFromRecord(record) : null),
};

function ordersOf(ids: readonly number[]): number[][] {
  if (ids.length <= 1) return [[...ids]];
  return ids.flatMap((first) => ordersOf(ids.filter((id) => id !== first)).map((rest) => [first, ...rest]));
}
