import * as tf from '@tensorflow/tfjs-core';
import { checkSize, integersFrom } from '../arguments/number.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import type { Known } from '../types/arithmetic/operands.js';
import { type Agree, agree, type Fits, fits } from '../types/dimension.js';
import { type DType, type ResultTypes, resultTypes } from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Dimension, isOpen, type Shape, type Show, show } from '../types/shape.js';
import { type CheckedIntegers, castTo, checkIntegers, type NumericArgument, type Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const noRows = 'segmentSum expects data with at least one axis (received {data})';
const otherIds = 'segmentSum expects one segment id for each of the first axis of {data} (received {ids})';

type SegmentShape<Data extends Shape, Ids extends Shape, Count extends number> = [number] extends [
  Data['length'] | Ids['length'],
]
  ? Shape
  : [Data] extends [readonly [infer Rows extends Dimension, ...infer Rest extends Shape]]
    ? [Ids] extends [readonly [infer IdCount extends Dimension]]
      ? Agree<Rows, IdCount> extends true
        ? [Known<Count>, ...Rest]
        : OtherIds<Data, Ids>
      : OtherIds<Data, Ids>
    : Mismatch<Fill<typeof noRows, { data: Show<Data> }>, 'data'>;

type OtherIds<Data extends Shape, Ids extends Shape> = Mismatch<
  Fill<typeof otherIds, { data: Show<Data>; ids: Show<Ids> }>,
  'segmentIds'
>;

type SegmentOutput<Data extends AnyTensor, Ids extends AnyTensor, Count extends number> = CheckedIntegers<
  'segmentSum: segmentIds',
  Ids,
  'segmentIds',
  OfOneKind<'segmentSum', Data | Ids, SegmentShape<Data['shape'], Ids['shape'], Count>, 'segmentIds'>
>;

const addSegmentSum = defineOperation<{ readonly numSegments: number }, readonly [Shape, Shape]>({
  operation: 'segmentSum',
  shape: ([data, ids], { numSegments }) => {
    const [rows, ...rest] = data;
    if (rows === undefined) return mismatch(noRows, { data: show(data) });
    if (ids.length === 1 && agree(rows, ids[0] as Dimension)) return [numSegments, ...rest];
    return mismatch(otherIds, { data: show(data), ids: show(ids) });
  },
  type: (types) => {
    const [type, ofIds] = types as [DType, DType];
    checkIntegers('segmentSum: segmentIds', ofIds);
    return resultTypes.number(type);
  },
  compute: (inputs, { numSegments }) => {
    const [data, ids] = inputs as [tf.Tensor, tf.Tensor1D];
    const type = resultTypes.number(data.dtype as DType);
    return castTo(tf.unsortedSegmentSum(castTo(data, type), ids, numSegments), type);
  },
});

/**
 * The sums of the rows of data that have the same segment id, for each segment; rows with a negative id are left out.
 *
 * @example
 * const totals = segmentSum(Input([8]), Input([], { dtype: 'int32' }), 10); // SymbolicTensor<[10, 8]>
 */
export const segmentSum: <const Data extends AnyTensor, const Ids extends AnyTensor, const Count extends number>(
  /** The rows to sum. */
  data: NumericArgument<Data, SegmentOutput<Data, Ids, Count>, 'data'>,
  /** The segment of each row: integers from 0 to `numSegments - 1`. */
  segmentIds: Argument<Ids, SegmentOutput<Data, Ids, Count>, 'segmentIds'>,
  /** The number of segments, which is the number of rows of the output. */
  numSegments: Count,
) => Result<Data, SegmentOutput<Data, Ids, Count>, ResultTypes<TypeOf<Data>>['number']> = stated(
  (data: SymbolicTensor, segmentIds: SymbolicTensor, numSegments: number) =>
    addSegmentSum([data, segmentIds], { numSegments: checkSize('segmentSum: numSegments', numSegments) }),
);

const noPlaces =
  'scatter expects indices whose last axis has one index for each of the first axes of {shape} (received {indices})';
const otherValues = 'scatter expects values of {expected} for indices of {indices} (received {values})';

/** The shape of the values at indices: the axes that are not indexed. */
type ValuesAt<Indices extends Shape, Sizes extends readonly number[]> = Indices extends readonly [
  ...infer Places extends Shape,
  infer Depth extends Dimension,
]
  ? Depth extends Sizes['length'] | IndexUpTo<Sizes>
    ? [...Places, ...After<Sizes, Depth & number>]
    : null
  : null;

/** The indices of the axes, as a union. */
type IndexUpTo<Sizes extends readonly number[]> =
  Exclude<keyof Sizes & `${number}`, never> extends `${infer Index extends number}` ? Index : never;

type After<
  Sizes extends readonly number[],
  Count extends number,
  Seen extends readonly unknown[] = [],
> = Seen['length'] extends Count
  ? Sizes
  : Sizes extends readonly [infer First, ...infer Rest extends readonly number[]]
    ? After<Rest, Count, [...Seen, First]>
    : [];

type Scattered<Indices extends Shape, Values extends Shape, Sizes extends readonly number[]> = number extends
  | Indices['length']
  | Values['length']
  | Sizes['length']
  ? KnownSizes<Sizes>
  : Indices extends readonly [...Shape, infer Depth]
    ? number extends Depth
      ? KnownSizes<Sizes>
      : ValuesAt<Indices, Sizes> extends infer Wanted
        ? Wanted extends Shape
          ? Fits<Values, Wanted> extends true
            ? KnownSizes<Sizes>
            : Mismatch<
                Fill<typeof otherValues, { expected: Show<Wanted>; indices: Show<Indices>; values: Show<Values> }>,
                'values'
              >
          : NoPlaces<Indices, Sizes>
        : never
    : NoPlaces<Indices, Sizes>;

type NoPlaces<Indices extends Shape, Sizes extends readonly number[]> = Mismatch<
  Fill<typeof noPlaces, { shape: Show<Sizes>; indices: Show<Indices> }>,
  'indices'
>;

type KnownSizes<Sizes extends readonly number[]> = { -readonly [Axis in keyof Sizes]: Known<Sizes[Axis]> };

type ScatterOutput<
  Indices extends AnyTensor,
  Values extends AnyTensor,
  Sizes extends readonly number[],
> = CheckedIntegers<
  'scatter: indices',
  Indices,
  'indices',
  OfOneKind<'scatter', Indices | Values, Scattered<Indices['shape'], Values['shape'], Sizes>, 'values'>
>;

const addScatter = defineOperation<{ readonly shape: readonly number[] }, readonly [Shape, Shape]>({
  operation: 'scatter',
  shape: ([indices, values], { shape }) => {
    const depth = indices.at(-1);
    if (isOpen(depth) || depth > shape.length) {
      return mismatch(noPlaces, { shape: show(shape), indices: show(indices) });
    }
    const expected = [...indices.slice(0, -1), ...shape.slice(depth)];
    if (fits(values, expected)) return shape;
    return mismatch(otherValues, { expected: show(expected), indices: show(indices), values: show(values) });
  },
  type: (types) => {
    const [ofIndices, type] = types as [DType, DType];
    checkIntegers('scatter: indices', ofIndices);
    return resultTypes.number(type);
  },
  compute: (inputs, { shape }) => {
    const [indices, values] = inputs as [tf.Tensor, tf.Tensor];
    const type = resultTypes.number(values.dtype as DType);
    const depth = indices.shape.at(-1) as number;
    const outer = shape.slice(0, depth);
    const count = (sizes: readonly number[]) => sizes.reduce((product, size) => product * size, 1);
    const [segments, inner] = [count(outer), count(shape.slice(depth))];
    const rows = tf.reshape(castTo(values, type), [-1, inner]);
    const places = tf.reshape(indices, [rows.shape[0] as number, depth]);
    const sizes = tf.tensor1d([...outer], 'int32');
    const positive = tf.where(tf.less(places, 0), tf.add(places, sizes), places);
    const isInside = tf.all(tf.logicalAnd(tf.greaterEqual(positive, 0), tf.less(positive, sizes)), 1);
    const strides = outer.map((_, axis) => count(outer.slice(axis + 1)));
    const flat = tf.sum(tf.mul(positive, tf.tensor1d(strides, 'int32')), 1);
    // A segment of -1 is left out.
    const ids = tf.where(isInside, flat, tf.fill(flat.shape, -1, 'int32')) as tf.Tensor1D;
    return tf.reshape(castTo(tf.unsortedSegmentSum(rows, ids, segments), type), [...shape]);
  },
});

/**
 * A tensor of zeros with values at indices; those at the same index are added. Negative indices count from the end, and
 * values out of range are left out.
 *
 * @example
 * const table = scatter(Input([1], { dtype: 'int32' }), Input([8]), [10, 8]); // SymbolicTensor<[10, 8]>
 */
export const scatter: <
  const Indices extends AnyTensor,
  const Values extends AnyTensor,
  const Sizes extends readonly number[],
>(
  /** Indices along the first `depth` axes of `shape`: int32 of shape (..., depth). */
  indices: Argument<Indices, ScatterOutput<Indices, Values, Sizes>, 'indices'>,
  /** The values, of shape (..., the other axes of `shape`). */
  values: NumericArgument<Values, ScatterOutput<Indices, Values, Sizes>, 'values'>,
  /** The shape of the output. */
  shape: Sizes,
) => Result<Indices, ScatterOutput<Indices, Values, Sizes>, ResultTypes<TypeOf<Values>>['number']> = stated(
  (indices: SymbolicTensor, values: SymbolicTensor, shape: readonly number[]) =>
    addScatter([indices, values], { shape: integersFrom('scatter: shape', shape, 0) }),
);
