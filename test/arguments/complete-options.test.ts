import { describe, expect, it } from 'vitest';
import { completeOptions, withDefaults } from '../../src/arguments/options.js';
import { ArgumentError } from '../../src/errors.js';

describe('withDefaults', () => {
  it('fills in what is not given, or given as undefined', () => {
    expect(withDefaults('Decay', { rate: 1, mode: 'auto' }, { rate: undefined, mode: 'off' })).toEqual({
      rate: 1,
      mode: 'off',
    });
  });

  it('keeps null', () => {
    expect(withDefaults('Decay', { axis: -1 }, { axis: null })).toEqual({ axis: null });
  });

  it('takes nothing but true and false where the default is one of them', () => {
    expect(withDefaults('Decay', { staircase: true }, { staircase: false })).toEqual({ staircase: false });
    for (const wrong of ['no', 0, null]) {
      expect(() => withDefaults('Decay', { staircase: true }, { staircase: wrong })).toThrow(
        /^Decay: staircase expects true or false \(received .+\)$/,
      );
    }
  });
});

describe('completeOptions', () => {
  const defaults = { rate: 0.5, mode: 'auto', staircase: false, bound: null as number | null };

  it('fills in what is not given, and freezes', () => {
    const options = completeOptions('Decay', defaults, { bound: 2 });
    expect(options).toEqual({ ...defaults, bound: 2 });
    expect(Object.isFrozen(options)).toBe(true);
  });

  it('takes a default that is NaN, for options that have to be given', () => {
    expect(completeOptions('Decay', { rate: Number.NaN }).rate).toBeNaN();
  });

  it.each([
    [{ rat: 1 }, "Decay expects options that it has (received 'rat', did you mean 'rate'?)"],
    [{ toString: 1 }, "(received 'toString')"],
    [{ rate: '1' }, "Decay: rate expects a number (received '1')"],
    [{ rate: Number.NaN }, 'Decay: rate expects a number (received NaN)'],
    [{ mode: null }, 'Decay: mode expects a string (received null)'],
    [{ staircase: 1 }, 'Decay: staircase expects true or false (received 1)'],
  ])('rejects %o', (given, message) => {
    expect(() => completeOptions('Decay', defaults, given as object)).toThrow(ArgumentError);
    expect(() => completeOptions('Decay', defaults, given as object)).toThrow(message);
  });
});
