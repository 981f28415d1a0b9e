import { describe, expect, it } from 'vitest';
import { fusableOperations } from '../../../src/recording/native/fusable-operations.js';
import type { Binding, EagerAttribute, NativeEvent, NativeTensor } from '../../../src/recording/native/trace.js';

/** The numbers of types, of which rules compare some; nothing is run. */
const binding = {
  TF_FLOAT: 1,
  TF_INT32: 3,
  TF_ATTR_TYPE: 6,
  TF_ATTR_BOOL: 5,
  TF_ATTR_STRING: 1,
} as Partial<Binding> as Binding;

const tensor = (id: number, shape: number[], dtype = 1): NativeTensor => ({ id, shape, dtype });

function operation(name: string, inputs: readonly number[], attributes: readonly EagerAttribute[] = []): NativeEvent {
  return { kind: 'operation', name, attributes, inputs, outputs: [tensor(100, [])] };
}

/** What the last of some events becomes: its name, inputs and attributes. */
function last(events: readonly NativeEvent[], feeds: readonly NativeTensor[]) {
  const event = fusableOperations(binding, events, feeds).at(-1);
  if (event?.kind !== 'operation') throw new Error('expected an operation');
  return [event.name, event.inputs, Object.fromEntries(event.attributes.map(({ name, value }) => [name, value]))];
}

const bool = (name: string, value: boolean): EagerAttribute => ({ name, type: 5, value });
const images = tensor(1, [2, 5, 5, 3]);

describe('a bias', () => {
  it('is a vector along the last axis', () => {
    const expected = ['BiasAdd', [1, 2], { T: 1, data_format: 'NHWC' }];
    expect(last([operation('Add', [1, 2])], [images, tensor(2, [3])])).toEqual(expected);
    expect(last([operation('AddV2', [1, 2])], [tensor(1, [4, 3]), tensor(2, [3])])).toEqual(expected);
  });

  it.each([
    ['one number', [1]],
    ['a scalar', []],
    ['of several axes', [1, 1, 1, 3]],
    ['of another size', [5]],
  ])('is nothing else: %s', (_, shape) => {
    expect(last([operation('Add', [1, 2])], [images, tensor(2, shape)])[0]).toBe('Add');
  });

  it('is no integer, and is not added to a vector', () => {
    expect(last([operation('Add', [1, 2])], [tensor(1, [4, 3], 3), tensor(2, [3], 3)])[0]).toBe('Add');
    expect(last([operation('Add', [1, 2])], [tensor(1, [3]), tensor(2, [3])])[0]).toBe('Add');
    // The other way around, as a program may write it.
    expect(last([operation('Add', [2, 1])], [images, tensor(2, [3])])[0]).toBe('Add');
  });
});

describe('the gradient of a bias', () => {
  const axes = (...values: number[]): NativeEvent => ({
    kind: 'constant',
    output: tensor(9, [values.length], 3),
    values: Int32Array.from(values),
  });

  it('is a sum over all axes but the last', () => {
    const sum = operation('Sum', [1, 9], [bool('keep_dims', false)]);
    expect(last([axes(0, 1, 2), sum], [images])).toEqual(['BiasAddGrad', [1], { T: 1, data_format: 'NHWC' }]);
  });

  it.each([[[0]], [[0, 1]], [[1, 2, 3]], [[0, 1, 2, 3]]])('is no sum over the axes %j', (given) => {
    expect(last([axes(...given), operation('Sum', [1, 9])], [images])[0]).toBe('Sum');
  });

  it('is no sum that keeps its axes, or over axes that are computed', () => {
    const sum = operation('Sum', [1, 9], [bool('keep_dims', true)]);
    expect(last([axes(0, 1, 2), sum], [images])[0]).toBe('Sum');
    expect(last([operation('Sum', [1, 9])], [images, tensor(9, [3], 3)])[0]).toBe('Sum');
  });
});

describe('a product of matrices', () => {
  it('has no axes of a batch, and the same transposed operands', () => {
    const product = operation('BatchMatMulV2', [1, 2], [bool('adj_x', true), bool('adj_y', false)]);
    const expected = ['MatMul', [1, 2], { T: 1, transpose_a: true, transpose_b: false }];
    expect(last([product], [tensor(1, [3, 2]), tensor(2, [3, 4])])).toEqual(expected);
    expect(last([product], [tensor(1, [6, 3, 2]), tensor(2, [6, 3, 4])])[0]).toBe('BatchMatMulV2');
  });
});
