import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type { Apply, ApplyType, RuleOf, ShapeFunction, StatedType, StructuredBy } from '../types/shape-function.js';
import type { ShapeIn } from './reported.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { MessageOf, TensorsOf } from './tensors.js';

/** The outcome of the layers so far. */
interface Link<Output, OutputType> {
  readonly output: Output;
  readonly outputType: OutputType;
}

/**
 * The output of layers called one after the other, or the first mismatch with the index of the layer to blame.
 *
 * It iterates over the list by index, and counts tens and ones: destructuring the list, or counting by the length of
 * a tuple, would cost the square of the number of layers.
 */
type Walk<
  Layers extends readonly unknown[],
  Input,
  InputType,
  Tens extends readonly unknown[] = [],
  Ones extends keyof Next = 0,
  Stop extends string = '500',
> =
  Place<Tens, Ones> extends `${Layers['length']}` | Stop
    ? Place<Tens, Ones> extends `${Layers['length']}`
      ? Link<Input, InputType>
      : Resumed<Walk<Layers, Input, InputType, Tens, Ones, Stops[Stop & keyof Stops]>>
    : [Apply<RuleAt<Layers, Place<Tens, Ones>>, Input, InputType>] extends [infer Output]
      ? [Output] extends [Shape]
        ? Walk<
            Layers,
            Output,
            StatedType<ApplyType<RuleAt<Layers, Place<Tens, Ones>>, Input, InputType>>,
            Ones extends 9 ? [...Tens, unknown] : Tens,
            Next[Ones],
            Stop
          >
        : WalkOn<Layers, Output, Input, InputType, Tens, Ones, Stop>
      : never;

/** The same after a layer whose output is not one shape: a mismatch if some branch of it is one. */
type WalkOn<
  Layers extends readonly unknown[],
  Output,
  Input,
  InputType,
  Tens extends readonly unknown[],
  Ones extends keyof Next,
  Stop extends string,
> = [Extract<Output, Mismatch>] extends [never]
  ? Walk<
      Layers,
      unknown extends Output ? Shape : Output,
      StatedType<ApplyType<RuleAt<Layers, Place<Tens, Ones>>, Input, InputType>>,
      Ones extends 9 ? [...Tens, unknown] : Tens,
      Next[Ones],
      Stop
    >
  : Mismatch<MessageOf<Output>, Place<Tens, Ones>>;

/** What is evaluated on its own: the compiler goes on for 1,000 steps at most, and begins to count anew. */
type Resumed<Outcome> = [Outcome] extends [infer Found] ? Found : never;

/** After how many layers the walk is resumed, and then after how many. */
interface Stops {
  500: '1000';
  1000: '1500';
  1500: '2000';
  2000: never;
}

type Place<Tens extends readonly unknown[], Ones extends number> = Tens extends readonly []
  ? `${Ones}`
  : `${Tens['length']}${Ones}`;

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
  9: 0;
}

type RuleAt<Layers extends readonly unknown[], Index extends string> = RuleOf<Layers[Index & keyof Layers], NotALayer>;

/** The rules of layers in a list. */
export type RulesOf<Layers extends readonly unknown[]> = {
  -readonly [Index in keyof Layers]: RuleOf<Layers[Index], ShapeFunction>;
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
      : Walk<Layers, Input, InputType>
  : Layers extends readonly []
    ? Link<Input, InputType>
    : Link<Shape, unknown>;

type WalkFromAnyRank<Layers extends readonly unknown[], Input, InputType> = [unknown] extends [Input]
  ? Walk<Layers, Input, InputType>
  : [Input] extends [Unfit<infer Message>]
    ? Mismatch<Message, '0'>
    : Walk<Layers, Input, InputType>;

/** The outputs of the last layer. */
export type ChainOutput<Layers extends readonly unknown[], Input, InputType, Reported = true> = [
  Chain<Layers, Input, InputType>,
] extends [Link<infer Output, infer OutputType>]
  ? TensorsOf<Output, OutputType, LastName<Layers>>
  : SymbolicTensor<ShapeIn<Chain<Layers, Input, InputType>, Reported>>;

type LastName<Layers extends readonly unknown[]> = Layers extends readonly [...unknown[], infer Last]
  ? NameOf<Last>
  : string;

/** The name of a layer, as far as the compiler knows it. */
export type NameOf<Layer> = Layer extends { readonly name: infer Name extends string } ? Name : string;

/** The rule of layers called one after the other as one layer, where their only input is to blame. */
export interface ChainShape<Rules extends readonly ShapeFunction[]> extends ShapeFunction {
  readonly signature: ChainSignature<Rules>;
  readonly parameters: [Rules];
  readonly output: [Chain<Rules, this['input'], this['inputType']>] extends [infer Outcome]
    ? [Outcome] extends [Link<infer Output, unknown>]
      ? Output
      : [Outcome] extends [Mismatch<infer Message>]
        ? Mismatch<Message, null>
        : never
    : never;
  readonly outputType: Chain<Rules, this['input'], this['inputType']> extends Link<unknown, infer OutputType>
    ? OutputType
    : unknown;
  readonly structured: Rules extends readonly [...unknown[], { readonly structured: infer Structured }]
    ? StructuredBy<Structured>
    : true;
  readonly takesStrings: true;
}

/** What the first layer that asks for a shape takes, and the last one that changes it gives. */
type ChainSignature<Rules extends readonly ShapeFunction[]> = Rules extends readonly []
  ? 'any shape → the same shape'
  : [TakenFirst<Rules>, GivenLast<Rules>] extends [infer Taken extends string, infer Given extends string]
    ? `${Taken} → ${Given}`
    : unknown;

type TakenFirst<Rules extends readonly ShapeFunction[]> = Rules extends readonly [
  { readonly signature: infer First },
  ...infer Others extends readonly ShapeFunction[],
]
  ? First extends 'any shape → the same shape'
    ? TakenFirst<Others>
    : First extends `${infer Taken} → ${string}`
      ? Taken
      : unknown
  : 'any shape';

type GivenLast<Rules extends readonly ShapeFunction[]> = Rules extends readonly [
  ...infer Others extends readonly ShapeFunction[],
  { readonly signature: infer Last },
]
  ? Last extends `${string} → the same shape`
    ? GivenLast<Others>
    : Last extends `${string} → ${infer Given}`
      ? Given
      : unknown
  : 'the same shape';
