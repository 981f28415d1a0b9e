import type { HasStrings, NumericType, OnlyNumbers } from './dtype.js';
import { type Unexpected, unexpected } from './mismatch.js';
import { isShape, type Shape } from './shape.js';

/** The key of a rule. No value has it. */
export declare const shapeFunction: unique symbol;

/**
 * A rule for shapes, as a type: an interface that extends this one and computes `output` from `this['input']`.
 *
 * An interface, not a generic alias, so that rules are values of the type level: `TimeDistributed`, `Sequential`, models
 * and users' own layers apply the rules of the layers that they contain. `input` and `inputType` are
 * shapes and element types of one tensor, a list or a record, in the structure in which the layer is called.
 *
 * @example
 * interface SwapShape extends ShapeFunction {
 *   readonly output: this['input'] extends readonly [infer Batch, infer First, infer Second] ? [Batch, Second, First] : Shape;
 * }
 */
export interface ShapeFunction {
  /** What the layer takes and gives, in one line, as editors show it: `(batch, ..., features) → (batch, ..., 64)`. */
  readonly signature: unknown;
  readonly input: unknown;
  readonly inputType: unknown;
  /** The named arguments of the call besides the input, with shapes in place of tensors; `unknown` if there are none. */
  readonly call: unknown;
  /** The shapes of the outputs, in the structure of the outputs, or a `Mismatch`. */
  readonly output: unknown;
  /** The element types of the outputs; the default is `float32`. */
  readonly outputType: unknown;
  /**
   * `false` for a rule that always gives one tensor: then its shape can wait for a type parameter. `'kept'` where the tensor has
   * the shape of the input, if that is one tensor.
   */
  readonly structured: unknown;
  /** The inputs of a model, whose names an editor offers; `unknown` for other layers. */
  readonly inputs: unknown;
  /** The parameters of the rule, so that layers whose outputs can differ are different types. */
  readonly parameters: unknown;
  /** `true` for a rule that accepts strings; others are applied to numbers only. */
  readonly takesStrings: unknown;
}

/** The output of a rule for an input. (The members of the argument are evaluated only where the rule uses them.) */
export type Apply<Rule extends ShapeFunction, Input, InputType = 'float32'> = [InputType] extends [NumericTypes]
  ? Asked<Rule, Input, InputType>['output']
  : [HasStrings<InputType>] extends [true]
    ? TakesStrings<Rule> extends true
      ? Asked<Rule, Input, InputType>['output']
      : OnlyNumbers<InputType>
    : Asked<Rule, Input, InputType>['output'];

/** Element types of which none is that of strings. */
export type NumericTypes = NumericType | readonly NumericType[] | { readonly [name: string]: NumericType };

/** The element type that a rule computes. */
export type ApplyType<Rule extends ShapeFunction, Input, InputType> = Asked<Rule, Input, InputType>['outputType'];

/** A rule with the shapes and types to which it is applied. */
export type Asked<Rule extends ShapeFunction, Input, InputType> = Rule & {
  readonly input: Input;
  readonly inputType: InputType;
};

/** A rule that is not known may accept strings. */
type TakesStrings<Rule extends ShapeFunction> = Rule['takesStrings'] extends true
  ? true
  : ShapeFunction extends Rule
    ? true
    : false;

/** An element type as the input of the next rule: `float32` where the last one does not state any. */
export type StatedType<Type> = unknown extends Type ? 'float32' : Type;

/** What a rule that applies another one last says of its outputs, by what that one says: the input is not its own. */
export type StructuredBy<Structured> = Structured extends 'kept' ? false : Structured;

/** Anything with a rule for shapes. Composite layers need no more than this of the layers that they contain. */
export interface ShapedBy<Rule extends ShapeFunction = ShapeFunction> {
  readonly [shapeFunction]: Rule;
}

/** The rule of a layer, and `Otherwise` for anything else. */
export type RuleOf<Layer, Otherwise = never> = Layer extends ShapedBy ? Layer[typeof shapeFunction] : Otherwise;

/** The same of what is known to be one. */
export type ItsRule<Layer> = Layer[typeof shapeFunction & keyof Layer];

const expected = 'one tensor';

/** The rule of a layer whose output has the shape of its input. */
export interface SameShape<Layer extends string> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Layer];
  readonly structured: 'kept';
  readonly output: [this['input']] extends [Shape]
    ? [...this['input']]
    : Unexpected<Layer, typeof expected, this['input']>;
}

export function sameShape(layer: string, input: Shape): Shape {
  return Array.isArray(input) && isShape(input) ? input : unexpected(layer, expected, input);
}
