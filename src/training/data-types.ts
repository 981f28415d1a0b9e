import type * as tf from '@tensorflow/tfjs-core';
import type { dataForm, dataShape, dataType, names, Role } from '../data/check-data.js';
import type { NestedNumbers, NestedStrings, TypedArray } from '../data/given-values.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { TypeOf } from '../graph/tensors.js';
import type { SizesOf } from '../graph/values.js';
import type { Tensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Fits } from '../types/fits.js';
import type { Fill } from '../types/message.js';
import type { Shape, Show } from '../types/shape.js';
import type { ByName } from './per-output.js';

/** The tensors that a model gives for its outputs. */
export type ResultFor<Outputs> =
  Outputs extends SymbolicTensor<infer Dimensions>
    ? Tensor<SizesOf<Dimensions>, TypeOf<Outputs>>
    : { -readonly [Key in keyof Outputs]: ResultFor<Outputs[Key]> };

/** Data for the inputs of a model, or the sentence that says why it does not fit, in the place of what is to blame. */
export type CheckedInputs<Given, Inputs, Argument extends string> = CheckedData<Given, Inputs, Argument, 'inputs'>;

/** Targets for the outputs of a model. For losses that compare classes, integers one axis short are fine as well. */
export type CheckedTargets<Given, Outputs, Argument extends string> = CheckedData<Given, Outputs, Argument, 'targets'>;

type CheckedData<Given, Tensors, Argument extends string, For extends Role> = Tensors extends SymbolicTensor
  ? Given extends Whole
    ? CheckedOne<Given, Tensors, Argument, For>
    : CheckedByKey<Given, ByName<Tensors>, Argument, For>
  : Given extends tf.Tensor | TypedArray
    ? Fill<typeof dataForm, { argument: Argument; expected: Wanted<Tensors>; received: 'one tensor' }>
    : Given extends readonly unknown[]
      ? CheckedByKey<Given, Tensors, Argument, For>
      : CheckedByKey<Given, ByName<Tensors>, Argument, For>;

/** Data for one tensor. */
type Whole = tf.Tensor | TypedArray | readonly unknown[];

type Wanted<Tensors> = Tensors extends { readonly length: infer Count extends number }
  ? `a list of ${Count}`
  : 'data by name';

type CheckedByKey<Given, Tensors, Argument extends string, For extends Role> = [keyof Tensors] extends [never]
  ? Fill<
      typeof dataForm,
      { argument: Argument; expected: 'a tensor, a typed array or nested arrays'; received: 'something else' }
    >
  : Given extends readonly unknown[]
    ? number extends Given['length']
      ? Given
      : Given['length'] extends LengthOf<Tensors>
        ? CheckedItems<Given, Tensors, Argument, For>
        : Fill<
            typeof dataForm,
            { argument: Argument; expected: Wanted<Tensors>; received: `a list of ${Given['length']}` }
          >
    : Keys<Tensors> extends Keys<Given>
      ? CheckedItems<Given, Tensors, Argument, For>
      : Fill<
          typeof dataForm,
          { argument: Argument; expected: `${Exclude<Keys<Tensors>, Keys<Given>>}`; received: 'nothing for it' }
        >;

type CheckedItems<Given, Tensors, Argument extends string, For extends Role> = {
  [Key in keyof Given]: Key extends keyof Tensors
    ? CheckedOne<Given[Key], Tensors[Key], `${Argument}.${Key & string}`, For>
    : Fill<typeof dataForm, { argument: Argument; expected: (typeof names)[For]; received: Key & string }>;
};

type LengthOf<Items> = Items extends { readonly length: infer Count } ? Count : number;

type Keys<Items> = Items extends readonly unknown[] ? keyof Items & `${number}` : keyof Items & string;

type CheckedOne<Given, Wanted, Argument extends string, For extends Role> =
  Wanted extends SymbolicTensor<infer Dimensions>
    ? Given extends { readonly shape: infer Sizes extends number[]; readonly dtype: infer Type }
      ? FitsRole<Sizes, Dimensions, For> extends true
        ? FitsType<Type, TypeOf<Wanted>, For> extends true
          ? Given
          : Fill<typeof dataType, { argument: Argument; expected: TypeOf<Wanted>; received: Type & string }>
        : Fill<typeof dataShape, { argument: Argument; expected: Show<Dimensions>; received: Show<Sizes> }>
      : Given extends TypedArray
        ? TypeFor<Wanted, For> extends 'string'
          ? Fill<typeof dataForm, { argument: Argument; expected: 'strings'; received: 'a typed array' }>
          : Given
        : Given extends readonly unknown[]
          ? FitsRole<RankOf<Given>, Dimensions, For> extends true
            ? CheckedElements<Given, TypeFor<Wanted, For>, Argument>
            : Fill<typeof dataShape, { argument: Argument; expected: Show<Dimensions>; received: Show<RankOf<Given>> }>
          : Fill<
              typeof dataForm,
              { argument: Argument; expected: 'a tensor, a typed array or nested arrays'; received: 'something else' }
            >
    : Given;

/** The element type that data has to have; targets are numbers. */
type TypeFor<Wanted, For extends Role> = For extends 'targets' ? 'float32' : TypeOf<Wanted>;

/** Nested arrays, which hold strings where strings are asked for, and nowhere else. */
type CheckedElements<Given, Wanted extends DType, Argument extends string> = Given extends readonly []
  ? Given
  : Wanted extends 'string'
    ? Given extends NestedNumbers
      ? Fill<typeof dataForm, { argument: Argument; expected: 'strings'; received: 'number' }>
      : Given
    : Given extends NestedStrings
      ? Fill<typeof dataForm, { argument: Argument; expected: 'numbers'; received: 'string' }>
      : Given;

type FitsRole<Sizes extends Shape, Wanted extends Shape, For extends Role> =
  Fits<Sizes, Wanted> extends true
    ? true
    : For extends 'inputs'
      ? false
      : Wanted extends readonly [...infer Outer extends Shape, unknown]
        ? Fits<Sizes, Outer> extends true
          ? true
          : Fits<Sizes, [...Outer, 1]>
        : false;

type FitsType<Type, Wanted extends DType, For extends Role> = For extends 'targets'
  ? [Type] extends ['string']
    ? false
    : true
  : DType extends Type
    ? true
    : Type extends Wanted
      ? true
      : string extends Type
        ? true
        : false;

/** Nested arrays have a rank, as far as the compiler knows. */
type RankOf<Given> = Given extends readonly (infer Item)[]
  ? Item extends number | boolean | string
    ? [number]
    : Item extends TypedArray
      ? [number, number]
      : [number, ...RankOf<Item>]
  : number[];
