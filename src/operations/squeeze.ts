import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import type { AxesOrAll } from '../types/reduced.js';
import { sameShape } from '../types/same-shape.js';
import { type Squeezed, squeezed, squeezedAxes } from '../types/squeezed.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly axis: AxesOrAll }>({
  operation: 'squeeze',
  shape: (x, { axis }) => squeezed(sameShape('squeeze', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reshape(x, squeezed(x.shape, axis) as number[]),
});

/**
 * Leaves out axes of size 1: all of them unless some are given. One whose size varies stays, also where it happens to be 1.
 *
 * @example
 * const vector = squeeze(Input([1, 64])); // SymbolicTensor<[null, 64]>
 */
export const squeeze: <const Given extends SymbolicTensor, const Along extends AxesOrAll = null>(
  x: Numeric<Given>,
  axis?: Argument<Along, Squeezed<Given['shape'], Along>, 'axis'>,
) => TensorsOf<Squeezed<Given['shape'], Along>, TypeOf<Given>, string> = stated(
  (x: SymbolicTensor, axis: AxesOrAll = null) =>
    // Sizes that vary are known later on, where they must not be taken for others.
    addNode(x, { axis: axis === null ? squeezedAxes(x.shape, null) : axis }),
);
