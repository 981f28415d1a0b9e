import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { sameShape } from '../types/same-shape.js';
import { type Transposed, transposed, transposedAxes } from '../types/transposed.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly axes: readonly number[] | null }>({
  operation: 'transpose',
  shape: (x, { axes }) => transposed(sameShape('transpose', x), axes),
  type: (type) => type,
  compute: (x, { axes }) => tf.transpose(x, [...transposedAxes(x.shape, axes)]),
});

/**
 * Puts the axes of a tensor, the batch included, in another order.
 *
 * @param axes for each axis that comes out the one that goes in, counted from the batch, which is 0; the last one first
 * unless given.
 *
 * @example
 * const columns = transpose(Input([10, 64]), [0, 2, 1]); // SymbolicTensor<[null, 64, 10]>
 */
export const transpose: <const Given extends SymbolicTensor, const Axes extends readonly number[] | null = null>(
  x: Numeric<Given>,
  axes?: Argument<Axes, Transposed<Given['shape'], Axes>, 'axes'>,
) => TensorsOf<Transposed<Given['shape'], Axes>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, axes: readonly number[] | null = null) => addNode(x, { axes }),
);
