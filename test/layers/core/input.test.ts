import { beforeEach, describe, expect, it } from 'vitest';
import { clearSession } from '../../../src/graph/create-layer.js';
import { Input } from '../../../src/layers/core/input.js';

describe('Input', () => {
  beforeEach(() => clearSession());

  it('puts the batch before the shape of a sample', () => {
    expect(Input([28, 28, 1]).shape).toEqual([null, 28, 28, 1]);
    expect(Input([]).shape).toEqual([null]);
    expect(Input([null, 8]).shape).toEqual([null, null, 8]);
    expect(Input([8], { batchSize: 4 }).shape).toEqual([4, 8]);
  });

  it('has float32 elements unless told otherwise', () => {
    expect(Input([8]).dtype).toBe('float32');
    expect(Input([8], { dtype: 'int32' }).dtype).toBe('int32');
  });

  it('is the output of a layer that has a name and no weights', () => {
    const named = Input([8], { name: 'pixels' });
    expect(named.name).toBe('pixels');
    expect(named.producer.layer.className).toBe('InputLayer');
    expect(named.producer.layer.countParams()).toBe(0);
    expect([Input([8]).name, Input([8]).name]).toEqual(['input_layer', 'input_layer_1']);
  });

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])('rejects %s as a size', (size) => {
    expect(() => Input([size])).toThrow(
      `Input: shape expects positive integers, or for open sizes null or names such as 'time' (received ${size})`,
    );
    expect(() => Input([8], { batchSize: size })).toThrow('Input: batchSize expects a positive integer');
  });
});
