import type * as tf from '@tensorflow/tfjs-core';
import type { dataForm, names, Role } from '../data/check-data.js';
import type { TypedArray } from '../data/given-values.js';
import type { Named, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { SizesOf } from '../graph/values.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Fill } from '../types/message.js';
import type { CheckedOne } from './checked-one.js';
import type { ByName, GivenFor } from './per-output.js';

/** The tensors that a model gives for its outputs. */
export type ResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Dimensions>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: ResultFor<Outputs[Key]> };

/** Data for the inputs of a model, or the sentence that says why it does not fit, in the place of what is to blame. */
export type CheckedInputs<Given, Inputs, Argument extends string> = CheckedData<
  Given,
  Inputs,
  Argument,
  'inputs',
  null
>;

/** Targets for the outputs of a model and its losses, as far as they are known; where not, both kinds of targets pass. */
export type CheckedTargets<Given, Outputs, Argument extends string, Losses = unknown> = CheckedData<
  Given,
  Outputs,
  Argument,
  'targets',
  Losses
>;

type CheckedData<Given, Tensors, Argument extends string, For extends Role, Losses> = Tensors extends SymbolicTensor
  ? Given extends Whole
    ? CheckedOne<Given, Tensors, Argument, For, GivenFor<Losses, never, NameOf<Tensors>>>
    : CheckedByKey<Given, ByName<Tensors>, Argument, For, Losses>
  : Given extends tf.Tensor | TypedArray
    ? Fill<typeof dataForm, { argument: Argument; expected: Wanted<Tensors>; received: 'one tensor' }>
    : Given extends readonly unknown[]
      ? CheckedByKey<Given, Tensors, Argument, For, Losses>
      : CheckedByKey<Given, ByName<Tensors>, Argument, For, ByNameToo<Losses, Tensors>>;

/** Data for one tensor. */
type Whole = tf.Tensor | TypedArray | readonly unknown[];

type Wanted<Tensors> = Tensors extends { readonly length: infer Count extends number }
  ? `a list of ${Count}`
  : 'data by name';

type CheckedByKey<Given, Tensors, Argument extends string, For extends Role, Losses> = [keyof Tensors] extends [never]
  ? Fill<
      typeof dataForm,
      { argument: Argument; expected: 'a tensor, a typed array or nested arrays'; received: 'something else' }
    >
  : Given extends readonly unknown[]
    ? number extends Given['length']
      ? Given
      : Given['length'] extends LengthOf<Tensors>
        ? CheckedItems<Given, Tensors, Argument, For, Losses>
        : Fill<
            typeof dataForm,
            { argument: Argument; expected: Wanted<Tensors>; received: `a list of ${Given['length']}` }
          >
    : Keys<Tensors> extends Keys<Given>
      ? CheckedItems<Given, Tensors, Argument, For, Losses>
      : Fill<
          typeof dataForm,
          { argument: Argument; expected: `${Exclude<Keys<Tensors>, Keys<Given>>}`; received: 'nothing for it' }
        >;

type CheckedItems<Given, Tensors, Argument extends string, For extends Role, Losses> = {
  [Key in keyof Given]: Key extends keyof Tensors
    ? CheckedOne<
        Given[Key],
        Tensors[Key],
        `${Argument}.${Key & string}`,
        For,
        GivenFor<Losses, Key, Tensors extends readonly unknown[] ? NameOf<Tensors[Key]> : Key>
      >
    : Fill<typeof dataForm, { argument: Argument; expected: (typeof names)[For]; received: Key & string }>;
};

/** Losses in a list by the names of their outputs, for targets that are given so; others as they are. */
type ByNameToo<Losses, Outputs> = Losses extends readonly unknown[]
  ? {
      [Place in keyof Outputs & `${number}` as Outputs[Place] extends Named<infer Name> ? Name : never]: Losses[Place &
        keyof Losses];
    }
  : Losses;

type NameOf<Tensor> = Tensor extends Named<infer Name> ? Name : never;

type LengthOf<Items> = Items extends { readonly length: infer Count } ? Count : number;

type Keys<Items> = Items extends readonly unknown[] ? keyof Items & `${number}` : keyof Items & string;
