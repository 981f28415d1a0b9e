import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { checkSize } from '../arguments/size.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf } from '../graph/tensors.js';
import type { Known } from '../types/arithmetic/known.js';
import { axisOf } from '../types/axis.js';
import { type NumericType, numericTypes } from '../types/dtype.js';
import { type Inserted, inserted } from '../types/inserted.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { type CheckedIntegers, checkIntegers } from './integer-tensor.js';

type OneHotOutput<Given extends SymbolicTensor, Classes extends number, Axis extends number> = CheckedIntegers<
  'oneHot',
  Given,
  'x',
  Inserted<'oneHot', Given['shape'], Axis, Known<Classes>>
>;

interface OneHotConfiguration {
  readonly numClasses: number;
  readonly axis: number;
  readonly dtype: NumericType;
}

const addNode = defineOperation<OneHotConfiguration>({
  operation: 'oneHot',
  shape: (x, { numClasses, axis }) => inserted('oneHot', sameShape('oneHot', x), axis, numClasses),
  type: (type, { dtype }) => {
    checkIntegers('oneHot', type);
    return dtype;
  },
  compute: (x, { numClasses, axis, dtype }) => {
    const encoded = tf.oneHot(x, numClasses, 1, 0, dtype);
    const order = [...x.shape.keys()];
    order.splice(axisOf('oneHot: axis', axis, encoded.rank), 0, x.rank);
    return tf.transpose(encoded, order);
  },
});

/**
 * Integers as vectors that are 1 in their place and 0 elsewhere; those out of range are 0 everywhere.
 *
 * @param axis the index of the vectors in what comes out, the last one unless given.
 *
 * @example
 * const digits = oneHot(Input([5], { dtype: 'int32' }), 10); // SymbolicTensor<[null, 5, 10]>
 */
export const oneHot: <
  const Given extends SymbolicTensor,
  const Classes extends number,
  const Axis extends number = -1,
  const Type extends NumericType = 'float32',
>(
  x: Argument<Given, OneHotOutput<Given, Classes, Axis>, 'x'>,
  numClasses: Classes,
  axis?: Argument<Axis, OneHotOutput<Given, Classes, Axis>, 'axis'>,
  options?: { readonly dtype?: Type },
) => TensorsOf<OneHotOutput<Given, Classes, Axis>, NoInfer<Type>, string> = stated(
  (x: SymbolicTensor, numClasses: number, axis = -1, { dtype = 'float32' }: { readonly dtype?: NumericType } = {}) =>
    addNode(x, {
      numClasses: checkSize('oneHot: numClasses', numClasses),
      axis,
      dtype: oneOf('oneHot: dtype', dtype, numericTypes),
    }),
);
