import * as tf from '@tensorflow/tfjs-core';
import { checkTarget } from '../arguments/shape.js';
import { ArgumentError, received } from '../errors.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument, TypeOf } from '../graph/tensors.js';
import { type Product, product } from '../types/dimension.js';
import { type Expanded, expanded } from '../types/expanded.js';
import type { Axes } from '../types/on-axes.js';
import { type AxesOrAll, type Squeezed, squeezed, squeezedAxes } from '../types/reduced.js';
import { type WholeReshaped, wholeReshaped } from '../types/reshape.js';
import type { Shape, Sizes } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import {
  type Moved,
  moved,
  type Swapped,
  swapped,
  type Transposed,
  transposed,
  transposedAxes,
} from '../types/transposed.js';
import type { Numeric, Result } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const addReshape = defineOperation<{ readonly newshape: Sizes }>({
  operation: 'reshape',
  shape: (x, { newshape }) => wholeReshaped(sameShape('reshape', x), newshape),
  type: (type) => type,
  compute: (x, { newshape }) => {
    const target = newshape.map((size) => size ?? -1);
    return tf.reshape(x, wholeReshaped(x.shape, target) as number[]);
  },
});

/**
 * Changes the shape of a tensor, the batch included; its elements stay in order.
 *
 * One size can be -1: it follows from the number of elements. So does one that is `null`, which states that the size varies.
 *
 * @example
 * const rows = reshape(Input([28, 28]), [-1, 784]); // SymbolicTensor<[null, 784]>
 */
export const reshape: <const Given extends AnyTensor, const Target extends Sizes, At = Place>(
  /** The tensor to reshape. */
  x: Numeric<Given>,
  /** The shape of the output, the batch included. One size may be -1: it follows from the others. */
  newshape: Argument<Target, WholeReshaped<Given['shape'], Target>, 'newshape'>,
) => Returned<Result<Given, WholeReshaped<Given['shape'], Target>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, newshape: Sizes) =>
    addReshape(x, { newshape: checkTarget('reshape: newshape', newshape) }),
  );

const addTranspose = defineOperation<{ readonly axes: readonly number[] | null }>({
  operation: 'transpose',
  shape: (x, { axes }) => transposed(sameShape('transpose', x), axes),
  type: (type) => type,
  compute: (x, { axes }) => tf.transpose(x, [...transposedAxes(x.shape, axes)]),
});

/**
 * Permutes the axes of a tensor, the batch included.
 *
 * @example
 * const columns = transpose(Input([10, 64]), [0, 2, 1]); // SymbolicTensor<[null, 64, 10]>
 */
export const transpose: <const Given extends AnyTensor, const Axes extends readonly number[] | null = null, At = Place>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /**
   * For each axis of the output the axis of the input, counted from the batch, which is 0. The default is the axes in
   * reverse order.
   */
  axes?: Argument<Axes, Transposed<Given['shape'], Axes>, 'axes'>,
) => Returned<Result<Given, Transposed<Given['shape'], Axes>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] = stated(
  (x: SymbolicTensor, axes: readonly number[] | null = null) => addTranspose(x, { axes: checkAxes(axes) }),
);

function checkAxes(axes: readonly number[] | null): readonly number[] | null {
  if (axes === null || (Array.isArray(axes) && Array.from(axes).every(Number.isSafeInteger))) return axes;
  throw new ArgumentError(`transpose: axes expects a list of integers, or null (received ${received(axes)})`);
}

const addExpandDims = defineOperation<{ readonly axis: Axes }>({
  operation: 'expandDims',
  shape: (x, { axis }) => expanded(sameShape('expandDims', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reshape(x, expanded(x.shape, axis) as number[]),
});

/**
 * Adds axes of size 1.
 *
 * @example
 * const image = expandDims(Input([28, 28]), -1); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const expandDims: <const Given extends AnyTensor, const Along extends Axes, At = Place>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The index of the new axis in the output, or of several. */
  axis: Argument<Along, Expanded<Given['shape'], Along>, 'axis'>,
) => Returned<Result<Given, Expanded<Given['shape'], Along>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] = stated(
  (x: SymbolicTensor, axis: Axes) => addExpandDims(x, { axis }),
);

const addSqueeze = defineOperation<{ readonly axis: AxesOrAll }>({
  operation: 'squeeze',
  shape: (x, { axis }) => squeezed(sameShape('squeeze', x), axis),
  type: (type) => type,
  compute: (x, { axis }) => tf.reshape(x, squeezed(x.shape, axis) as number[]),
});

/**
 * Removes axes of size 1, by default all. One whose size varies stays, even if the size turns out to be 1.
 *
 * @example
 * const vector = squeeze(Input([1, 64])); // SymbolicTensor<[null, 64]>
 */
