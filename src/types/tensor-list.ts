import type { Fill } from './message.js';
import { expectation, type Mismatch, mismatch } from './mismatch.js';
import { isShape, type Shape } from './shape.js';

/** What a rule that takes a list of tensors answers to anything else. */
export type NotAList<Layer extends string, Expected extends string, Input> = Mismatch<
  Fill<typeof expectation, { layer: Layer; expected: Expected; received: ShowForm<Input> }>,
  null
>;

type ShowForm<Input> = Input extends readonly []
  ? 'an empty list'
  : Input extends Shape
    ? 'one tensor'
    : Input extends readonly Shape[]
      ? `a list of ${Input['length']}`
      : 'tensors by name';

/** The shapes of a list of tensors, as many as `count` says, or more than none; throws where they are anything else. */
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
