import type * as tf from '@tensorflow/tfjs-core';
import { logitsActivation } from '../activations/activation.js';
import { logSoftmax as logSoftmaxOf, softmax as softmaxOf } from '../activations/index.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { Argument } from '../graph/tensors.js';
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
