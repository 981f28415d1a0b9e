import * as tf from '@tensorflow/tfjs-core';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TensorsOf } from '../graph/tensors.js';
import { type CommonType, commonType } from '../types/common-type.js';
import type { DType } from '../types/dtype.js';
import { type Elementwise, elementwise } from '../types/elementwise.js';
import { numberType, type ResultTypes, resultTypes, type TypeRule } from '../types/result-type.js';
import type { Shape } from '../types/shape.js';
import type { Numeric, NumericArgument } from './argument.js';
import { castTo } from './cast-to.js';
import { computeInType } from './compute-in-type.js';
import { defineOperation, stated } from './define-operation.js';
import { inPlace, type NoTensor, type Numbers, type Operand, type OperandType, sortOperands } from './operands.js';

/** An operation on the elements of two tensors, or of one and a number, which meet as they do in NumPy. */
export type BinaryFunction<Operation extends string, Rule extends TypeRule> = <
  const Left extends Operand,
  const Right extends Operand,
>(
  x1: Numeric<Left>,
  x2: NumericArgument<Right, BinaryOutput<Operation, Left, Right>, 'x2'>,
) => TensorsOf<
  BinaryOutput<Operation, Left, Right>,
  ResultTypes<CommonType<[OperandType<Left>, OperandType<Right>]>>[Rule],
  string
>;

type BinaryOutput<Operation extends string, Left, Right> = Left extends SymbolicTensor
  ? Right extends SymbolicTensor
    ? Elementwise<Operation, Left['shape'], Right['shape'], 'x2'>
    : Left['shape']
  : Right extends SymbolicTensor
    ? Right['shape']
    : NoTensor<Operation, 'x2'>;

const parameters = ['x1', 'x2'] as const;

/**
 * Defines an operation on the elements of two tensors.
 *
 * @param compute gets what {@link computeInType} says.
 */
export function binary<Operation extends string, Rule extends TypeRule>(
  operation: Operation,
  rule: Rule,
  compute: (x1: tf.Tensor, x2: tf.Tensor) => tf.Tensor,
): BinaryFunction<Operation, Rule> {
  const commonOf = (types: readonly DType[], numbers: Numbers) =>
    commonType(inPlace(parameters, numbers, types, numberType));
  const addNode = defineOperation<Numbers, readonly Shape[]>({
    operation,
    shape: (inputs, numbers) => {
      const [x1, x2] = inPlace(parameters, numbers, inputs, () => []) as [Shape, Shape];
      return elementwise(operation, x1, x2);
    },
    type: (types, numbers) => resultTypes[rule](commonOf(types, numbers)),
    compute: (inputs, numbers) => {
      const types = inputs.map(({ dtype }) => dtype as DType);
      return computeInType(rule, commonOf(types, numbers), (type) => {
        const tensors = inputs.map((input) => castTo(input, type));
        const [x1, x2] = inPlace(parameters, numbers, tensors, (number) => tf.scalar(number, type));
        return compute(x1 as tf.Tensor, x2 as tf.Tensor);
      });
    },
  });
  return stated((x1: Operand, x2: Operand) => {
    const { tensors, numbers } = sortOperands(operation, { x1, x2 });
    return addNode(tensors, numbers);
  });
}
