import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Mismatch } from '../types/mismatch.js';
import type { Dimension, Shape } from '../types/shape.js';
import type { Named, OfType, SymbolicTensor } from './symbolic-tensor.js';

/** What a layer is called on: one tensor, a list of tensors, or tensors by name. */
export type Tensors = SymbolicTensor | readonly SymbolicTensor[] | { readonly [name: string]: SymbolicTensor };

/** Whatever has a shape: a tensor of the graph, or one that has values. */
export interface Shaped {
  readonly shape: Shape;
}

/** The shapes of tensors, in the form in which the tensors are given. */
export type ShapesOf<Given> = [Given] extends [Shaped]
  ? Given['shape']
  : { -readonly [Key in keyof Given]: [Given[Key]] extends [Shaped] ? Given[Key]['shape'] : never };

/** The element type of a tensor: `float32` where nothing else is said. */
export type TypeOf<Tensor> =
  Tensor extends OfType<DType> ? (DType extends Tensor['dtype'] ? 'float32' : Tensor['dtype']) : 'float32';

/** The element types of tensors, in the form in which the tensors are given. */
export type TypesOf<Given> = [Given] extends [Shaped]
  ? TypeOf<Given>
  : { -readonly [Key in keyof Given]: TypeOf<Given[Key]> };

/**
 * The tensors that have these shapes: after a mismatch, so that one mistake is one error, and from a layer whose rule is not
 * known, a tensor of unknown rank.
 */
export type TensorsOf<Shapes, Types, Name extends string> = [Shapes] extends [readonly Dimension[]]
  ? Tagged<SymbolicTensor<Shapes>, Types, Name>
  : [Shapes] extends [Mismatch]
    ? SymbolicTensor
    : unknown extends Shapes
      ? SymbolicTensor
      : {
          -readonly [Key in keyof Shapes]: [Shapes[Key]] extends [Shape]
            ? Tagged<SymbolicTensor<Shapes[Key]>, Key extends keyof Types ? Types[Key] : Types, string>
            : never;
        };

type Tagged<Tensor, Type, Name extends string> = Type extends 'int32' | 'bool' | 'string'
  ? string extends Name
    ? Tensor & OfType<Type>
    : Tensor & OfType<Type> & Named<Name>
  : string extends Name
    ? Tensor
    : Tensor & Named<Name>;

/**
 * What is given, where the shapes fit; else the sentence that says why not, in the place of the tensor to blame, which
 * makes the compiler mark just that one.
 */
export type Checked<Given, Outcome> = [Outcome & {}] extends [Shape] ? Given : NoInfer<Blamed<Given, Outcome>>;

/** What a call says by name, shapes in the place of tensors. */
export type CallShapes<Said> = {
  readonly [Name in keyof Said]: [Said[Name]] extends [Shaped]
    ? Said[Name]['shape']
    : [Said[Name]] extends [readonly (Shaped | null)[]]
      ? ShapesInList<Said[Name]>
      : Said[Name];
};

type ShapesInList<List> = { [Index in keyof List]: [List[Index]] extends [Shaped] ? List[Index]['shape'] : null };

/** One of several inputs that come one after the other, `Place` its index: or else the sentence. */
export type CheckedPlace<Given, Place extends string, Outcome> = [Outcome & {}] extends [Mismatch]
  ? (Outcome & Mismatch)['at'] extends Place
    ? NoInfer<(Outcome & Mismatch)['message']>
    : Given
  : Given;

/** The same where a call says more than its input: what it says may be to blame instead. */
export type CheckedInput<Given, Said, Outcome> = Checked<
  Given,
  BlamedOn<Outcome, keyof Said> extends true ? [] : Outcome
>;

/** What a call says by name, with the sentence in the place of what does not fit; `Taken` where the layer does not take it. */
export type CheckedExtras<Said, Taken, Outcome> =
  BlamedOn<Outcome, keyof Said> extends true
    ? NoInfer<Blamed<Said, Outcome>>
    : keyof Said extends never
      ? Taken
      : keyof Said extends keyof Taken
        ? Said extends Taken
          ? Said
          : Taken
        : Taken;

type BlamedOn<Outcome, Names> = [Outcome & {}] extends [Mismatch]
  ? (Outcome & Mismatch)['at'] extends Names
    ? true
    : false
  : false;

// `& {}` keeps a union of mismatches together, and asking without `infer` keeps calls that are right cheap.
type Blamed<Given, Outcome> = [Outcome & {}] extends [Mismatch]
  ? (Outcome & Mismatch)['at'] extends keyof Given
    ? {
        [Key in keyof Given]: Key extends (Outcome & Mismatch)['at']
          ? Extract<Outcome, Mismatch<string, Key & string>>['message']
          : Given[Key];
      }
    : (Outcome & Mismatch)['message']
  : Given;

/** What a layer is run on: one tensor that has values, a list of them, or tensors by name. */
export type Values = tf.Tensor | readonly tf.Tensor[] | { readonly [name: string]: tf.Tensor };

/** What is said beside them: the phase, which is not that of training unless it is said, and what calls of the layer take. */
export interface CallValues {
  readonly training?: boolean;
  readonly [name: string]: tf.Tensor | readonly (tf.Tensor | null)[] | boolean | undefined;
}

/** What is given, as the compiler knows it: of TensorFlow.js' own tensors not even the rank. */
export type Known<Given> = Given extends tf.Tensor
  ? number[] extends Given['shape']
    ? { readonly shape: Shape; readonly dtype: Given['dtype'] }
    : Given
  : { readonly [Key in keyof Given]: Known<Given[Key]> };

/** The tensors that have these shapes; what varies in a graph is some number. */
export type ValuesOf<Shapes, Types> = [Shapes] extends [readonly Dimension[]]
  ? Tensor<SizesOf<Shapes>, TypeIn<Types>>
  : [Shapes] extends [Mismatch]
    ? Tensor
    : unknown extends Shapes
      ? Tensor
      : {
          -readonly [Key in keyof Shapes]: [Shapes[Key]] extends [Shape]
            ? Tensor<SizesOf<Shapes[Key]>, TypeIn<Key extends keyof Types ? Types[Key] : Types>>
            : never;
        };

/** The sizes of a tensor: any number where a size varies. */
export type SizesOf<Dimensions extends Shape> = [
  {
    -readonly [Axis in keyof Dimensions]: Dimensions[Axis] extends number ? Dimensions[Axis] : number;
  },
] extends [infer Sizes extends number[]]
  ? Sizes
  : number[];

type TypeIn<Type> = Type extends DType ? Type : 'float32';
