import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { Fill } from '../types/message.js';
import { expectation, type Mismatch, mismatch } from '../types/mismatch.js';
import type { NumberType } from '../types/result-type.js';

/** What operations on elements take: a tensor, or a number for all of its elements. */
export type Operand = SymbolicTensor | number;

export type OperandShape<Given> = Given extends SymbolicTensor ? Given['shape'] : [];

export type OperandType<Given> = Given extends SymbolicTensor
  ? TypeOf<Given>
  : Given extends number
    ? NumberType<Given>
    : 'float32';

const expected = 'a tensor among its operands';

/** What is said where all operands are numbers. */
export type NoTensor<Operation extends string, At extends string> = Mismatch<
  Fill<typeof expectation, { layer: Operation; expected: typeof expected; received: 'numbers' }>,
  At
>;

/** The operands that are numbers, by the names of their parameters. */
export interface Numbers {
  readonly [parameter: string]: number;
}

/** The operands of a call, told apart. */
interface SortedOperands {
  readonly tensors: readonly SymbolicTensor[];
  readonly numbers: Numbers;
}

/** Tells tensors from numbers; throws where there is no tensor. */
export function sortOperands(operation: string, operands: Readonly<Record<string, Operand>>): SortedOperands {
  const entries = Object.entries(operands);
  const tensors = entries.filter(([, operand]) => typeof operand !== 'number');
  if (tensors.length === 0) return mismatch(expectation, { layer: operation, expected, received: 'numbers' });
  return {
    tensors: tensors.map(([, tensor]) => tensor as SymbolicTensor),
    numbers: Object.fromEntries(entries.filter(([, operand]) => typeof operand === 'number')) as Numbers,
  };
}

/** One item for each parameter: the next of those of the tensors, or that of its number. */
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
