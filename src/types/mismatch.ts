import { ShapeError } from '../errors.js';
import { type Fill, fill, type MessageValues } from './message.js';
import type { IsUnranked, Shape, Show } from './shape.js';
import { show } from './shape.js';

/**
 * The result of a shape rule that does not accept its input: the sentence that the compiler shows, and the argument to
 * blame: the index or the name of one of several inputs, or `null` for the only one.
 */
export interface Mismatch<Message extends string = string, At extends string | null = string | null> {
  readonly message: Message;
  readonly at: At;
}

/** The same, as run time has it. */
export function mismatch<const Template extends string, const Values extends MessageValues>(
  template: Template,
  values: Values,
): never {
  throw new ShapeError(fill(template, values));
}

/** The sentence that most rules say. */
export const expectation = '{layer} expects {expected} (received {received})';

/**
 * What a rule answers to a shape that it does not take: a shape of unknown rank passes, and is checked at run time;
 * anything else is a mismatch.
 */
export type Unexpected<
  Layer extends string,
  Expected extends string,
  Input,
  At extends string | null = null,
> = Input extends Shape
  ? IsUnranked<Input> extends true
    ? Shape
    : Mismatch<Fill<typeof expectation, { layer: Layer; expected: Expected; received: Show<Input> }>, At>
  : Mismatch<Fill<typeof expectation, { layer: Layer; expected: Expected; received: 'several tensors' }>, At>;

/** The same, as run time has it. */
export function unexpected(layer: string, expected: string, input: unknown): never {
  const received = Array.isArray(input) && !input.some(Array.isArray) ? show(input as Shape) : 'several tensors';
  return mismatch(expectation, { layer, expected, received });
}
