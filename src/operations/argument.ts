import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { DType, onlyNumbers } from '../types/dtype.js';
import { expectation, type Fill, type Mismatch, mismatch } from '../types/mismatch.js';

/**
 * An argument of an operation as it is, or, where the outcome blames it, the sentence that says why: the compiler then marks
 * just that argument.
 *
 * @typeParam Name what the outcome calls the argument: `axis`
 */
export type Argument<Given, Outcome, Name extends string> = [Outcome] extends [Mismatch<infer Message, Name>]
  ? NoInfer<Message>
  : Given;

/** An operand as it is, or the sentence that says why there are no operations on strings. */
export type Numeric<Given> = TypeOf<Given> extends 'string' ? NoInfer<typeof onlyNumbers> : Given;

/** A tensor of numbers, which the outcome may blame as well. */
export type NumericArgument<Given, Outcome, Name extends string> = [Outcome] extends [Mismatch<infer Message, Name>]
  ? NoInfer<Message>
  : Numeric<Given>;

const expected = 'integers, of dtype int32';

/** The outcome, where a tensor has integers; else it is to blame. */
export type CheckedIntegers<Owner extends string, Given extends SymbolicTensor, At extends string, Outcome> =
  TypeOf<Given> extends 'int32'
    ? Outcome
    : Mismatch<Fill<typeof expectation, { layer: Owner; expected: typeof expected; received: TypeOf<Given> }>, At>;

/** The same at run time. */
export function checkIntegers(owner: string, type: DType): void {
  if (type !== 'int32') mismatch(expectation, { layer: owner, expected, received: type });
}
