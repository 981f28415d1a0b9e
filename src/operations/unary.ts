import type * as tf from '@tensorflow/tfjs-core';
import { logitsActivation } from '../activations/activation.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import { type DType, type ResultTypes, resultTypes, type TypeRule } from '../types/dtype.js';
import { sameShape } from '../types/shape-function.js';
import type { AnyTensor, Numeric, SameResult } from './argument.js';
import { defineOperation, stated } from './define-operation.js';
import { castTo, computeInType } from './element-types.js';

/** An operation on every element: takes and gives any shape. */
export type UnaryFunction<Rule extends TypeRule> = <const Given extends AnyTensor>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
) => SameResult<Given, ResultTypes<TypeOf<Given>>[Rule]>;

/**
 * Defines an operation on every element.
 *
 * @param compute gets elements of the type that {@link computeInType} says.
 * @param className Keras' name of its class, where that is another.
 */
export function unary<Rule extends TypeRule>(
  operation: string,
  rule: Rule,
  compute: (x: tf.Tensor) => tf.Tensor,
  className?: string,
): UnaryFunction<Rule> {
  const isStage = logitsActivation(compute) !== null;
  const addNode = defineOperation<object>({
    operation,
    className,
    shape: (x) => sameShape(operation, x),
    type: resultTypes[rule],
    activation: () => (isStage ? compute : null),
    compute: (x) =>
      computeInType(rule, x.dtype as DType, (type) => (isStage ? castTo(x, type) : compute(castTo(x, type)))),
  });
  return stated((x: SymbolicTensor) => addNode(x, {}));
}
