import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { castTo, type Numeric, type NumericArgument, type Result, type SameResult } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { searchSorted, searchTable } from './gather.js';

const addDigitize = defineOperation<{ readonly bins: readonly number[] }>({
  operation: 'digitize',
  shape: (x) => sameShape('digitize', x),
  type: () => 'int32',
  compute: (x, { bins }) => searchSorted(x, searchTable(Float32Array.from(bins)), bins.length),
});

/**
 * The index of the bin of every element: the number of bounds that are not greater than it.
 *
 * @example
 * const ages = digitize(Input([4]), [18, 30, 50]); // SymbolicTensor<[null, 4]> & OfType<"int32">
 */
export const digitize: <const Given extends AnyTensor>(
  /** The tensor to digitize. */
  x: Numeric<Given>,
  /** The bounds of the bins, in ascending order. A bound belongs to the bin above it. */
  bins: readonly number[],
) => SameResult<Given, 'int32'> = stated((x: SymbolicTensor, bins: readonly number[]) =>
  addDigitize(x, { bins: ascending('digitize: bins', bins) }),
);

function ascending(owner: string, bins: readonly number[]): readonly number[] {
  const isRight =
    Array.isArray(bins) &&
    bins.every(
      (bound, place) => typeof bound === 'number' && bound >= (place === 0 ? bound : (bins[place - 1] as number)),
    );
  if (isRight) return Object.freeze([...bins]);
  throw new ArgumentError(`${owner} expects numbers in ascending order (received ${received(bins)})`);
}

const noSequence = 'searchsorted expects a sorted sequence of one axis (received {sequence})';

type SearchOutput<Sequence extends AnyTensor, Values extends AnyTensor> = OfOneKind<
  'searchsorted',
  Sequence | Values,
  [Sequence['shape']['length']] extends [1]
    ? Values['shape']
    : number extends Sequence['shape']['length']
      ? Values['shape']
      : Mismatch<Fill<typeof noSequence, { sequence: Show<Sequence['shape']> }>, 'sortedSequence'>,
  'values'
>;

const sides = ['left', 'right'] as const;

const addSearchsorted = defineOperation<{ readonly side: 'left' | 'right' }, readonly [Shape, Shape]>({
  operation: 'searchsorted',
  className: 'SearchSorted',
  shape: ([sequence, values]) => {
    if (sequence.length !== 1) return mismatch(noSequence, { sequence: show(sequence) });
    return values;
  },
  type: () => 'int32',
  compute: (inputs, { side }) => {
    const [sequence, values] = inputs.map((input) => castTo(input, 'float32')) as [tf.Tensor, tf.Tensor];
    const isBefore = side === 'left' ? tf.less : tf.lessEqual;
    const count = tf.sum(tf.cast(isBefore(sequence, tf.expandDims(values, -1)), 'int32'), -1);
    return tf.reshape(count, values.shape);
  },
});

/**
 * The index of each value in a sorted sequence: where it would have to be inserted for the sequence to stay sorted.
 *
 * @example
 * const bins = searchsorted(arange(10), Input([4], { dtype: 'int32' })); // SymbolicTensor<[null, 4]> & OfType<"int32">
 */
export const searchsorted: <const Sequence extends AnyTensor, const Values extends AnyTensor, At = Place>(
  /** The sequence, in ascending order: a tensor of one axis. */
  sortedSequence: NumericArgument<Sequence, SearchOutput<Sequence, Values>, 'sortedSequence'>,
  /** The values to search for, of any shape. */
  values: NumericArgument<Values, SearchOutput<Sequence, Values>, 'values'>,
  /** Whether a value goes before or after equal elements. The default is `left`, before them. */
  side?: 'left' | 'right',
) => Returned<
  Result<Sequence, SearchOutput<Sequence, Values>, 'int32', IsReported<readonly [Sequence, Values], At>>
>[keyof At] = stated((sortedSequence: SymbolicTensor, values: SymbolicTensor, side: 'left' | 'right' = 'left') =>
  addSearchsorted([sortedSequence, values], { side: oneOf('searchsorted: side', side, sides) }),
);
