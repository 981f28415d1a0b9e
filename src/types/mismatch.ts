import { received, ShapeError } from '../errors.js';
import { type IsUnranked, isShape, type Shape, type Show, show } from './shape.js';

/** The values that fill the placeholders of a message. */
export interface MessageValues {
  readonly [place: string]: string | number | null;
}

/** `Template` with each `{place}` replaced by its value: the sentence that a compiler error shows. */
export type Fill<
  Template extends string,
  Values extends MessageValues,
> = Template extends `${infer Before}{${infer Place extends keyof Values & string}}${infer After}`
  ? `${Before}${Values[Place]}${Fill<After, Values>}`
  : Template;

/** `template` with each `{place}` replaced by its value: the same sentence at run time. */
export function fill<const Template extends string, const Values extends MessageValues>(
  template: Template,
  values: Values,
): Fill<Template, Values> {
  const shown = (value: unknown) => (typeof value === 'string' ? value : received(value));
  return shown(template).replace(/\{(\w+)\}/g, (_, place: string) => shown(values?.[place])) as Fill<Template, Values>;
}

/**
 * The result of a shape rule that does not accept its input: the sentence that the compiler shows, and the argument to
 * blame: the index or the name of one of several inputs, or `null` for the only one.
 */
export interface Mismatch<Message extends string = string, At extends string | null = string | null> {
  readonly message: Message;
  readonly at: At;
}

/**
 * The shape of a tensor that cannot be: a mismatch that only a call of a generic function reveals, where no argument shows
 * it any more. It counts as of unknown rank, and whatever takes the tensor next says the sentence.
 */
export type Unfit<Message extends string = string> = readonly NoSize<Message>[];

type NoSize<Message extends string> = number & { readonly mismatch: Message };

/**
 * The same, as run time has it.
 *
 * @param template The sentence, with names in braces: `{layer} expects {expected}`.
 * @param values The values by name.
 */
export function mismatch<const Template extends string, const Values extends MessageValues>(
  template: Template,
  values: Values,
): never {
  throw new ShapeError(fill(template, values));
}

/** The sentence that most rules say. */
export const expectation = '{layer} expects {expected} (received {received})';

/**
 * The outcome for a shape that a rule does not accept: a shape of unknown rank passes, and is checked at run time;
 * anything else is a mismatch.
 *
 * @typeParam Certain what is known of the output for an input of unknown rank.
 */
export type Unexpected<
  Layer extends string,
  Expected extends string,
  Input,
  At extends string | null = null,
  Certain extends Shape = Shape,
> = [Input] extends [Shape]
  ? IsUnranked<Input> extends true
    ? Certain
    : Mismatch<Fill<typeof expectation, { layer: Layer; expected: Expected; received: Show<Input> }>, At>
  : Mismatch<Fill<typeof expectation, { layer: Layer; expected: Expected; received: 'several tensors' }>, At>;

/**
 * The same, as run time has it.
 *
 * @param layer The name of the layer or operation.
 * @param expected The shape, or what is expected of it.
 * @param input The shape that was received.
 */
export function unexpected(layer: string, expected: string, input: unknown): never {
  const received = Array.isArray(input) && !input.some(Array.isArray) ? show(input as Shape) : 'several tensors';
  return mismatch(expectation, { layer, expected, received });
}

/** The outcome of a rule for a list of tensors, called on anything else. */
export type NotAList<Layer extends string, Expected extends string, Input> = Mismatch<
  Fill<typeof expectation, { layer: Layer; expected: Expected; received: ShowForm<Input> }>,
  null
>;

type ShowForm<Input> = [Input] extends [readonly []]
  ? 'an empty list'
  : [Input] extends [Shape]
    ? 'one tensor'
    : [Input] extends [readonly Shape[]]
      ? `a list of ${Input['length']}`
      : 'tensors by name';

/** The shapes of a list of `count` tensors, or of at least one; throws for anything else. */
export function tensorList(layer: string, expected: string, input: unknown, count?: number): readonly Shape[] {
  const isList = Array.isArray(input) && input.length > 0 && !isShape(input as Shape);
  if (isList && input.length === (count ?? input.length)) return input as readonly Shape[];
  return mismatch(expectation, { layer, expected, received: showForm(input) });
}

function showForm(input: unknown): string {
  if (!Array.isArray(input)) return 'tensors by name';
  if (input.length === 0) return 'an empty list';
  return isShape(input as Shape) ? 'one tensor' : `a list of ${input.length}`;
}
