import type * as tf from '@tensorflow/tfjs-core';
import { logitsActivation } from '../activations/activation.js';
import { glu as gluOf, logSoftmax as logSoftmaxOf, softmax as softmaxOf } from '../activations/index.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument } from '../graph/tensors.js';
import type { FloorDivide, Modulo } from '../types/arithmetic/divide.js';
import { type AxisIndex, axisOf, type NoSuchAxis } from '../types/axis.js';
import { type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import { type Quotient, quotient } from '../types/named-size.js';
import { type Replaced, replaced } from '../types/on-axes.js';
import { type Dimension, isOpen, type Shape, type Show, show } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { type AlongAxis, alongAxis } from '../types/transposed.js';
import type { Numeric, Result } from './argument.js';
import { castTo } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** An operation on vectors along an axis, by default the last one, for any shape. */
export type AlongAxisFunction<Operation extends string> = <
  const Given extends AnyTensor,
  const Axis extends number = -1,
  At = Place,
>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /** The axis along which outputs are normalized. The default is -1, the last axis. */
  axis?: Argument<Axis, AlongAxis<Operation, Given['shape'], Axis>, 'axis'>,
) => Returned<Result<Given, AlongAxis<Operation, Given['shape'], Axis>, 'float32', IsReported<Given, At>>>[keyof At];

/** Defines an operation on vectors of floats along an axis. */
function alongOneAxis<Operation extends string>(
  operation: Operation,
  compute: (x: tf.Tensor, options?: { readonly axis: number }) => tf.Tensor,
): AlongAxisFunction<Operation> {
  const isStage = (axis: number) => axis === -1 && logitsActivation(compute) !== null;
  const addNode = defineOperation<{ readonly axis: number }>({
    operation,
    shape: (x, { axis }) => alongAxis(operation, sameShape(operation, x), axis),
    type: () => 'float32',
    activation: ({ axis }) => (isStage(axis) ? compute : null),
    compute: (x, { axis }) => {
      const input = castTo(x, 'float32');
      return isStage(axis) ? input : compute(input, { axis });
    },
  });
  return stated((x: SymbolicTensor, axis = -1) => addNode(x, { axis }));
}

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along an axis, by default the last one.
 *
 * @example
 * const weights = softmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const softmax: AlongAxisFunction<'softmax'> = alongOneAxis('softmax', softmaxOf);

/**
 * The logarithm of the softmax along an axis, by default the last one.
 *
 * @example
 * const output = logSoftmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const logSoftmax: AlongAxisFunction<'logSoftmax'> = alongOneAxis('logSoftmax', logSoftmaxOf);

const odd = 'glu: axis expects an axis of even size (received {axis}, of {input})';

/** A shape with half the size on an axis. */
type Halved<Input extends Shape, Axis extends number> = [number] extends [Input['length']]
  ? Shape
  : [AxisIndex<Axis, Input['length']>] extends [infer Index extends number]
    ? [Index] extends [never]
      ? NoSuchAxis<'glu: axis', Axis, Input['length']>
      : number extends Index
        ? Shape
        : [Input[Index]] extends [string | null]
          ? Replaced<Input, Index, [Quotient<Input[Index], 2, '/'>]>
          : null extends Input[Index]
            ? Replaced<Input, Index, [Dimension]>
            : Modulo<Input[Index] & number, 2> extends 1
              ? Mismatch<Fill<typeof odd, { axis: Axis; input: Show<Input> }>, 'axis'>
              : Replaced<Input, Index, [FloorDivide<Input[Index] & number, 2>]>
    : never;

/** The same at run time. */
function halved(input: Shape, axis: number): Shape {
  const index = axisOf('glu: axis', axis, input.length);
  const size = input[index] as Dimension;
  if (!isOpen(size) && size % 2 === 1) return mismatch(odd, { axis, input: show(input) });
  return replaced(input, [index], [quotient(size, 2, '/')]);
}

const addGlu = defineOperation<{ readonly axis: number }>({
  operation: 'glu',
  shape: (x, { axis }) => halved(sameShape('glu', x), axis),
  type: () => 'float32',
  compute: (x, { axis }) => gluOf(castTo(x, 'float32'), { axis }),
});

/**
 * A gated linear unit: the first half of the elements along an axis, times the sigmoid of the second half.
 *
 * @example
 * const gated = glu(Input([64])); // SymbolicTensor<[null, 32]>
 */
export const glu: <const Given extends AnyTensor, const Axis extends number = -1, At = Place>(
  /** A tensor whose size on the axis is even. */
  x: Numeric<Given>,
  /** The axis to halve. The default is -1, the last axis. */
  axis?: Argument<Axis, Halved<Given['shape'], Axis>, 'axis'>,
) => Returned<Result<Given, Halved<Given['shape'], Axis>, 'float32', IsReported<Given, At>>>[keyof At] = stated(
  (x: SymbolicTensor, axis = -1) => addGlu(x, { axis }),
);
