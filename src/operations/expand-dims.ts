import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type Expanded, expanded } from '../types/expanded.js';
import type { Axes } from '../types/on-axes.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addNode = defineOperation<{ readonly axis: Axes }>({
  operation: 'expandDims',
  shape: (x, { axis }) => expanded(sameShape('expandDims', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reshape(x, expanded(x.shape, axis) as number[]),
});

/**
 * Adds axes of size 1.
 *
 * @param axis the index of the new axis in what comes out, or of several.
 *
 * @example
 * const image = expandDims(Input([28, 28]), -1); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const expandDims: <const Given extends SymbolicTensor, const Along extends Axes>(
  x: Numeric<Given>,
  axis: Argument<Along, Expanded<Given['shape'], Along>, 'axis'>,
) => TensorsOf<Expanded<Given['shape'], Along>, TypeOf<Given>, string> = stated((x: SymbolicTensor, axis: Axes) =>
  addNode(x, { axis }),
);
