import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/custom-gradient.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { TypesOf } from '../graph/tensors.js';
import { type Agree, agree } from '../types/dimension.js';
import { type CommonType, commonType, type DType, type ResultTypes, resultTypes } from '../types/dtype.js';
import { type Elementwise, elementwise } from '../types/elementwise.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Dimension, type Shape, type Show, show } from '../types/shape.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

const differing = 'inner expects last axes of the same size (received {earlier} and {later})';

/** The shape of the sums of products over the last axes; a scalar is multiplied with each element of the other. */
type InnerProduct<Left extends Shape, Right extends Shape> = [number] extends [Left['length'] | Right['length']]
  ? Shape
  : [Left] extends [readonly [...infer Rows extends Shape, infer Inner extends Dimension]]
    ? [Right] extends [readonly [...infer Others extends Shape, infer OtherInner extends Dimension]]
      ? Agree<Inner, OtherInner> extends true
        ? [...Rows, ...Others]
        : Mismatch<Fill<typeof differing, { earlier: Show<Left>; later: Show<Right> }>, 'x2'>
      : Left
    : Right;

/** The same at run time. */
function innerProduct(left: Shape, right: Shape): Shape {
  if (left.length === 0 || right.length === 0) return [...left, ...right];
  if (!agree(left.at(-1) as Dimension, right.at(-1) as Dimension)) {
    return mismatch(differing, { earlier: show(left), later: show(right) });
  }
  return [...left.slice(0, -1), ...right.slice(0, -1)];
}

type Inner<Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  'inner',
  Left | Right,
  InnerProduct<Left['shape'], Right['shape']>,
  'x2'
>;

const addInner = defineOperation<object, readonly [Shape, Shape]>({
  operation: 'inner',
  shape: ([left, right]) => innerProduct(left, right),
  type: commonType,
  compute: (inputs) =>
    computeInType('common', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      if (left.rank === 0 || right.rank === 0) return tf.mul(left, right);
      const size = left.shape.at(-1) as number;
      const rows = tf.reshape(left, [-1, size]);
      const products = tf.matMul(rows, tf.transpose(tf.reshape(right, [-1, size])));
      return tf.reshape(products, innerProduct(left.shape, right.shape) as number[]);
    }),
});

/**
 * The sums of products over the last axes of two tensors: (..., inner) and (...', inner) give (..., ...').
 *
 * @example
 * const scores = inner(Input([64]), ones([10, 64])); // SymbolicTensor<[null, 10]>
 */
export const inner: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first tensor. */
  x1: Numeric<Left>,
  /** The second tensor, whose last axis is as long. */
  x2: NumericArgument<Right, Inner<Left, Right>, 'x2'>,
) => Returned<
  Result<Left, Inner<Left, Right>, CommonType<TypesOf<[Left, Right]>>, IsReported<readonly [Left, Right], At>>
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor) => addInner([x1, x2], {}));

const noVectors = 'cross expects vectors of 3 elements along the last axis (received {received})';

/** Vectors of three elements along the last axis. */
type Vectors<Input extends Shape, At extends string, Outcome> = [number] extends [Input['length']]
  ? Outcome
  : [Input] extends [readonly [...Shape, infer Size extends Dimension]]
    ? Agree<Size, 3> extends true
      ? Outcome
      : Mismatch<Fill<typeof noVectors, { received: Show<Input> }>, At>
    : Mismatch<Fill<typeof noVectors, { received: Show<Input> }>, At>;

type CrossProduct<Left extends Shape, Right extends Shape> = Vectors<
  Left,
  'x1',
  Vectors<Right, 'x2', Elementwise<'cross', WithThree<Left>, WithThree<Right>, 'x2'>>
>;

/** (A last axis whose size varies has 3 elements.) */
type WithThree<Input extends Shape> = [Input] extends [readonly [...infer Outer extends Shape, Dimension]]
  ? [...Outer, 3]
  : Input;

/** The same at run time. */
function crossProduct(left: Shape, right: Shape): Shape {
  for (const input of [left, right]) {
    if (input.length === 0 || !agree(input.at(-1) as Dimension, 3)) mismatch(noVectors, { received: show(input) });
  }
  return elementwise('cross', [...left.slice(0, -1), 3], [...right.slice(0, -1), 3]);
}

type Cross<Left extends AnyTensor, Right extends AnyTensor> = OfOneKind<
  'cross',
  Left | Right,
  CrossProduct<Left['shape'], Right['shape']>,
  'x2'
>;

const addCross = defineOperation<object, readonly [Shape, Shape]>({
  operation: 'cross',
  shape: ([left, right]) => crossProduct(left, right),
  type: (types) => resultTypes.number(commonType(types)),
  compute: (inputs) =>
    computeInType('number', commonType(inputs.map(({ dtype }) => dtype as DType)), (type) => {
      const [left, right] = inputs.map((input) => castTo(input, type)) as [tf.Tensor, tf.Tensor];
      const shape = crossProduct(left.shape, right.shape) as number[];
      const [a, b] = [broadcastTo(left, shape), broadcastTo(right, shape)];
      // The elements 2, 3, 1 and 3, 1, 2.
      const [after, before] = [tf.tensor1d([1, 2, 0], 'int32'), tf.tensor1d([2, 0, 1], 'int32')];
      const turned = (x: tf.Tensor, order: tf.Tensor1D) => tf.gather(x, order, -1);
      return tf.sub(tf.mul(turned(a, after), turned(b, before)), tf.mul(turned(a, before), turned(b, after)));
    }),
});

/**
 * The cross products of vectors of three elements, along the last axis; the other axes are broadcast as in NumPy.
 *
 * @example
 * const normals = cross(Input([10, 3]), Input([10, 3])); // SymbolicTensor<[null, 10, 3]>
 */
export const cross: <const Left extends AnyTensor, const Right extends AnyTensor, At = Place>(
  /** The first vectors. */
  x1: NumericArgument<Left, Cross<Left, Right>, 'x1'>,
  /** The second vectors. */
  x2: NumericArgument<Right, Cross<Left, Right>, 'x2'>,
) => Returned<
  Result<
    Left,
    Cross<Left, Right>,
    ResultTypes<CommonType<TypesOf<[Left, Right]>>>['number'],
    IsReported<readonly [Left, Right], At>
  >
>[keyof At] = stated((x1: SymbolicTensor, x2: SymbolicTensor) => addCross([x1, x2], {}));
