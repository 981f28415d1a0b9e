import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type AlongAxes, alongAxes } from '../types/along-axes.js';
import { type AxesOrAll, reducedAxes } from '../types/reduced.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly axis: AxesOrAll }>({
  operation: 'flip',
  shape: (x, { axis }) => alongAxes('flip', sameShape('flip', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reverse(x, [...reducedAxes('flip', axis, x.rank)]),
});

/**
 * The elements in the opposite order along axes; along all of them, the batch included, unless some are given.
 *
 * @example
 * const mirrored = flip(Input([28, 28, 3]), 2); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const flip: <const Given extends SymbolicTensor, const Along extends AxesOrAll = null>(
  x: Numeric<Given>,
  axis?: Argument<Along, AlongAxes<'flip', Given['shape'], Along>, 'axis'>,
) => TensorsOf<AlongAxes<'flip', Given['shape'], Along>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, axis: AxesOrAll = null) => addNode(x, { axis }),
);
