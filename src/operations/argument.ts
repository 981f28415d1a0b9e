import type { TypeOf } from '../graph/tensors.js';
import type { Mismatch } from '../types/mismatch.js';
import type { onlyNumbers } from '../types/strings.js';

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
