import * as tf from '@tensorflow/tfjs-core';
import { logSoftmax as logSoftmaxOf } from '../activations/log-softmax.js';
import { logitsActivation } from '../activations/logits.js';
import { sigmoid as sigmoidOf } from '../activations/sigmoid.js';
import { silu as siluOf } from '../activations/silu.js';
import { softmax as softmaxOf } from '../activations/softmax.js';
import { softplus as softplusOf } from '../activations/softplus.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf } from '../graph/tensors.js';
import { type AlongAxis, alongAxis } from '../types/along-axis.js';
import { sameShape } from '../types/same-shape.js';
import type { Argument, Numeric } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo } from './element-types.js';
import { type UnaryFunction, unary } from './unary.js';

/** An operation on vectors along an axis, the last one unless given: takes and gives any shape. */
export type AlongAxisFunction<Operation extends string> = <
  const Given extends SymbolicTensor,
  const Axis extends number = -1,
>(
  x: Numeric<Given>,
  axis?: Argument<Axis, AlongAxis<Operation, Given['shape'], Axis>, 'axis'>,
) => TensorsOf<AlongAxis<Operation, Given['shape'], Axis>, 'float32', string>;

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
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along an axis; the last one unless given.
 *
 * @example
 * const weights = softmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const softmax: AlongAxisFunction<'softmax'> = alongOneAxis('softmax', softmaxOf);

/**
 * The logarithm of the softmax along an axis; the last one unless given.
 *
 * @example
 * const output = logSoftmax(Input([10, 20])); // SymbolicTensor<[null, 10, 20]>
 */
export const logSoftmax: AlongAxisFunction<'logSoftmax'> = alongOneAxis('logSoftmax', logSoftmaxOf);

/**
 * The elements that are greater than 0, and 0 for the others.
 *
 * @example
 * const output = relu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const relu: UnaryFunction<'number'> = unary('relu', 'number', tf.relu);

/**
 * `1 / (1 + exp(-x))` of every element, from 0 to 1.
 *
 * @example
 * const output = sigmoid(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sigmoid: UnaryFunction<'float32'> = unary('sigmoid', 'float32', sigmoidOf);

/**
 * `x * sigmoid(x)` of every element.
 *
 * @example
 * const output = silu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const silu: UnaryFunction<'float32'> = unary('silu', 'float32', siluOf);

/**
 * `log(1 + exp(x))` of every element.
 *
 * @example
 * const output = softplus(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const softplus: UnaryFunction<'float32'> = unary('softplus', 'float32', softplusOf);