export const squeeze: <const Given extends AnyTensor, const Along extends AxesOrAll = null, At = Place>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis or axes to remove, of size 1. The default is all of size 1. */
  axis?: Argument<Along, Squeezed<Given['shape'], Along>, 'axis'>,
) => Returned<Result<Given, Squeezed<Given['shape'], Along>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] = stated(
  (x: SymbolicTensor, axis: AxesOrAll = null) =>
    // Sizes that vary are known later, when they must not be removed as well.
    addSqueeze(x, { axis: axis === null && isSymbolicTensor(x) ? squeezedAxes(x.shape, null) : axis }),
);

const addSwapaxes = defineOperation<{ readonly axis1: number; readonly axis2: number }>({
  operation: 'swapaxes',
  shape: (x, { axis1, axis2 }) => swapped(sameShape('swapaxes', x), axis1, axis2),
  type: (type) => type,
  compute: (x, { axis1, axis2 }) => tf.transpose(x, [...swapped([...x.shape.keys()], axis1, axis2)] as number[]),
});

/**
 * Swaps two axes of a tensor.
 *
 * @example
 * const columns = swapaxes(Input([10, 64]), 1, 2); // SymbolicTensor<[null, 64, 10]>
 */
export const swapaxes: <
  const Given extends AnyTensor,
  const One extends number,
  const Other extends number,
  At = Place,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The first axis. */
  axis1: Argument<One, Swapped<Given['shape'], One, Other>, 'axis1'>,
  /** The second axis. */
  axis2: Argument<Other, Swapped<Given['shape'], One, Other>, 'axis2'>,
) => Returned<Result<Given, Swapped<Given['shape'], One, Other>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, axis1: number, axis2: number) => addSwapaxes(x, { axis1, axis2 }));

const addMoveaxis = defineOperation<{ readonly source: number; readonly destination: number }>({
  operation: 'moveaxis',
  shape: (x, { source, destination }) => moved(sameShape('moveaxis', x), source, destination),
  type: (type) => type,
  compute: (x, { source, destination }) =>
    tf.transpose(x, [...moved([...x.shape.keys()], source, destination)] as number[]),
});

/**
 * Moves an axis of a tensor; the others stay in order.
 *
 * @example
 * const channelsLast = moveaxis(Input([3, 28, 28]), 1, -1); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const moveaxis: <
  const Given extends AnyTensor,
  const Source extends number,
  const Target extends number,
  At = Place,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis or axes to move. */
  source: Argument<Source, Moved<Given['shape'], Source, Target>, 'source'>,
  /** The index of each of them in the output. */
  destination: Argument<Target, Moved<Given['shape'], Source, Target>, 'destination'>,
) => Returned<Result<Given, Moved<Given['shape'], Source, Target>, TypeOf<Given>, IsReported<Given, At>>>[keyof At] =
  stated((x: SymbolicTensor, source: number, destination: number) => addMoveaxis(x, { source, destination }));

const addRavel = defineOperation<object>({
  operation: 'ravel',
  shape: (x) => [product(sameShape('ravel', x))],
  type: (type) => type,
  compute: (x) => tf.reshape(x, [-1]),
});

/**
 * Flattens a tensor to one axis.
 *
 * @example
 * const row = ravel(Input([4, 8], { batchSize: 2 })); // SymbolicTensor<[64]>
 */
export const ravel: <const Given extends AnyTensor, At = Place>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
) => Returned<Result<Given, [Product<Given['shape']>], TypeOf<Given>, IsReported<Given, At>>>[keyof At] = stated(
  (x: SymbolicTensor) => addRavel(x, {}),
);

/**
 * The sizes of the axes of a tensor, `null` for those that vary.
 *
 * @param x A tensor of the graph.
 *
 * @example
 * const [, steps] = shape(Input([10, 64])); // 10
 */
export function shape<const Given extends { readonly shape: Shape }>(x: Given): Given['shape'] {
  return sizesOf('shape', x);
}

/**
 * The number of axes of a tensor.
 *
 * @param x A tensor of the graph, or one with values.
 *
 * @example
 * const rank = ndim(Input([10, 64])); // 3
 */
export function ndim<const Given extends { readonly shape: Shape }>(x: Given): Given['shape']['length'] {
  return sizesOf('ndim', x).length;
}

/**
 * The number of elements of a tensor, `null` where one of its sizes varies.
 *
 * @param x A tensor of the graph, or one with values.
 *
 * @example
 * const count = size(Input([10, 64], { batchSize: 2 })); // 1280
 */
export function size<const Given extends { readonly shape: Shape }>(x: Given): Product<Given['shape']> {
  return product(sizesOf('size', x)) as Product<Given['shape']>;
}

function sizesOf(operation: string, x: { readonly shape: Shape } | null | undefined): Shape {
  const sizes: unknown = x?.shape;
  if (Array.isArray(sizes)) return sizes as Shape;
  throw new ArgumentError(`${operation} expects a tensor (received ${received(x)})`);
}
