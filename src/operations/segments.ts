import * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../arguments/number.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import type { Known } from '../types/arithmetic/operands.js';
import { type Agree, agree } from '../types/dimension.js';
import { type DType, type ResultTypes, resultTypes } from '../types/dtype.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../types/shape.js';
import { type Argument, type CheckedIntegers, checkIntegers, type NumericArgument } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo } from './element-types.js';

const noRows = 'segmentSum expects data with at least one axis (received {data})';
const otherIds = 'segmentSum expects one segment id for each of the first axis of {data} (received {ids})';

type SegmentShape<Data extends Shape, Ids extends Shape, Count extends number> = number extends
  | Data['length']
  | Ids['length']
  ? Shape
  : Data extends readonly [infer Rows extends Dimension, ...infer Rest extends Shape]
    ? Ids extends readonly [infer IdCount extends Dimension]
      ? Agree<Rows, IdCount> extends true
        ? [Known<Count>, ...Rest]
        : OtherIds<Data, Ids>
      : OtherIds<Data, Ids>
    : Mismatch<Fill<typeof noRows, { data: Show<Data> }>, 'data'>;

type OtherIds<Data extends Shape, Ids extends Shape> = Mismatch<
  Fill<typeof otherIds, { data: Show<Data>; ids: Show<Ids> }>,
  'segmentIds'
>;

type SegmentOutput<Data extends SymbolicTensor, Ids extends SymbolicTensor, Count extends number> = CheckedIntegers<
  'segmentSum: segmentIds',
  Ids,
  'segmentIds',
  SegmentShape<Data['shape'], Ids['shape'], Count>
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
 * @param segmentIds integers from 0 to `numSegments` - 1, one for each row.
 *
 * @example
 * const totals = segmentSum(Input([8]), Input([], { dtype: 'int32' }), 10); // SymbolicTensor<[10, 8]>
 */
export const segmentSum: <
  const Data extends SymbolicTensor,
  const Ids extends SymbolicTensor,
  const Count extends number,
>(
  data: NumericArgument<Data, SegmentOutput<Data, Ids, Count>, 'data'>,
  segmentIds: Argument<Ids, SegmentOutput<Data, Ids, Count>, 'segmentIds'>,
  numSegments: Count,
) => TensorsOf<SegmentOutput<Data, Ids, Count>, ResultTypes<TypeOf<Data>>['number'], string> = stated(
  (data: SymbolicTensor, segmentIds: SymbolicTensor, numSegments: number) =>
    addSegmentSum([data, segmentIds], { numSegments: checkSize('segmentSum: numSegments', numSegments) }),
);
