import { clearSession, Input, ShapeError } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { Prototypes, run } from '../../examples/own-layer.js';
import { withoutLeaks } from './without-leaks.js';

describe('own-layer', () => {
  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toContain('Total params: 640 ');
  });
});

describe('Prototypes', () => {
  it('gives a number for each prototype', () => {
    expect(Prototypes(10)(Input([64])).shape).toEqual([null, 10]);
  });

  it('rejects other than vectors, in the types and at run time, in the same words', () => {
    clearSession();
    const message = 'Prototypes expects (batch, features) (received (null, 8, 8))';
    // @ts-expect-error Prototypes expects (batch, features) (received (null, 8, 8))
    expect(() => Prototypes(10)(Input([8, 8]))).toThrow(message);
    // @ts-expect-error Prototypes expects (batch, features) (received (null, null))
    expect(() => Prototypes(10)(Input([null]))).toThrow(ShapeError);
  });
});
