import { describe, expect, it } from 'vitest';
import { GENERIC_PROFILE } from '../models/shipped-profiles.js';
import { isRefusal, readPlace } from './read-place.js';

const read = (reply: string, mayRefuse = true) => readPlace(reply, GENERIC_PROFILE, [[320, 240]], mayRefuse);

describe('readPlace', () => {
  it('reads the first point', () => {
    expect(read('[(0.5, 0.25), (0.1, 0.1)]')).toEqual({ point: [160, 60], refuses: false, fault: null });
  });

  it('reads a refusal where one was offered', () => {
    expect(read('It does not fit.')).toEqual({ point: null, refuses: true, fault: null });
    expect(read('It does not fit.', false).fault?.reason).toBeDefined();
  });

  it('takes no side when a reply does both', () => {
    expect(read('It does not fit. (0.5, 0.5)').fault?.reason).toBe('contradictory');
  });

  it('calls anything else a fault', () => {
    expect(read('I like mugs.')).toMatchObject({ point: null, refuses: false });
    expect(read('I like mugs.').fault).not.toBeNull();
    expect(read('').fault?.reason).toBe('empty');
  });
});

describe('isRefusal', () => {
  it.each([
    "It doesn't fit there.",
    'There is no room for it.',
    'The mug won’t fit!',
    'Sorry, it cannot be placed there.',
  ])('hears it in %j', (reply) => expect(isRefusal(reply)).toBe(true));
  it.each(['It fits: (0.5, 0.5)', '[(0.512, 0.334)]', 'It would fit.', 'a room with a view'])(
    'does not hear it in %j',
    (reply) => expect(isRefusal(reply)).toBe(false),
  );
});
