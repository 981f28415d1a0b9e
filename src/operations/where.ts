import * as tf from '@tensorflow/tfjs-core';
import { broadcastTo } from '../gradients/custom-gradient.js';
import type { OfOneKind } from '../graph/one-kind.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import { type CommonType, commonType, type DType, numberType } from '../types/dtype.js';
import { type Elementwise, elementwise } from '../types/elementwise.js';
import { expectation, mismatch } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { inPlace, type Numbers, type Operand, type OperandShape, type OperandType, sortOperands } from './binary.js';
import { defineOperation, stated } from './define-operation.js';

type WhereOutput<Condition extends AnyTensor, Left extends Operand, Right extends Operand> = [
  Meeting<Condition, Left, 'x1', Condition['shape']>,
] extends [infer Found]
  ? [Found] extends [Shape]
    ? Meeting<Condition, Right, 'x2', Found>
    : Found
  : never;

/** The shape of an operand broadcast with the condition and the operands before it. */
type Meeting<
  Condition extends AnyTensor,
  Given extends Operand,
  At extends string,
  Found extends Shape,
> = Given extends number
  ? [...Found]
  : OfOneKind<'where', Condition | Given, Elementwise<'where', Found, OperandShape<Given>, At>, At>;

const parameters = ['x1', 'x2'] as const;

const addNode = defineOperation<Numbers, readonly Shape[]>({
  operation: 'where',
  shape: ([condition, ...inputs], numbers) => {
    const [x1, x2] = inPlace(parameters, numbers, inputs, () => []) as [Shape, Shape];
    return elementwise('where', elementwise('where', condition as Shape, x1), x2);
  },
  type: ([, ...types], numbers) => commonOf(types, numbers),
  compute: ([condition, ...inputs], numbers) => {
    const types = inputs.map(({ dtype }) => dtype as DType);
    return computeInType('common', commonOf(types, numbers), (type) => {
      const tensors = inputs.map((input) => castTo(input, type));
      const [x1, x2] = inPlace(parameters, numbers, tensors, (number) => tf.scalar(number, type)) as tf.Tensor[];
      return choose(castTo(condition as tf.Tensor, 'bool'), x1 as tf.Tensor, x2 as tf.Tensor);
    });
  },
});

function commonOf(types: readonly DType[], numbers: Numbers): DType {
  return commonType(inPlace(parameters, numbers, types, numberType));
}

function choose(condition: tf.Tensor, x1: tf.Tensor, x2: tf.Tensor): tf.Tensor {
  const shape = [condition, x1, x2].reduce<number[]>(
    (met, tensor) => tf.broadcast_util.assertAndGetBroadcastShape(met, tensor.shape),
    [],
  );
  return tf.where(tf.broadcastTo(condition, shape as [number]), broadcastTo(x1, shape), broadcastTo(x2, shape));
}

/**
 * The elements of `x1` where a condition is true, or not 0, and those of `x2` elsewhere.
 *
 * Both may be numbers; the three are broadcast as in NumPy.
 *
 * @example
 * const x = Input([4]);
 * const output = where(greater(x, 0), x, 0); // SymbolicTensor<[null, 4]>
 */
export const where: <const Condition extends AnyTensor, const Left extends Operand, const Right extends Operand>(
  /** The condition: elements other than 0 are true. */
  condition: Numeric<Condition>,
  /** The tensor, or number, where the condition is true. */
  x1: NumericArgument<Left, WhereOutput<Condition, Left, Right>, 'x1'>,
  /** The tensor, or number, where the condition is false. */
  x2: NumericArgument<Right, WhereOutput<Condition, Left, Right>, 'x2'>,
) => Result<Condition, WhereOutput<Condition, Left, Right>, CommonType<[OperandType<Left>, OperandType<Right>]>> =
  stated((condition: SymbolicTensor, x1: Operand, x2: Operand) => {
    if (typeof condition === 'number') {
      return mismatch(expectation, { layer: 'where', expected: 'a tensor as condition', received: 'a number' });
    }
    const { tensors, numbers } = sortOperands('where', { condition, x1, x2 });
    return addNode(tensors, numbers);
  });
