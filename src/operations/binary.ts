import * as tf from '@tensorflow/tfjs-core';
import type { BothKinds } from '../graph/one-kind.js';
import type { IsReported, Place, Returned } from '../graph/reported.js';
import type { AnyTensor, HasValues, InGraph } from '../graph/tensor-kinds.js';
import type { TypeOf } from '../graph/tensors.js';
import {
  type CommonType,
  commonType,
  type DType,
  type NumberType,
  numberType,
  type ResultTypes,
  resultTypes,
  type TypeRule,
} from '../types/dtype.js';
import { type Elementwise, elementwise } from '../types/elementwise.js';
import { expectation, type Fill, type Mismatch, mismatch } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Numeric, NumericArgument, Result } from './argument.js';
import { castTo, computeInType } from './argument.js';
import { defineOperation, stated } from './define-operation.js';

/** An operand of an elementwise operation: a tensor, or a number. */
export type Operand = AnyTensor | number;

/** The shape of a tensor among operands. */
export type OperandShape<Given extends Operand> = Exclude<Given, number>['shape'];

export type OperandType<Given> = Given extends number ? NumberType<Given> : TypeOf<Given>;

const expected = 'a tensor among its operands';

/** The message for operands that are all numbers. */
export type NoTensor<Operation extends string, At extends string> = Mismatch<
  Fill<typeof expectation, { layer: Operation; expected: typeof expected; received: 'numbers' }>,
  At
>;

/** The operands that are numbers, by the names of their parameters. */
export interface Numbers {
  readonly [parameter: string]: number;
}

/** The operands of a call: tensors and numbers apart. */
interface SortedOperands {
  readonly tensors: readonly AnyTensor[];
  readonly numbers: Numbers;
}

/** Separates tensors from numbers; throws if there is no tensor. */
export function sortOperands(operation: string, operands: Readonly<Record<string, Operand>>): SortedOperands {
  const entries = Object.entries(operands);
  const tensors = entries.filter(([, operand]) => typeof operand !== 'number');
  if (tensors.length === 0) return mismatch(expectation, { layer: operation, expected, received: 'numbers' });
  return {
    tensors: tensors.map(([, tensor]) => tensor as AnyTensor),
    numbers: Object.fromEntries(entries.filter(([, operand]) => typeof operand === 'number')) as Numbers,
  };
}

/** One item for each parameter: the next of those for the tensors, or that for its number. */
export function inPlace<Item>(
  parameters: readonly string[],
  numbers: Numbers,
  ofTensors: readonly Item[],
  ofNumber: (number: number) => Item,
): readonly Item[] {
  const rest = [...ofTensors];
  return parameters.map((parameter) => {
    const number = numbers[parameter];
    return number === undefined ? (rest.shift() as Item) : ofNumber(number);
  });
}

/** An operation on the elements of two tensors, or of one and a number, which are broadcast as in NumPy. */
export type BinaryFunction<Operation extends string, Rule extends TypeRule> = <
  const Left extends Operand,
  const Right extends Operand,
  At = Place,
>(
  /** The first tensor, or a number. */
  x1: Numeric<Left>,
  /** The second tensor, whose shape is broadcast with the first, or a number. */
  x2: NumericArgument<Right, BinaryOutput<Operation, Left, Right>, 'x2'>,
) => Returned<
  Result<
    TensorOf<Left, Right>,
    BinaryOutput<Operation, Left, Right>,
    ResultTypes<CommonType<[OperandType<Left>, OperandType<Right>]>>[Rule],
    IsReported<readonly [Left, Right], At>
  >
>[keyof At];

/** The operand that determines whether the result is of the graph. */
type TensorOf<Left, Right> = Left extends number ? Right : Left;

export type BinaryOutput<Operation extends string, Left extends Operand, Right extends Operand> = Left extends InGraph
  ? Right extends InGraph
    ? Elementwise<Operation, OperandShape<Left>, OperandShape<Right>, 'x2'>
    : Right extends number
      ? [...OperandShape<Left>]
      : BothKinds<Operation, 'x2'>
  : ValueOutput<Operation, Left, Right>;

type ValueOutput<Operation extends string, Left extends Operand, Right extends Operand> = Left extends number
  ? Right extends InGraph | HasValues
    ? [...OperandShape<Right>]
    : NoTensor<Operation, 'x2'>
  : Left extends HasValues
    ? Right extends number
      ? [...OperandShape<Left>]
      : Right extends HasValues
        ? Elementwise<Operation, OperandShape<Left>, OperandShape<Right>, 'x2'>
        : BothKinds<Operation, 'x2'>
    : never;

const parameters = ['x1', 'x2'] as const;

/**
 * Defines an operation on the elements of two tensors.
 *
 * @param compute receives the operands as {@link computeInType} converts them.
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
