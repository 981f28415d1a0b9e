import * as tf from '@tensorflow/tfjs-core';
import { checkTarget } from '../arguments/target-shape.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { sameShape } from '../types/same-shape.js';
import type { Shape } from '../types/shape.js';
import { type WholeReshaped, wholeReshaped } from '../types/whole-reshape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly newshape: Shape }>({
  operation: 'reshape',
  shape: (x, { newshape }) => wholeReshaped(sameShape('reshape', x), newshape),
  type: (type) => type,
  compute: (x, { newshape }) => {
    const target = newshape.map((size) => size ?? -1);
    return tf.reshape(x, wholeReshaped(x.shape, target) as number[]);
  },
});

/**
 * Gives a tensor other sizes, that of the batch included; its elements stay in their order.
 *
 * One size can be -1: it is what the number of elements leaves for it. `null` does the same, and says that the size varies.
 *
 * @example
 * const rows = reshape(Input([28, 28]), [-1, 784]); // SymbolicTensor<[null, 784]>
 */
export const reshape: <const Given extends SymbolicTensor, const Target extends Shape>(
  x: Numeric<Given>,
  newshape: Argument<Target, WholeReshaped<Given['shape'], Target>, 'newshape'>,
) => TensorsOf<WholeReshaped<Given['shape'], Target>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, newshape: Shape) => addNode(x, { newshape: checkTarget('reshape: newshape', newshape) }),
);
