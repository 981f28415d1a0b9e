import { clearSession, Input, RNN, ShapeError } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { MinimallyGatedCell, run } from '../../examples/own-cell.js';
import { withoutLeaks } from './without-leaks.js';

describe('own-cell', () => {
  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toContain('Total params: 7,114 ');
  });
});

describe('MinimallyGatedCell', () => {
  it('has the shape of its units', () => {
    expect(RNN(MinimallyGatedCell(10), { returnState: true })(Input([4, 64])).map(({ shape }) => shape)).toEqual([
      [null, 10],
      [null, 10],
    ]);
  });

  it('rejects what has no features, in the types and at run time, in the same words', () => {
    clearSession();
    const message = 'RNN expects (batch, time, features) with a known number of features (received (null, 8))';
    // @ts-expect-error RNN expects (batch, time, features) with a known number of features (received (null, 8))
    expect(() => RNN(MinimallyGatedCell(10))(Input([8]))).toThrow(ShapeError);
    // @ts-expect-error RNN expects (batch, time, features) with a known number of features (received (null, 8))
    expect(() => RNN(MinimallyGatedCell(10))(Input([8]))).toThrow(message);
  });
});
