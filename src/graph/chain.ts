import type { Add } from '../types/arithmetic/add.js';
import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type {
  Apply,
  ApplyType,
  ItsRule,
  NumericTypes,
  ShapedBy,
  ShapeFunction,
  StatedType,
  shapeFunction,
} from '../types/shape-function.js';
import type { ShapeIn } from './reported.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { MessageOf, TensorsOf } from './tensors.js';

/** The outcome of the layers so far. */
export interface Link<Output, OutputType> {
  readonly output: Output;
  readonly outputType: OutputType;
}

/** What is asked of a rule. */
interface Question<out Input, out InputType> {
  readonly input: Input;
  readonly inputType: InputType;
}

/** What a rule answers. */
interface Answer {
  readonly output: unknown;
  readonly outputType: unknown;
}

/**
 * The output of rules applied one after the other, or the first mismatch with the index of the layer to blame.
 *
 * It iterates over the list by index, and counts tens and ones: destructuring the list, or counting by the length of a tuple,
 * would cost the square of the number of layers. In the compiler this is the innermost loop of all, so that each step is as
 * few instantiations as it can be: what is rare has branches of its own.
 */
type Walk<
  Rules extends readonly unknown[],
  Input,
  InputType,
  Place extends string = '0',
  Ones extends keyof Next = 0,
  Tens extends string = '',
> = Place extends keyof Rules
  ? [Rules[Place] & Question<Input, InputType>] extends [infer Asked extends Answer]
    ? [Asked['output']] extends [Shape]
      ? unknown extends Asked['outputType']
        ? Walk<Rules, Asked['output'], 'float32', `${Tens}${Next[Ones]}`, Next[Ones], Tens>
        : WalkOn<Rules, Asked['output'], Asked['outputType'], Tens, Ones>
      : WalkOnUnlessWrong<Rules, Asked['output'], Asked['outputType'], Tens, Ones>
    : never
  : Ones extends 'end'
    ? NextTens<Tens> extends infer Following extends string
      ? Following extends Pause
        ? Resumed<Walk<Rules, Input, InputType, `${Following}0`, 0, Following>>
        : Walk<Rules, Input, InputType, `${Following}0`, 0, Following>
      : never
    : Link<Input, InputType>;

/** The same after a layer that states an element type: strings go to rules that take them only. */
type WalkOn<Rules extends readonly unknown[], Input, InputType, Tens extends string, Ones extends keyof Next> = [
  InputType,
] extends [NumericTypes]
  ? Walk<Rules, Input, InputType, `${Tens}${Next[Ones]}`, Next[Ones], Tens>
  : WalkOnStrings<Rules, Input, InputType, `${Tens}${Next[Ones]}`, Next[Ones], Tens>;

/** The same where the types may be of strings, for one layer. */
type WalkOnStrings<
  Rules extends readonly unknown[],
  Input,
  InputType,
  Place extends string = '0',
  Ones extends keyof Next = 0,
  Tens extends string = '',
> = Place extends keyof Rules
  ? [Rules[Place]] extends [infer Rule extends ShapeFunction]
    ? WalkOnUnlessWrong<Rules, Apply<Rule, Input, InputType>, ApplyType<Rule, Input, InputType>, Tens, Ones>
    : never
  : Walk<Rules, Input, InputType, Place, Ones, Tens>;

/** The same after a layer whose output may not be one shape: a mismatch if some branch of it is one. */
type WalkOnUnlessWrong<
  Rules extends readonly unknown[],
  Output,
  OutputType,
  Tens extends string,
  Ones extends keyof Next,
> = [Extract<Output, Mismatch>] extends [never]
  ? WalkOn<Rules, unknown extends Output ? Shape : Output, StatedType<OutputType>, Tens, Ones>
  : Mismatch<MessageOf<Output>, `${Tens}${Ones}`>;

/** What is evaluated on its own: the compiler goes on for 1,000 steps at most, and begins to count anew. */
type Resumed<Outcome> = [Outcome] extends [infer Found] ? Found : never;

/** After how many tens of layers the walk is resumed. */
type Pause = '40' | '80' | '120' | '160';

interface Next {
  0: 1;
  1: 2;
  2: 3;
  3: 4;
  4: 5;
  5: 6;
  6: 7;
  7: 8;
  8: 9;
  9: 'end';
  end: 0;
}

type NextTens<Tens extends string> = Tens extends ''
  ? '1'
  : Tens extends `${infer Number extends number}`
    ? `${Add<Number, 1>}`
    : never;

/** The rules of items of a list that may not be layers. */
export type RulesAmong<Items> = {
  -readonly [Index in keyof Items]: Items[Index] extends ShapedBy ? Items[Index][typeof shapeFunction] : NotALayer;
};

/** The rules of layers in a list. */
export type RulesOf<Layers extends readonly unknown[]> = {
  -readonly [Index in keyof Layers]: ItsRule<Layers[Index]>;
};

/** The rule of an item that is no layer: the list says what it is. */
interface NotALayer extends ShapeFunction {
  readonly structured: false;
  readonly output: Mismatch<typeof noLayer, null>;
}

export declare const noLayer: 'a chain expects layers (received something else)';

/**
 * The same for lists whose length may not be known; then the outcome is not known either.
 *
 * Comparing the list with a tuple first keeps the compiler from iterating over a list that it has yet to infer, which fails
 * as "excessively deep".
 */
export type Chain<Layers extends readonly unknown[], Input, InputType> = Layers extends readonly [unknown, ...unknown[]]
  ? number extends Layers['length']
    ? Link<Shape, unknown>
    : [Unfit<never>] extends [Input]
      ? WalkFromAnyRank<Layers, Input, InputType>
      : WalkOfTypes<Layers, Input, InputType>
  : Layers extends readonly []
    ? Link<Input, InputType>
    : Link<Shape, unknown>;

type WalkFromAnyRank<Layers extends readonly unknown[], Input, InputType> = [unknown] extends [Input]
  ? WalkOfTypes<Layers, Input, InputType>
  : [Input] extends [Unfit<infer Message>]
    ? Mismatch<Message, '0'>
    : WalkOfTypes<Layers, Input, InputType>;

type WalkOfTypes<Rules extends readonly unknown[], Input, InputType> = [InputType] extends [NumericTypes]
  ? Walk<Rules, Input, InputType>
  : WalkOnStrings<Rules, Input, InputType>;

/** The outputs of the last layer. */
export type ChainOutput<Layers extends readonly unknown[], Input, InputType, Reported = true> = [
  Chain<RulesAmong<Layers>, Input, InputType>,
] extends [Link<infer Output, infer OutputType>]
  ? TensorsOf<Output, OutputType, LastName<Layers>>
  : SymbolicTensor<ShapeIn<Chain<RulesAmong<Layers>, Input, InputType>, Reported>>;

type LastName<Layers extends readonly unknown[]> = Layers extends readonly [...unknown[], infer Last]
  ? NameOf<Last>
  : string;

/** The name of a layer, as far as the compiler knows it. */
export type NameOf<Layer> = Layer extends { readonly name: infer Name extends string } ? Name : string;
