import type { Mismatch, Unfit } from '../types/mismatch.js';
import type { Shape } from '../types/shape.js';
import type {
  Apply,
  ApplyType,
  ItsRule,
  RuleOf,
  ShapeFunction,
  StatedType,
  StructuredBy,
} from '../types/shape-function.js';
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

type RuleAt<Layers extends readonly unknown[], Index extends string> = RuleItself<Layers[Index & keyof Layers]>;

/** The rule of a layer, or a rule itself: lists are of either. */
type RuleItself<Item> = Item extends ShapeFunction ? Item : RuleOf<Item, NotALayer>;

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
export interface ChainShape<Rules extends readonly unknown[]> extends ShapeFunction {
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
  readonly structured: Rules extends readonly [...unknown[], infer Last]
    ? StructuredBy<Last['structured' & keyof Last]>
    : true;
  readonly takesStrings: true;
}

/**
 * What the first layer takes, or the second where the first takes any shape, and the last one of three that changes the shape gives.
 *
 * (The rules are matched once: to match them, the compiler instantiates all of them anew.)
 */
type ChainSignature<Rules extends readonly unknown[]> = Rules['length'] extends 0
  ? Keeping
  : Rules['length'] extends 1
    ? SignatureOf<Rules[0]>
    : Rules extends readonly [...unknown[], infer Third, infer Second, infer Last]
      ? Joined<TakenBy<Rules>, Changing<SignatureOf<Third>, SignatureOf<Second>, SignatureOf<Last>>>
      : Joined<TakenBy<Rules>, Changing<Keeping, SignatureOf<Rules[0]>, SignatureOf<Rules[1 & keyof Rules]>>>;

type Keeping = 'any shape → the same shape';

type TakenBy<Rules extends readonly unknown[]> =
  SignatureOf<Rules[0]> extends Keeping ? SignatureOf<Rules[1 & keyof Rules]> : SignatureOf<Rules[0]>;

/** (By its key: to match it as a member, the compiler would compare all that rules have.) */
type SignatureOf<Rule> = Rule['signature' & keyof Rule];

/** The last signature that changes the shape, if it is one of two; else the one before them. */
type Changing<Third, Second, Last> = Last extends `${string} → the same shape`
  ? Second extends `${string} → the same shape`
    ? Third
    : Second
  : Last;

/** What the first layer takes, and the last one gives. */
type Joined<First, Last> = First extends `${infer Taken} → ${string}`
  ? Last extends `${string} → ${infer Given}`
    ? `${Taken} → ${Given}`
    : unknown
  : unknown;
