import * as tf from '@tensorflow/tfjs-core';
import { checkTarget } from '../arguments/target-shape.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf, TypeOf } from '../graph/tensors.js';
import { type Expanded, expanded } from '../types/expanded.js';
import type { Axes } from '../types/on-axes.js';
import type { AxesOrAll } from '../types/reduced.js';
import { sameShape } from '../types/same-shape.js';
import type { Shape } from '../types/shape.js';
import { type Squeezed, squeezed, squeezedAxes } from '../types/squeezed.js';
import { type Transposed, transposed, transposedAxes } from '../types/transposed.js';
import { type WholeReshaped, wholeReshaped } from '../types/whole-reshape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addReshape = defineOperation<{ readonly newshape: Shape }>({
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
  (x: SymbolicTensor, newshape: Shape) => addReshape(x, { newshape: checkTarget('reshape: newshape', newshape) }),
);

const addTranspose = defineOperation<{ readonly axes: readonly number[] | null }>({
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
  (x: SymbolicTensor, axes: readonly number[] | null = null) => addTranspose(x, { axes }),
);

const addExpandDims = defineOperation<{ readonly axis: Axes }>({
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
  addExpandDims(x, { axis }),
);

const addSqueeze = defineOperation<{ readonly axis: AxesOrAll }>({
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
    addSqueeze(x, { axis: axis === null ? squeezedAxes(x.shape, null) : axis }),
);
